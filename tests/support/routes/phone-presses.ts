import { randomUUID } from 'node:crypto';

import * as fc from 'fast-check';

export const PHONES = 3;
/** Words that only results of the property have in the register. */
export const MARK = 'Ghi từ ba máy';
const OUTCOMES = ['signs', 'no_sign', 'could_not_check'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** A result that one phone records at one stop, and the minute after eight in the morning at which it is pressed. */
export type Press = {
  stopId: number;
  phone: number;
  result: Outcome;
  finding: boolean;
  minute: number;
};

/** A press as the phone sends it. */
export function bodyOf({ stopId, result, finding, minute }: Press, business: boolean) {
  const finishedAt = new Date(Date.UTC(2026, 10, 24, 1, minute)).toISOString();
  return {
    resultId: randomUUID(),
    stopId,
    arrivedAt: null,
    finishedAt,
    result,
    obstacle: result === 'could_not_check' ? 'closed' : null,
    inspection: business && result !== 'could_not_check' ? inspectionOf(finding) : null,
    note: MARK,
  };
}
export const inspectionOf = (finding: boolean) => (finding ? 'warning' : 'no_violation');

/** Random results of three phones at each of some stops, in any order of arrival. */
export const presses = (stopIds: readonly number[]) =>
  fc
    .tuple(
      ...stopIds.map((stopId) =>
        fc.array(
          fc.record({
            stopId: fc.constant(stopId),
            phone: fc.nat(PHONES - 1),
            result: fc.constantFrom(...OUTCOMES),
            finding: fc.boolean(),
            minute: fc.nat(59),
          }),
          { minLength: 1, maxLength: 5 },
        ),
      ),
    )
    .chain((all) => {
      const flat = all.flat();
      return fc.shuffledSubarray(flat, { minLength: flat.length });
    });

/** What should stand at a stop, said without the rule of the product. */
export function expectedOf(own: readonly Press[]) {
  const said = new Set(own.map(({ result }) => result));
  const [result = 'could_not_check'] = OUTCOMES.filter((one) => said.has(one));
  return {
    result,
    state: result === 'could_not_check' ? 'could_not_check' : 'done',
    findings: own.some((press) => press.finding && press.result !== 'could_not_check'),
  };
}
