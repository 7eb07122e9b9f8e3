import { twoSidedP } from './normal-p.ts';

export type Trend = {
  s: number;
  variance: number;
  z: number;
  p: number;
  /** Sen's slope: the median change a step. */
  slope: number;
};

/**
 * Tests a series for a trend (Mann 1945; Kendall 1975, with ties), with its slope a step (Sen 1968). Z is (S ∓
 * 1)/√Var. Steps are assumed to be independent: where neighbouring ones are correlated, p is too small.
 */
export function mannKendall(series: readonly number[]): Trend {
  const n = series.length;
  let s = 0;
  const slopes: number[] = [];
  for (let i = 0; i < n; i += 1) {
    for (let j = i + 1; j < n; j += 1) {
      const rise = (series[j] ?? 0) - (series[i] ?? 0);
      s += Math.sign(rise);
      slopes.push(rise / (j - i));
    }
  }
  const ties = new Map<number, number>();
  for (const value of series) ties.set(value, (ties.get(value) ?? 0) + 1);
  const tied = [...ties.values()].reduce((sum, t) => sum + t * (t - 1) * (2 * t + 5), 0);
  const variance = (n * (n - 1) * (2 * n + 5) - tied) / 18;
  const z = variance === 0 ? 0 : (s - Math.sign(s)) / Math.sqrt(variance);
  return { s, variance, z, p: twoSidedP(z), slope: median(slopes) };
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
