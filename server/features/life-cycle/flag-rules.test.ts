import { describe, expect, it } from 'vitest';

import { dateOfDay, dayNumber } from '#server/contract/civil-day.ts';

import { flagIntervals, type FlagFacts, type FlagInterval, shownOn } from './flag-rules.ts';

const RULE = [
  { validFrom: '1900-01-01', scheduleDays: [7, 30, 90], dueLeadDays: 3, watchDays: 365 },
];
const CLOSED = '2026-01-01';

const closed = (more: Partial<FlagFacts> = {}): FlagFacts => ({
  cycles: [{ number: 1, eliminatedOn: CLOSED, endedOn: null }],
  checks: [],
  handovers: [],
  suspicions: [],
  ...more,
});

const flagsOn = (intervals: readonly FlagInterval[], day: string) => shownOn(intervals, day).flags;
/** The day of the look that is open on a day, or of the next one. */
const dueOn = (intervals: readonly FlagInterval[], day: string) =>
  shownOn(intervals, day).nextCheckOn;

describe('flags of a closed place', () => {
  it('calls it unchecked until somebody has really looked', () => {
    const never = flagIntervals(closed(), RULE);
    expect(flagsOn(never, '2027-06-01')).toEqual(['check_overdue', 'unchecked']);
    const inVain = closed({
      checks: [
        {
          checkedOn: '2026-01-05',
          countedOn: '2026-01-05',
          result: 'could_not_check',
          retryOn: null,
        },
      ],
    });
    expect(flagsOn(flagIntervals(inVain, RULE), '2026-01-06')).toContain('unchecked');
    const looked = closed({
      checks: [
        { checkedOn: '2026-01-06', countedOn: '2026-01-06', result: 'no_sign', retryOn: null },
      ],
    });
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

  it('is not due before the place was closed, however early its first look opens', () => {
    const rule = { validFrom: '1900-01-01', scheduleDays: [2], dueLeadDays: 3, watchDays: 365 };
    const due = flagIntervals(closed(), [rule]).find(({ flag }) => flag === 'check_due');
    expect(due).toMatchObject({ fromOn: CLOSED, dueOn: '2026-01-03' });
  });

  it('asks for the next look of the schedule after one was made', () => {
    const checks = [
      {
        checkedOn: '2026-01-06',
        countedOn: '2026-01-06',
        result: 'no_sign' as const,
        retryOn: null,
      },
    ];
    expect(dueOn(flagIntervals(closed(), RULE), CLOSED)).toBe('2026-01-08');
    expect(dueOn(flagIntervals(closed({ checks }), RULE), '2026-01-06')).toBe('2026-01-31');
  });

  it('lets one late look meet every scheduled day before it', () => {
    const checks = [
      {
        checkedOn: '2026-02-15',
        countedOn: '2026-02-15',
        result: 'no_sign' as const,
        retryOn: null,
      },
    ];
    expect(dueOn(flagIntervals(closed({ checks }), RULE), '2026-02-16')).toBe('2026-04-01');
    expect(flagsOn(flagIntervals(closed({ checks }), RULE), '2026-02-16')).toEqual(['under_watch']);
  });

  it('ends everything with the closure itself', () => {
    const facts = closed({ cycles: [{ number: 1, eliminatedOn: CLOSED, endedOn: '2026-03-01' }] });
    expect(flagsOn(flagIntervals(facts, RULE), '2026-02-28')).not.toEqual([]);
    expect(flagsOn(flagIntervals(facts, RULE), '2026-03-01')).toEqual([]);
  });

  it('sets a new day after a look that could not be done, and stays unchecked', () => {
    const inVain = (checkedOn: string, retryOn: string) =>
      ({ checkedOn, countedOn: checkedOn, result: 'could_not_check', retryOn }) as const;
    const once = flagIntervals(closed({ checks: [inVain('2026-01-08', '2026-01-11')] }), RULE);
    expect(dueOn(once, '2026-01-09')).toBe('2026-01-11');
    expect(flagsOn(once, '2026-01-10')).toEqual(['check_due', 'unchecked', 'under_watch']);
    expect(flagsOn(once, '2026-01-12')).toContain('check_overdue');
    const twice = [inVain('2026-01-08', '2026-01-11'), inVain('2026-01-13', '2026-01-16')];
    const again = flagIntervals(closed({ checks: twice }), RULE);
    expect(flagsOn(again, '2026-01-12')).toContain('check_overdue');
    expect(flagsOn(again, '2026-01-15')).toEqual(['check_due', 'unchecked', 'under_watch']);
    const seen = {
      checkedOn: '2026-01-15',
      countedOn: '2026-01-15',
      result: 'no_sign',
      retryOn: null,
    } as const;
    const met = flagIntervals(closed({ checks: [...twice, seen] }), RULE);
    expect(dueOn(met, '2026-01-15')).toBe('2026-01-31');
    expect(flagsOn(met, '2026-01-15')).toEqual(['under_watch']);
  });

  it('asks for another try between two scheduled looks without letting the next one count as made', () => {
    const checks = [
      { checkedOn: '2026-01-07', countedOn: '2026-01-07', result: 'no_sign', retryOn: null },
      {
        checkedOn: '2026-01-12',
        countedOn: '2026-01-12',
        result: 'could_not_check',
        retryOn: '2026-01-15',
      },
      { checkedOn: '2026-01-14', countedOn: '2026-01-14', result: 'no_sign', retryOn: null },
    ] as const;
    const flags = flagIntervals(closed({ checks }), RULE);
    expect(dueOn(flags, '2026-01-13')).toBe('2026-01-15');
    expect(dueOn(flags, '2026-01-14')).toBe('2026-01-31');
  });

  it('follows a new schedule from its day on, and leaves the days before as they were', () => {
    const rules = [
      ...RULE,
      { validFrom: '2026-01-20', scheduleDays: [60], dueLeadDays: 0, watchDays: 30 },
    ];
    const flags = flagIntervals(closed(), rules);
    expect(flagsOn(flags, '2026-01-19')).toContain('check_overdue');
    expect(flagsOn(flags, '2026-01-20')).not.toContain('check_overdue');
    expect(dueOn(flags, '2026-01-20')).toBe('2026-03-02');
    expect(flagsOn(flags, '2026-01-30')).toContain('under_watch');
    expect(flagsOn(flags, '2026-01-31')).not.toContain('under_watch');
    expect(flagsOn(flags, '2026-03-03')).toEqual(['check_overdue', 'unchecked']);
  });

  it('counts days as the calendar does', () => {
    expect(dateOfDay(dayNumber('2024-02-28') + 1)).toBe('2024-02-29');
  });
});
