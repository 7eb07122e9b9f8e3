import { describe, expect, it } from 'vitest';

import { MOST_ATTEMPTS, nextAttemptAt } from './back-off.ts';
import { dueRun } from './job-runner.ts';

const DAILY = { kind: 'digest', dailyAt: '07:30' } as const;

describe('the run of a daily job', () => {
  it('is none before its time in the city', () => {
    // 07:29 in the city.
    expect(dueRun(DAILY, '2026-11-24T00:29:59.999Z')).toBeNull();
  });

  it('is due from its minute on, under the civil date of the city', () => {
    expect(dueRun(DAILY, '2026-11-24T00:30:00.000Z')).toEqual({
      kind: 'digest',
      runKey: 'digest 2026-11-24 07:30',
      dueAt: '2026-11-24T00:30:00.000Z',
    });
  });

  it('is made up for on the same day, under the same key', () => {
    const late = dueRun(DAILY, '2026-11-24T16:59:00.000Z');
    expect(late?.runKey).toBe('digest 2026-11-24 07:30');
    // Midnight in the city: the day is over, and so is what was missed.
    expect(dueRun(DAILY, '2026-11-24T17:00:00.000Z')).toBeNull();
  });
});

it('a time of the clock is read in hours and minutes, and 24:00 is midnight', () => {
  const run = (dailyAt: `${number}:${number}`, now: string) =>
    dueRun({ kind: 'k', dailyAt }, now)?.runKey;
  expect(run('09:05', '2026-11-24T02:04:59.999Z')).toBeUndefined();
  expect(run('09:05', '2026-11-24T02:05:00.000Z')).toBe('k 2026-11-24 09:05');
  expect(run('24:00', '2026-11-24T17:00:00.000Z')).toBe('k 2026-11-25 00:00');
});

describe('the run of a job that comes every few minutes', () => {
  it('has one key for each span of the city’s day', () => {
    const every = { kind: 'overdue', everyMinutes: 10 };
    expect(dueRun(every, '2026-11-24T17:09:59.000Z')?.runKey).toBe('overdue 2026-11-25 00:00');
    expect(dueRun(every, '2026-11-24T16:59:59.000Z')?.runKey).toBe('overdue 2026-11-24 23:50');
    expect(dueRun(every, '2026-11-24T17:10:00.000Z')).toEqual({
      kind: 'overdue',
      runKey: 'overdue 2026-11-25 00:10',
      dueAt: '2026-11-24T17:10:00.000Z',
    });
  });
});

describe('a failed attempt', () => {
  it('is repeated after 1, 2, 4 … minutes and never later than four hours', () => {
    const now = '2026-11-24T00:00:00.000Z';
    expect([1, 2, 3].map((attempts) => nextAttemptAt(now, attempts))).toEqual([
      '2026-11-24T00:01:00.000Z',
      '2026-11-24T00:02:00.000Z',
      '2026-11-24T00:04:00.000Z',
    ]);
    expect(nextAttemptAt(now, MOST_ATTEMPTS)).toBe('2026-11-24T04:00:00.000Z');
  });
});
