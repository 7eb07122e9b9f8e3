import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { MAINTAINED } from '#tests/golden/statistics/survival-data.ts';

import { kaplanMeier, medianSurvival, restrictedMean, watchWithoutGap } from './kaplan-meier.ts';

describe('Kaplan–Meier', () => {
  const steps = kaplanMeier(MAINTAINED);
  const at = (time: number) => steps.find((step) => step.time === time);

  it.each([
    [13, 0.818_181_82, 0.447_428_61, 0.951_162_23],
    [23, 0.613_636_36, 0.265_752_04, 0.835_299_24],
    [31, 0.490_909_09, 0.167_330_91, 0.753_399_79],
  ])('gives at %s weeks the published survival and log–log interval', (time, s, low, high) => {
    const step = at(time);
    expect(step?.survival).toBeCloseTo(s, 6);
    expect(step?.interval?.[0]).toBeCloseTo(low, 6);
    expect(step?.interval?.[1]).toBeCloseTo(high, 6);
  });

  it('gives the published standard error at 13 weeks', () => {
    expect(at(13)?.standardError).toBeCloseTo(0.116_291_3, 6);
  });

  it('gives the published median and restricted mean', () => {
    expect(medianSurvival(steps, 161)).toBe(31);
    expect(restrictedMean(steps, 36, 161)).toBeCloseTo(27.425, 3);
  });

  it('counts subjects that come under watch late from then on', () => {
    const [entries, exits, events] = [
      [0, 0, 5, 5, 8],
      [6, 10, 9, 12, 14],
      [1, 0, 1, 1, 0],
    ];
    const spells = exits.map((exit, i) => ({
      entry: entries[i] ?? 0,
      exit,
      event: events[i] === 1,
    }));
    expect(kaplanMeier(spells).map(({ time, survival }) => [time, survival])).toEqual([
      [6, 0.75],
      [9, 0.5625],
      [12, 0.281_25],
    ]);
  });

  it('leaves out spells that enter at the time of an event, and counts spells that leave then', () => {
    // summary(survfit(Surv(c(0, 0, 5), c(5, 9, 8), c(1, 0, 1)) ~ 1)) of R's survival: 2 at risk at 5, then 2 at 8.
    const curve = kaplanMeier([
      { exit: 5, event: true },
      { exit: 9, event: false },
      { entry: 5, exit: 8, event: true },
    ]);
    expect(curve.map(({ time, atRisk, survival }) => [time, atRisk, survival])).toEqual([
      [5, 2, 0.5],
      [8, 2, 0.25],
    ]);
  });

  it('never rises, stays within its interval, and does not depend on the order of the subjects', () => {
    const spells = fc.array(
      fc.record({ exit: fc.integer({ min: 1, max: 60 }), event: fc.boolean() }),
      {
        minLength: 1,
        maxLength: 80,
      },
    );
    fc.assert(
      fc.property(spells, (given) => {
        const curve = kaplanMeier(given);
        expect(kaplanMeier(given.toReversed())).toEqual(curve);
        let before = 1;
        for (const { survival, interval } of curve) {
          expect(survival).toBeLessThanOrEqual(before);
          before = survival;
          const [low, high] = interval ?? [survival, survival];
          expect(low).toBeLessThanOrEqual(survival);
          expect(high).toBeGreaterThanOrEqual(survival);
        }
      }),
    );
  });
});

const spells = (exits: readonly number[], ended: readonly number[] = exits.map(() => 1)) =>
  exits.map((exit, i) => ({ exit, event: ended[i] === 1 }));
const medianOf = (given: ReturnType<typeof spells>) =>
  medianSurvival(kaplanMeier(given), Math.max(...given.map(({ exit }) => exit)));

