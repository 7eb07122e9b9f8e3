import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { MAINTAINED } from '#tests/golden/statistics/survival-data.ts';

import { kaplanMeier, medianSurvival, restrictedMean } from './kaplan-meier.ts';

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
    expect(medianSurvival(steps)).toBe(31);
    expect(restrictedMean(steps, 36)).toBeCloseTo(27.425, 3);
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
