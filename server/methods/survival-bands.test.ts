import { describe, expect, it } from 'vitest';

import { MAINTAINED } from '#tests/golden/statistics/survival-data.ts';
import { some } from '#tests/support/some.ts';

import { equalPrecisionCritical, hallWellnerCritical } from './band-critical-values.ts';
import { kaplanMeier } from './kaplan-meier.ts';
import { seededGenerator } from './shuffle.ts';
import { bandWith, simultaneousBand } from './survival-bands.ts';

const steps = kaplanMeier(MAINTAINED);
const at23 = <T extends { time: number }>(band: readonly T[]) =>
  band.find(({ time }) => time === 23);

describe('critical values of simultaneous bands', () => {
  it.each([
    [0.02, 0.1, 2.75],
    [0.02, 0.28, 2.9227],
    [0.1, 0.88, 3.0384],
    [0.06, 0.98, 3.1909],
  ])("are Nair's for equal precision from %s to %s", (low, high, table) => {
    expect(equalPrecisionCritical(low, high, 0.05)).toBeCloseTo(table, 3);
  });

  it.each([
    [0.0001, 0.9999, 1.3581],
    [0.08, 0.28, 1.0593],
    [0.18, 0.88, 1.3574],
    [0.38, 0.88, 1.3278],
  ])("are Hall and Wellner's from %s to %s", (low, high, table) => {
    expect(hallWellnerCritical(low, high, 0.05)).toBeCloseTo(table, 4);
  });
});

describe('simultaneous bands', () => {
  it('are those of km.ci for the critical values that km.ci reads from its tables', () => {
    const hall = at23(bandWith(steps, 11, 'hall_wellner', 1.3581));
    expect([hall?.low, hall?.high]).toEqual([
      expect.closeTo(0.135_531_01, 6),
      expect.closeTo(0.887_514_48, 6),
    ]);
    // Between two columns of Nair's table km.ci takes the next one.
    const equal = at23(bandWith(steps, 11, 'equal_precision', 3.054_663_636));
    expect([equal?.low, equal?.high]).toEqual([
      expect.closeTo(0.098_831_59, 6),
      expect.closeTo(0.902_083_47, 6),
    ]);
  });

  it('lie within a thousandth of them for critical values that are worked out', () => {
    const hall = at23(simultaneousBand(steps, 11, 'hall_wellner'));
    expect(Math.abs((hall?.low ?? 0) - 0.135_53)).toBeLessThan(0.0001);
    expect(Math.abs((hall?.high ?? 0) - 0.887_51)).toBeLessThan(0.0001);
    const equal = at23(simultaneousBand(steps, 11, 'equal_precision'));
    expect(Math.abs((equal?.low ?? 0) - 0.098_83)).toBeLessThan(0.001);
    expect(Math.abs((equal?.high ?? 0) - 0.902_08)).toBeLessThan(0.001);
  });

  it('of equal precision are wider than the pointwise interval', () => {
    for (const { time, low, high } of some(simultaneousBand(steps, 11, 'equal_precision'))) {
      const [from, to] = steps.find((step) => step.time === time)?.interval ?? [0, 1];
      expect(low).toBeLessThan(from);
      expect(high).toBeGreaterThan(to);
    }
  });

  it.each(['equal_precision', 'hall_wellner'] as const)('of %s stay between 0 and 1', (kind) => {
    const band = simultaneousBand(steps, 11, kind);
    expect(band.length).toBeGreaterThan(3);
    for (const { low, high } of band) {
      expect(low).toBeGreaterThan(0);
      expect(high).toBeLessThan(1);
    }
  });

  it('hold the whole true curve in about 19 of 20 samples', () => {
    const generator = seededGenerator(4);
    const uniform = () => ((generator.next() >>> 0) + 0.5) / 2 ** 32;
    const samples = 400;
    let held = 0;
    for (let sample = 0; sample < samples; sample += 1) {
      const spells = Array.from({ length: 150 }, () => {
        const [event, end] = [-100 * Math.log(uniform()), 300 * uniform()];
        return { exit: Math.min(event, end), event: event <= end };
      });
      const curve = kaplanMeier(spells);
      const band = simultaneousBand(curve, 150, 'equal_precision');
      const inside = band.every(({ time, low, high }) => {
        const truth = Math.exp(-time / 100);
        return truth >= low && truth <= high;
      });
      if (inside) held += 1;
    }
    expect(held / samples).toBeGreaterThan(0.92);
    expect(held / samples).toBeLessThan(0.99);
  });

  it('has none where the curve has fewer than two steps between its ends', () => {
    expect(simultaneousBand(kaplanMeier([{ exit: 3, event: true }]), 1, 'hall_wellner')).toEqual(
      [],
    );
  });
});
