import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { addDays, dateOfDay, dayNumber } from '#server/contract/time.ts';

import { flagIntervals, nextCheckOn, type FlagFacts, type FlagInterval } from './flag-intervals.ts';

const RULE = { scheduleDays: [7, 30, 90], dueLeadDays: 3, watchDays: 365 };
const CLOSED = '2026-01-01';

const closed = (more: Partial<FlagFacts> = {}): FlagFacts => ({
  cycles: [{ number: 1, eliminatedOn: CLOSED, endedOn: null }],
  checks: [],
  handovers: [],
  suspicions: [],
  ...more,
});

function flagsOn(intervals: readonly FlagInterval[], day: string): string[] {
  return intervals
    .filter((one) => one.fromOn <= day && (one.toOn === null || day < one.toOn))
    .map((one) => one.flag)
    .toSorted();
}

describe('flags of a closed place', () => {
  it('calls it unchecked until somebody has really looked', () => {
    const never = flagIntervals(closed(), RULE);
    expect(flagsOn(never, '2027-06-01')).toEqual(['check_overdue', 'unchecked']);
    const inVain = closed({ checks: [{ checkedOn: '2026-01-05', result: 'could_not_check' }] });
    expect(flagsOn(flagIntervals(inVain, RULE), '2026-01-06')).toContain('unchecked');
    const looked = closed({ checks: [{ checkedOn: '2026-01-06', result: 'no_sign' }] });
    expect(flagsOn(flagIntervals(looked, RULE), '2026-01-06')).not.toContain('unchecked');
  });

  it('is due from some days before the scheduled look, overdue from the day after', () => {
    const flags = flagIntervals(closed(), RULE);
    expect(flagsOn(flags, '2026-01-04')).not.toContain('check_due');
    expect(flagsOn(flags, '2026-01-05')).toContain('check_due');
    expect(flagsOn(flags, '2026-01-08')).toContain('check_due');
    expect(flagsOn(flags, '2026-01-09')).toContain('check_overdue');
    expect(flagsOn(flags, '2026-01-09')).not.toContain('check_due');
  });

  it('asks for the next look of the schedule after one was made', () => {
    const checks = [{ checkedOn: '2026-01-06', result: 'no_sign' as const }];
    expect(nextCheckOn(CLOSED, [], RULE)).toBe('2026-01-08');
    expect(nextCheckOn(CLOSED, checks, RULE)).toBe('2026-01-31');
  });

  it('lets one late look meet every scheduled day before it', () => {
    const checks = [{ checkedOn: '2026-02-15', result: 'no_sign' as const }];
    expect(nextCheckOn(CLOSED, checks, RULE)).toBe('2026-04-01');
    expect(flagsOn(flagIntervals(closed({ checks }), RULE), '2026-02-16')).toEqual(['under_watch']);
  });

  it('ends everything with the closure itself', () => {
    const facts = closed({ cycles: [{ number: 1, eliminatedOn: CLOSED, endedOn: '2026-03-01' }] });
    expect(flagsOn(flagIntervals(facts, RULE), '2026-02-28')).not.toEqual([]);
    expect(flagsOn(flagIntervals(facts, RULE), '2026-03-01')).toEqual([]);
  });

  it('shows a hand-over as pending until the last commune answered, refused until the next attempt', () => {
    const part = { cycle: 1, proposedOn: '2026-01-10' };
    const flags = flagIntervals(
      closed({
        handovers: [
          { ...part, attempt: 1, state: 'confirmed', answeredOn: '2026-01-12' },
          { ...part, attempt: 1, state: 'refused', answeredOn: '2026-01-15' },
          { ...part, attempt: 2, proposedOn: '2026-01-20', state: 'pending', answeredOn: null },
        ],
      }),
      RULE,
    );
    expect(flagsOn(flags, '2026-01-13')).toContain('handover_pending');
    expect(flagsOn(flags, '2026-01-16')).toContain('handover_refused');
    expect(flagsOn(flags, '2026-01-16')).not.toContain('handover_pending');
    expect(flagsOn(flags, '2026-01-21')).toContain('handover_pending');
    expect(flagsOn(flags, '2026-01-21')).not.toContain('handover_refused');
  });

  it('never gives two intervals of one flag that touch, whatever the looks', () => {
    const aDay = fc.integer({ min: 0, max: 500 }).map((days) => addDays(CLOSED, days));
    const aCheck = fc.record({
      checkedOn: aDay,
      result: fc.constantFrom('no_sign', 'signs', 'could_not_check'),
    } as const);
    fc.assert(
      fc.property(fc.array(aCheck, { maxLength: 12 }), aDay, (checks, day) => {
        const flags = flagIntervals(closed({ checks }), RULE);
        expect(new Set(flagsOn(flags, day)).size).toBe(flagsOn(flags, day).length);
        for (const flag of flags) expect(flag.toOn === null || flag.fromOn < flag.toOn).toBe(true);
        const looked = checks.some((c) => c.result !== 'could_not_check' && c.checkedOn <= day);
        expect(flagsOn(flags, day).includes('unchecked')).toBe(!looked);
      }),
    );
  });

  it('counts days as the calendar does', () => {
    expect(dateOfDay(dayNumber('2024-02-28') + 1)).toBe('2024-02-29');
  });
});
