import { poissonDensity } from './saddle-point.ts';

const MOST_STEPS = 1_000_000;
/** A term below this share of a sum no longer changes it. */
const NEGLIGIBLE = 1e-17;
/** Replaces a 0 that would be a divisor (Lentz's method). */
const TINY = 1e-300;

export type Tails = { lower: number; upper: number };

/**
 * The regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 − P(a, x): the series for x < a + 1, Legendre's
 * continued fraction beyond (Press et al., Numerical Recipes, §6.2). The smaller of the two tails is computed directly,
 * so that it keeps its relative precision.
 * @param a above 0
 * @param x 0 or more
 */
export function gammaTails(a: number, x: number): Tails {
  if (x <= 0) return { lower: 0, upper: 1 };
  if (x === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 };
  const front = poissonDensity(a, x);
  if (x < a + 1) {
    const lower = Math.min(1, front * risingSeries(a, x));
    return { lower, upper: 1 - lower };
  }
  const upper = Math.min(1, front * a * continuedFraction(a, x));
  return { lower: 1 - upper, upper };
}

/** 1 + x/(a+1) + x²/((a+1)(a+2)) + … */
function risingSeries(a: number, x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; k < MOST_STEPS; k += 1) {
    term *= x / (a + k);
    sum += term;
    if (term < sum * NEGLIGIBLE) break;
  }
  return sum;
}

/** Q(a, x)·Γ(a)·e^x·x^(−a), by the modified method of Lentz. */
function continuedFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let value = d;
  for (let k = 1; k < MOST_STEPS; k += 1) {
    const numerator = -k * (k - a);
    b += 2;
    d = numerator * d + b;
    if (Math.abs(d) < TINY) d = TINY;
    c = b + numerator / c;
    if (Math.abs(c) < TINY) c = TINY;
    d = 1 / d;
    value *= d * c;
    if (Math.abs(d * c - 1) <= Number.EPSILON) break;
  }
  return value;
}