/** Thirty spells for each value, all with their event: after fifteen the product is ½ except for rounding. */
const THIRTIES = {
  first:
    '16,27,54,71,85,92,113,122,128,146,153,184,185,192,203,207,213,220,222,235,269,294,297,307,309,314,322,330,332,363',
  second:
    '3,4,8,15,51,72,80,90,91,100,104,116,123,125,127,137,139,148,149,209,220,225,236,242,248,298,316,326,332,362',
  third:
    '4,9,17,27,28,61,104,127,130,135,141,145,152,155,169,176,188,206,227,233,240,256,262,272,319,333,337,357,363,365',
};

// quantile(survfit(Surv(exits, ended) ~ 1), 0.5)$quantile of R's survival 3.8-3
describe('the median', () => {
  it.each([
    ['of one', [10], [1], 10],
    ['of two', [10, 20], [1, 1], 15],
    ['of four', [10, 20, 30, 40], [1, 1, 1, 1], 25],
    ['of ties', [5, 5, 9, 9], [1, 1, 1, 1], 7],
    ['where half last to the end', [10, 20, 30, 40], [1, 1, 0, 0], 30],
    ['where half last until a late event', [10, 20, 25, 40], [1, 1, 0, 1], 30],
    ['of two, one of whom lasts', [10, 50], [1, 0], 30],
    ['where all who last leave with the events', [10, 10, 10, 10], [1, 1, 0, 0], 10],
    ['where more than half last', [10, 20, 30], [1, 0, 0], null],
  ])("is R's %s", (_, exits, ended, median) => {
    expect(medianOf(spells(exits, ended))).toBe(median);
  });

  it.each([
    [THIRTIES.first, 205],
    [THIRTIES.second, 132],
    [THIRTIES.third, 172.5],
  ])("is R's where the product misses a half by rounding: %s", (times, median) => {
    expect(medianOf(spells(times.split(',').map(Number)))).toBe(median);
  });

  it('is the middle of the two middle times of every even number without ties', () => {
    for (let n = 2; n <= 400; n += 2) {
      const times = Array.from({ length: n }, (_, i) => 3 * (i + 1));
      expect(medianOf(spells(times))).toBe(3 * (n / 2) + 1.5);
    }
  });
});

describe('the restricted mean', () => {
  it('is null where no spell lasted that long', () => {
    const quiet = kaplanMeier(spells([6], [0]));
    expect(restrictedMean(quiet, 365, 6)).toBeNull();
    expect(restrictedMean(kaplanMeier(spells([40, 87], [1, 0])), 365, 87)).toBeNull();
    expect(restrictedMean([], 365, 0)).toBeNull();
  });

  it('is known from that very day on, and where none is left to watch', () => {
    expect(restrictedMean(kaplanMeier(spells([365], [0])), 365, 365)).toBe(365);
    expect(restrictedMean(kaplanMeier(spells([40, 80])), 365, 80)).toBe(60);
    expect(restrictedMean(kaplanMeier(spells([365, 400])), 365, 400)).toBe(365);
  });
});

describe('the watch without a gap', () => {
  it('runs from day 0 to the last exit', () => {
    const watched = [
      { entry: 30, exit: 90, event: false },
      { exit: 30, event: true },
    ];
    expect(watchWithoutGap(watched)).toEqual({ until: 90, resumedAt: null });
    expect(watchWithoutGap([])).toEqual({ until: 0, resumedAt: null });
  });

  it('is not cut short by a spell that lies within a longer one', () => {
    const within = [
      { exit: 60, event: false },
      { entry: 10, exit: 20, event: true },
      { entry: 50, exit: 80, event: false },
    ];
    expect(watchWithoutGap(within)).toEqual({ until: 80, resumedAt: null });
  });

  it('ends where no spell is under watch, and names the next entry', () => {
    const late = { entry: 31, exit: 90, event: false };
    expect(watchWithoutGap([{ exit: 30, event: true }, late])).toEqual({
      until: 30,
      resumedAt: 31,
    });
    expect(watchWithoutGap([late])).toEqual({ until: 0, resumedAt: 31 });
  });
});
