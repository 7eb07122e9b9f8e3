/** Values that differ by less than this share of their mean are equal. */
const ROUNDING = 1e-12;

/**
 * Computes Getis and Ord's Gi* with binary weights (Ord and Getis 1995): the distance, in standard deviations, between
 * the sum over a unit with its neighbours and the sum that the mean of all units would give. A unit is its own
 * neighbour. NaN everywhere when all values are equal except for rounding.
 * @param neighbours for each unit the indices of the others that count as near, itself left out
 */
export function getisOrd(
  values: readonly number[],
  neighbours: readonly (readonly number[])[],
): number[] {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n;
  const deviation = Math.sqrt(square);
  if (!(deviation > ROUNDING * Math.abs(mean))) return values.map(() => Number.NaN);
  return values.map((own, i) => {
    const around = neighbours[i] ?? [];
    const weight = around.length + 1;
    const sum = around.reduce((total, j) => total + (values[j] ?? 0), own);
    return (
      (sum - mean * weight) / (deviation * Math.sqrt((n * weight - weight * weight) / (n - 1)))
    );
  });
}
