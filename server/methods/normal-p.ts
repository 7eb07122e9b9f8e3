import normalCdf from '@stdlib/stats-base-dists-normal-cdf';

/** Two-sided p of z under the normal distribution; from the lower tail, which keeps small values exact. */
export function twoSidedP(z: number): number {
  return Number.isNaN(z) ? 1 : 2 * normalCdf(-Math.abs(z), 0, 1);
}
