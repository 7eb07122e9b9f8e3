import { describe, expect, it } from 'vitest';

import { standingOf } from './live-team-card.tsx';

const team = { finishedAt: null, done: 2, delay: 0 };

describe('the standing of a team', () => {
  it('is late or early from the tolerated minutes on', () => {
    expect(standingOf({ ...team, delay: 15 * 60 }, 15).kind).toBe('on_time');
    expect(standingOf({ ...team, delay: 16 * 60 }, 15)).toEqual({ kind: 'late', minutes: 16 });
    expect(standingOf({ ...team, delay: -20 * 60 }, 15)).toEqual({ kind: 'early', minutes: 20 });
  });

  it('is waiting before the first result, but late once that should be there', () => {
    expect(standingOf({ ...team, done: 0 }, 15).kind).toBe('waiting');
    expect(standingOf({ ...team, done: 0, delay: 3_600 }, 15).kind).toBe('late');
  });

  it('is finished whenever the team has said so', () => {
    const over = { ...team, finishedAt: '2026-11-24T08:00:00.000Z', delay: 3_600 };
    expect(standingOf(over, 15).kind).toBe('finished');
  });

  it('is counted in minutes, from half a minute on, each way by itself', () => {
    const kind = (delay: number | null) => standingOf({ ...team, delay }, 15).kind;
    expect([15 * 60 + 29, 15 * 60 + 30].map(kind)).toEqual(['on_time', 'late']);
    expect([-15 * 60, -16 * 60].map(kind)).toEqual(['on_time', 'early']);
    expect(kind(null)).toBe('on_time');
  });

  it('is never early before the first result', () => {
    expect(standingOf({ ...team, done: 0, delay: -3_600 }, 15).kind).toBe('waiting');
  });
});
