import { describe, expect, it } from 'vitest';

import {
  chiSquareQuantile,
  chiSquareUpper,
  normalCdf,
  normalQuantile,
  poissonQuantile,
  poissonTails,
} from './distributions.ts';

/** Expects R's value, except for the last digits of a double. */
function expectRelative(value: number, golden: number, share = 1e-12): void {
  expect(Math.abs(value / golden - 1)).toBeLessThan(share);
}

// All golden values: R 4.5.0.
describe('the χ² distribution', () => {
  // pchisq(x, df, lower.tail = FALSE)
  it.each([
    [0.5, 1, 0.479_500_122_186_953_5],
    [3.84, 1, 0.050_043_521_248_705_22],
    [70, 1, 5.930_445_850_082_488e-17],
    [200, 3, 4.218_541_107_192_042e-43],
    [1e-8, 2, 0.999_999_995],
    [5.2, 4, 0.267_384_881_571_602],
    [1_100, 1_000, 0.014_614_408_126_295_2],
    [900, 1_000, 0.989_282_761_908_710_2],
    [3_000, 2_000, 2.204_698_611_388_995e-43],
  ])('lies above %s at %s degrees of freedom as often as R says, however rarely', (x, df, p) => {
    expectRelative(chiSquareUpper(x, df), p);
  });

  // qchisq(p, df)
  it.each([
    [0.025, 0.2, 1.158_342_049_104_288e-16],
    [0.025, 1, 0.000_982_069_117_175_256_2],
    [0.025, 2, 0.050_635_615_968_579_74],
    [0.975, 16, 28.845_350_723_404_76],
    [0.025, 14, 5.628_726_103_039_733],
    [1e-10, 3, 5.209_397_621_434_48e-7],
    [0.025, 1_800, 1_684.307_776_987_016],
    [0.975, 1_810, 1_929.806_772_741_759],
    [0.975, 2_002, 2_127.904_272_032_604],
    [0.001, 20_000, 19_387.648_771_647_45],
    [0.999, 20_002, 20_625.781_350_418_73],
    [0.975, 200_002, 201_243.489_479_487_8],
  ])("has R's quantile %s at %s degrees of freedom", (p, df, x) => {
    expectRelative(chiSquareQuantile(p, df), x);
  });

  it('is everything above 0 and nothing above infinity', () => {
    expect(chiSquareUpper(0, 3)).toBe(1);
    expect(chiSquareUpper(Number.POSITIVE_INFINITY, 3)).toBe(0);
  });
});

describe('the normal distribution', () => {
  // pnorm(z)
  it.each([
    [-38, 2.885_428_351_003_965e-316],
    [-10, 7.619_853_024_160_527e-24],
    [-5, 2.866_515_718_791_939e-7],
    [-1.959_963_984_540_054, 0.025],
    [0, 0.5],
    [0.3, 0.617_911_422_188_952_7],
    [3, 0.998_650_101_968_369_9],
    [8, 0.999_999_999_999_999_3],
  ])("lies below %s as often as R's", (z, p) => {
    expectRelative(normalCdf(z), p, p < 1e-300 ? 1e-8 : 1e-12);
  });

  // qnorm(p)
  it.each([
    [1e-300, -37.047_096_299_361_2],
    [1e-20, -9.262_340_089_798_41],
    [1e-6, -4.753_424_308_822_899],
    [0.025, -1.959_963_984_540_054],
    [0.3, -0.524_400_512_708_040_7],
    [0.975, 1.959_963_984_540_054],
    [0.999, 3.090_232_306_167_813],
  ])("has R's quantile %s", (p, z) => {
    expectRelative(normalQuantile(p), z);
  });

  it('has 0 in its middle', () => {
    expect(normalQuantile(0.5)).toBeCloseTo(0, 15);
  });
});

describe('the Poisson distribution', () => {
  // qpois(c(0.025, 0.975, 0.001, 0.999), mean)
  it.each([
    [0.01, [0, 0, 0, 1]],
    [0.5, [0, 2, 0, 4]],
    [5, [1, 10, 0, 13]],
    [20, [12, 29, 8, 35]],
    [50, [37, 64, 30, 73]],
    [899, [841, 958, 808, 993]],
    [904.3, [846, 964, 813, 999]],
    [1_500.5, [1_425, 1_577, 1_382, 1_622]],
    [4_722.74, [4_589, 4_858, 4_512, 4_937]],
    [30_000, [29_661, 30_340, 29_466, 30_537]],
    [1_000_000, [998_041, 1_001_960, 996_911, 1_003_092]],
  ])("has R's quantiles at a mean of %s", (mean, golden) => {
    expect([0.025, 0.975, 0.001, 0.999].map((p) => poissonQuantile(p, mean))).toEqual(golden);
  });

  it('is 0 where nothing is expected', () => {
    expect(poissonQuantile(0.999, 0)).toBe(0);
    expect(poissonTails(0, 0)).toEqual({ atMost: 1, above: 0 });
    expect(poissonTails(-1, 3)).toEqual({ atMost: 0, above: 1 });
  });

  it('takes a count whose probability is reached to the last digit', () => {
    // ppois(2, 1) = 5/(2e)
    expect(poissonQuantile(2.5 / Math.E, 1)).toBe(2);
    expectRelative(poissonTails(2, 1).atMost, 2.5 / Math.E);
    expectRelative(poissonTails(2, 1).above, 1 - 2.5 / Math.E);
  });
});
