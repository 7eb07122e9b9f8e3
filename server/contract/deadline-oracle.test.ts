import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { event, facts, RULES, TET_2026 } from '#tests/support/clock-facts.ts';
import { naiveClock } from '#tests/support/naive-clock.ts';
import { reached } from '#tests/support/reached.ts';

import { clockOf, type ClockEvent, type ClockFacts } from './deadline.ts';
import { addDays } from './time.ts';
import type { DeadlineRule } from './tip-clock.ts';
import { TIP_KINDS } from './tip-kind.ts';

/** From the 10th of January on, each kind has a rule with other spans. */
const CHANGED = '2026-01-10';
const rulesOf = (amount: number, endsOnWorkingDay: boolean): DeadlineRule[] => [
  ...RULES,
  ...RULES.map((rule) => ({
    ...rule,
    validFrom: CHANGED,
    limit: { ...rule.limit, amount },
    forwarding: rule.forwarding && { ...rule.forwarding, amount: 3 },
    endsOnWorkingDay,
  })),
];

const happening = fc.record({
  kind: fc.constantFrom('extended' as const, 'suspended' as const, 'resumed' as const),
  after: fc.nat(25),
  late: fc.boolean(),
});
const given: fc.Arbitrary<ClockFacts> = fc
  .record({
    kind: fc.constantFrom(...TIP_KINDS),
    // Over the end of the year, Tết and the end of February.
    received: fc.nat(75),
    accepted: fc.option(fc.nat(12), { freq: 6 }),
    forwarded: fc.boolean(),
    happenings: fc.array(happening, { maxLength: 5 }),
  })
  .map(({ kind, received, accepted, forwarded, happenings }) => {
    const receivedOn = addDays('2025-12-20', received);
    const acceptedOn = accepted === null ? null : addDays(receivedOn, accepted);
    let on = acceptedOn ?? receivedOn;
    let stands = false;
    const events = happenings.flatMap(({ after, kind: what, late }): ClockEvent[] => {
      on = addDays(on, after);
      // A clock that stands still cannot be extended.
      if (what === 'extended' && stands) return [];
      if (what !== 'extended') stands = what === 'suspended';
      // A resumption only tightens a clock: it counts on its own day.
      return [{ kind: what, on, late: late && what !== 'resumed' }];
    });
    return { kind, receivedOn, acceptedOn, events, handledOn: null, forwarded };
  });

/** The events of a tip but for those that would give a clock time that has run out; late ones are ignored by rule. */
function happenedInTime(told: ClockFacts, rules: readonly DeadlineRule[]): ClockEvent[] {
  const kept: ClockEvent[] = [];
  for (const one of told.events) {
    const before = naiveClock({ ...told, forwarded: false, events: kept }, rules, TET_2026);
    const isOver = before !== null && before.dueOn !== null && before.dueOn < one.on;
    if (one.kind === 'resumed' || one.late === true || !isOver) kept.push(one);
  }
  return kept;
}

describe('the clock of a tip', () => {
  it('is what a walk through its days gives, one after the other', () => {
    const cases = { runs: 0.3, stands: 0.05, 'has not begun': 0.02, forwarded: 0.2, extended: 0.1 };
    reached(cases, (seen) => {
      fc.assert(
        fc.property(given, fc.integer({ min: 1, max: 40 }), fc.boolean(), (drawn, amount, ends) => {
          const rules = rulesOf(amount, ends);
          const told = { ...drawn, events: happenedInTime(drawn, rules) };
          const clock = clockOf(told, rules, TET_2026);
          const expected = naiveClock(told, rules, TET_2026);
          seen('has not begun', clock === null);
          seen('runs', clock !== null && clock.dueOn !== null);
          seen('stands', clock !== null && clock.dueOn === null);
          seen('forwarded', told.forwarded === true);
          seen('extended', (clock?.extensionsUsed ?? 0) > 0);
          expect(clock && { startedOn: clock.startedOn, dueOn: clock.dueOn }).toEqual(
            expected && { startedOn: expected.startedOn, dueOn: expected.dueOn },
          );
        }),
        { numRuns: 1_000 },
      );
    });
  });

  it('of one that was accepted and then passed on runs from its receipt, not from the acceptance', () => {
    const passedOn = facts('crime_information', {
      acceptedOn: '2026-03-05',
      forwarded: true,
      events: [event('extended', '2026-03-06')],
    });
    expect(clockOf(passedOn, RULES, TET_2026)).toMatchObject({
      startedOn: '2026-03-02',
      dueOn: '2026-03-03',
    });
  });
});
