import type { Tails } from './incomplete-gamma.ts';
import { binomialDensity } from './saddle-point.ts';

const MOST_STEPS = 1_000_000;
/** Replaces a 0 that would be a divisor (Lentz's method). */
const TINY = 1e-300;

/**
 * The regularised incomplete beta function I_x(a, b) and its complement, by the continued fraction (Press et al.,
 * Numerical Recipes, §6.4) from the side where it converges.
 * @param a, b above 0
 * @param y 1 − x, given apart so that it keeps its digits
 */
export function betaTails(a: number, b: number, x: number, y: number): Tails {
  if (x <= 0) return { lower: 0, upper: 1 };
  if (y <= 0) return { lower: 1, upper: 0 };
  const density = binomialDensity(a, b, x, y) / (a + b);
  if (x < (a + 1) / (a + b + 2)) {
    const lower = Math.min(1, density * b * continuedFraction(a, b, x));
    return { lower, upper: 1 - lower };
  }
  const upper = Math.min(1, density * a * continuedFraction(b, a, y));
  return { lower: 1 - upper, upper };
}

function continuedFraction(a: number, b: number, x: number): number {
  const kept = (value: number) => (Math.abs(value) < TINY ? TINY : value);
  let c = 1;
  let d = 1 / kept(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m < MOST_STEPS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / kept(1 + even * d);
    c = kept(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / kept(1 + odd * d);
    c = kept(1 + odd / c);
    value *= d * c;
    if (Math.abs(d * c - 1) <= Number.EPSILON) break;
  }
  return value;
}
