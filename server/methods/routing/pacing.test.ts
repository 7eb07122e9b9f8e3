import { describe, expect, it } from 'vitest';

import { Pacing } from './pacing.ts';
import { Random } from './random.ts';

/** Runs to the end; the clock moves by `step` milliseconds a round. */
function run(
  budget: { iterations?: number; milliseconds?: number },
  { step = 0, stopAfter = Infinity } = {},
) {
  let time = 1_000;
  let pauses = 0;
  const pacing = new Pacing(
    budget,
    () => time,
    () => {
      pauses += 1;
      return pauses > stopAfter;
    },
  );
  while (pacing.next()) time += step;
  return { pacing, pauses, rounds: pacing.iterations };
}

describe('a run', () => {
  it('ends after its rounds, and stays ended', () => {
    const { pacing, rounds } = run({ iterations: 20 });
    expect([rounds, pacing.endedBy, pacing.share]).toEqual([20, 'iterations', 1]);
    expect(pacing.next()).toBe(false);
    expect(run({ iterations: 0 }).rounds).toBe(0);
  });

  it('ends when its time is over, at the next look at the clock', () => {
    expect(run({ milliseconds: 160 }, { step: 10 }).rounds).toBe(16);
    expect(run({ milliseconds: 161 }, { step: 10 }).rounds).toBe(32);
    expect(run({ milliseconds: 160 }, { step: 10 }).pacing.endedBy).toBe('milliseconds');
  });

  it('ends by whatever runs out first', () => {
    expect(run({ iterations: 5, milliseconds: 1_000 }, { step: 10 }).pacing.endedBy).toBe(
      'iterations',
    );
    expect(run({ iterations: 500, milliseconds: 100 }, { step: 10 }).pacing.endedBy).toBe(
      'milliseconds',
    );
  });

  it('is called off within sixteen rounds', () => {
    const { pacing, rounds, pauses } = run({ iterations: 500 }, { stopAfter: 2 });
    expect([rounds, pauses, pacing.endedBy]).toEqual([32, 3, 'cancelled']);
  });

  it('tells its share by rounds where their number is set, by time otherwise, never above 1', () => {
    let time = 0;
    const paced = (budget: { iterations?: number; milliseconds?: number }) =>
      new Pacing(
        budget,
        () => time,
        () => false,
      );
    const both = paced({ iterations: 10, milliseconds: 100 });
    const timed = paced({ milliseconds: 100 });
    both.next();
    time = 25;
    expect([both.share, both.milliseconds, timed.share]).toEqual([0.1, 25, 0.25]);
    time = 300;
    expect(timed.share).toBe(1);
  });
});

describe('drawn numbers', () => {
  const drawn = (seed: number) => {
    const random = new Random(seed);
    return Array.from({ length: 200 }, () => random.below(6));
  };

  it('are the same for the same seed, and others for another', () => {
    expect(drawn(7)).toEqual(drawn(7));
    expect(drawn(7)).not.toEqual(drawn(8));
  });

  it('are every whole number below the bound', () => {
    expect(new Set(drawn(1))).toEqual(new Set([0, 1, 2, 3, 4, 5]));
  });
});
