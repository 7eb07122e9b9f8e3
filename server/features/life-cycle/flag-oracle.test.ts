import fc from 'fast-check';
import { expect, it } from 'vitest';

import { addDays, type IsoDate } from '#server/contract/time.ts';
import { naiveFlagIntervals } from '#tests/support/points/naive-flags.ts';
import { reached } from '#tests/support/reached.ts';

import { flagIntervals, type FlagFacts } from './flag-rules.ts';

const START = '2026-01-01';
/** Few days, so that checks, closures, answers and rules fall on the same ones. */
const DAYS = 60;
const RULES = [
  { validFrom: '1900-01-01', scheduleDays: [4, 12, 30], dueLeadDays: 2, watchDays: 20 },
  { validFrom: addDays(START, 25), scheduleDays: [5, 9], dueLeadDays: 0, watchDays: 8 },
  { validFrom: addDays(START, 40), scheduleDays: [], dueLeadDays: 1, watchDays: 90 },
];
/** Days up to long after the last possible event, when nothing changes any more. */
const ALL_DAYS = Array.from({ length: 200 }, (_, day) => addDays(START, day));

const aDay = fc.nat(DAYS).map((days) => addDays(START, days));
const maybeDay = fc.option(aDay, { freq: 3 });

/** Closures one after the other; the last one may still be open. */
const cycles = fc
  .tuple(fc.uniqueArray(aDay, { minLength: 1, maxLength: 6, size: 'max' }), fc.boolean())
  .map(([days, opens]) => {
    const sorted = days.toSorted();
    return Array.from({ length: Math.ceil(sorted.length / 2) }, (_, index) => ({
      number: index + 1,
      eliminatedOn: opens && index * 2 === sorted.length - 1 ? null : (sorted[index * 2] ?? null),
      endedOn: sorted[index * 2 + 1] ?? null,
    }));
  });

const look = fc
  .record({
    // Every third day, so that two checks may fall on one.
    checkedOn: fc.nat(DAYS / 3).map((days) => addDays(START, 3 * days)),
    /** Days by which it counts later than it was done. */
    late: fc.constantFrom(0, 0, 0, 2, 9, 30),
    result: fc.constantFrom('no_sign', 'signs', 'could_not_check', 'could_not_check'),
    retryOn: maybeDay,
  } as const)
  .map(({ late, ...one }) => ({ ...one, countedOn: addDays(one.checkedOn, late) }));

/** Day of the proposal of each attempt of two cycles. */
const proposals = fc.array(fc.nat(DAYS / 2), { minLength: 6, maxLength: 6 });

const partDraw = fc.record({
  cycle: fc.integer({ min: 1, max: 2 }),
  attempt: fc.integer({ min: 1, max: 3 }),
  state: fc.constantFrom('pending', 'confirmed', 'refused', 'withdrawn', 'successor_asked'),
  successor: fc.constantFrom(null, null, 'while_pending', 'after_handover'),
  proposedBy: fc.constantFrom(null, 'somebody', 'somebody', 'somebody'),
  /** Days after the proposal, after being asked, and after the answer. */
  askedAfter: fc.nat(15),
  answeredAfter: fc.nat(15),
  endedAfter: fc.nat(15),
  isAnswered: fc.boolean(),
} as const);
type PartDraw = typeof partDraw extends fc.Arbitrary<infer Draw> ? Draw : never;

/** Makes one part: the communes of an attempt are asked on one day, the successor of one of them later. */
function partOf(draw: PartDraw, proposedDays: readonly number[]): FlagFacts['handovers'][number] {
  const { askedAfter, answeredAfter, endedAfter, isAnswered, ...rest } = draw;
  const attemptDay = proposedDays[(rest.cycle - 1) * 3 + rest.attempt - 1] ?? 0;
  const proposedDay = attemptDay + (rest.successor === null ? 0 : askedAfter);
  const on = (day: number): IsoDate => addDays(START, proposedDay + day);
  const answers = rest.state === 'confirmed' || rest.state === 'refused';
  const wasAnswered = answers || (rest.state === 'successor_asked' && isAnswered);
  const endedOn = on(answeredAfter + endedAfter);
  return {
    ...rest,
    proposedOn: on(0),
    answeredOn: wasAnswered ? on(answeredAfter) : null,
    withdrawnOn: rest.state === 'withdrawn' ? endedOn : null,
    respondedOn: rest.state === 'refused' && isAnswered ? endedOn : null,
    lapsedOn: rest.state === 'successor_asked' ? endedOn : null,
  };
}

const handovers = fc
  .tuple(proposals, fc.array(partDraw, { maxLength: 6, size: 'max' }))
  .map(([days, draws]) =>
    draws
      .map((draw) => partOf(draw, days))
      .toSorted((a, b) => (a.proposedOn < b.proposedOn ? -1 : 1)),
  );

const lives: fc.Arbitrary<FlagFacts> = fc.record({
  cycles,
  checks: fc.oneof(
    { weight: 3, arbitrary: fc.array(look, { minLength: 4, maxLength: 8, size: 'max' }) },
    { weight: 1, arbitrary: fc.array(look, { maxLength: 3 }) },
  ),
  handovers,
  suspicions: fc.array(fc.record({ raisedOn: aDay, decidedOn: maybeDay }), { maxLength: 3 }),
});

/** Every flag, with the smallest share of lives that must have it on some day. */
const SHARES = {
  unchecked: 0.8,
  under_watch: 0.7,
  check_due: 0.45,
  check_overdue: 0.4,
  handover_pending: 0.6,
  handover_refused: 0.12,
  suspected: 0.45,
};
const CASES = {
  'a real look and one in vain on one day': 0.1,
  'a try that names no day after one that did': 0.08,
  'an earlier look that counts after a later one': 0.1,
};
const FLAGS = Object.keys(SHARES) as (keyof typeof SHARES)[];

function meetOnOneDay({ checks }: FlagFacts): boolean {
  const [vain, real] = [true, false].map((inVain) =>
    checks.filter(({ result }) => (result === 'could_not_check') === inVain),
  );
  return vain?.some((a) => real?.some((b) => a.checkedOn === b.checkedOn)) ?? false;
}

function triesAgain({ checks }: FlagFacts): boolean {
  const inOrder = checks.toSorted((a, b) => (a.checkedOn < b.checkedOn ? -1 : 1));
  return inOrder.some((first, at) => {
    const next = inOrder[at + 1];
    const bothInVain = [first, next].every((one) => one?.result === 'could_not_check');
    return bothInVain && first.retryOn !== null && next?.retryOn === null;
  });
}

function countsLater({ checks }: FlagFacts): boolean {
  return checks.some((a) =>
    checks.some((b) => a.checkedOn < b.checkedOn && a.countedOn > b.countedOn),
  );
}

it('on each evening, the flags of a life are those that follow from its facts', () => {
  reached({ ...SHARES, ...CASES }, (seen) => {
    fc.assert(
      fc.property(lives, fc.subarray(RULES, { minLength: 1 }), (facts, rules) => {
        const intervals = flagIntervals(facts, rules);
        for (const flag of FLAGS) {
          seen(
            flag,
            intervals.some((one) => one.flag === flag),
          );
        }
        seen('a real look and one in vain on one day', meetOnOneDay(facts));
        seen('a try that names no day after one that did', triesAgain(facts));
        seen('an earlier look that counts after a later one', countsLater(facts));
        expect(intervals).toEqual(naiveFlagIntervals(facts, rules, ALL_DAYS));
      }),
      { numRuns: 400 },
    );
  });
});
