import { monteCarloP, seededGenerator, shuffle } from './shuffle.ts';

/**
 * Getis and Ord's Gi* with binary weights (Ord and Getis 1995): how far the sum over a unit with its neighbours
 * lies from what the mean of all units would give, in standard deviations. A unit is its own neighbour.
 * NaN everywhere when all values are equal.
 * @param neighbours for each unit the places of the others that count as near, itself left out
 */
export function getisOrd(
  values: readonly number[],
  neighbours: readonly (readonly number[])[],
): number[] {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const square = values.reduce((sum, value) => sum + value * value, 0) / n;
  const deviation = Math.sqrt(Math.max(0, square - mean * mean));
  return values.map((own, i) => {
    const around = neighbours[i] ?? [];
    const weight = around.length + 1;
    const sum = around.reduce((total, j) => total + (values[j] ?? 0), own);
    return (
      (sum - mean * weight) / (deviation * Math.sqrt((n * weight - weight * weight) / (n - 1)))
    );
  });
}

/**
 * The same by conditional permutation, for counts that are far from normal: each unit keeps its own value and its
 * neighbours are drawn from all others. Two-sided: twice the smaller tail.
 */
export function permutedP(
  values: readonly number[],
  neighbours: readonly (readonly number[])[],
  { replicates, seed }: { replicates: number; seed: number },
  report: (share: number) => void = () => {},
): number[] {
  const generator = seededGenerator(seed);
  const n = values.length;
  return values.map((_, i) => {
    if (i % 16 === 0) report(i / n);
    const around = neighbours[i] ?? [];
    const observed = around.reduce((sum, j) => sum + (values[j] ?? 0), 0);
    const others = Float64Array.from(values.filter((_value, j) => j !== i));
    let above = 0;
    let below = 0;
    for (let b = 0; b < replicates; b += 1) {
      shuffle(generator, others, around.length);
      let sum = 0;
      for (let k = 0; k < around.length; k += 1) sum += others[k] ?? 0;
      if (sum >= observed - 1e-12) above += 1;
      if (sum <= observed + 1e-12) below += 1;
    }
    return Math.min(1, 2 * monteCarloP(Math.min(above, below), replicates));
  });
}
