import { normalCdf } from './distributions.ts';

/** Two-sided p of z under the normal distribution; from the lower tail, which keeps small values exact. */
export function twoSidedP(z: number): number {
  return Number.isNaN(z) ? 1 : 2 * normalCdf(-Math.abs(z));
}
