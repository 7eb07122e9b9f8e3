import { describe, expect, it } from 'vitest';

import { whyNotRecord, whyNotSchedule } from './rules.ts';

const NOW = '2026-11-24T03:00:00.000Z';
type Check = Parameters<typeof whyNotRecord>[0];

function why(more: Partial<Check>) {
  const check = { result: 'no_sign', obstacle: null, reason: null, checkedAt: null } as const;
  return whyNotRecord({ ...check, ...more }, NOW);
}

describe('a check of a place', () => {
  it('that could not be done says why: an obstacle that is named, or words', () => {
    const inVain = { result: 'could_not_check' } as const;
    const refused = { code: 'lifecycle.reason_required', pointer: '/reason' };
    expect(why(inVain)).toEqual(refused);
    expect(why({ ...inVain, obstacle: 'other' })).toEqual(refused);
    expect(why({ ...inVain, obstacle: 'other', reason: 'Mưa bão' })).toBeNull();
    expect(why({ ...inVain, obstacle: 'closed' })).toBeNull();
    expect(why({ ...inVain, reason: 'Mưa bão' })).toBeNull();
  });

  it('that was done had no obstacle', () => {
    for (const result of ['no_sign', 'signs'] as const) {
      expect(why({ result })).toBeNull();
      expect(why({ result, reason: 'Ghi chú' })).toBeNull();
      expect(why({ result, obstacle: 'closed' })).toEqual({
        code: 'request.invalid',
        pointer: '/obstacle',
      });
    }
  });

  it('was made at most five minutes ahead of the clock', () => {
    expect(why({ checkedAt: '2026-11-24T03:05:00.000Z' })).toBeNull();
    expect(why({ checkedAt: '2026-11-20T03:00:00.000Z' })).toBeNull();
    expect(why({ checkedAt: '2026-11-24T03:05:00.001Z' })).toEqual({
      code: 'lifecycle.future_date',
      pointer: '/checkedAt',
    });
  });
});

describe('a schedule of checks', () => {
  const whySchedule = (validFrom: string, taken: string[] = []) =>
    whyNotSchedule({ validFrom }, taken, '2026-11-24');

  it('begins today or later, on a day that has none yet', () => {
    expect(whySchedule('2026-11-23')).toBe('check.schedule_in_past');
    expect(whySchedule('2026-11-24')).toBeNull();
    expect(whySchedule('2026-12-01', ['2026-11-24'])).toBeNull();
    expect(whySchedule('2026-12-01', ['2026-11-24', '2026-12-01'])).toBe(
      'check.schedule_day_taken',
    );
  });
});
