import { gammaTails, type Tails } from './incomplete-gamma.ts';
import { poissonDensity, binomialDensity } from './saddle-point.ts';

const MOST_STEPS = 1_000_000;
/** Replaces a 0 that would be a divisor (Lentz's method). */
const TINY = 1e-300;

/**
 * The regularised incomplete beta function I_x(a, b) and its complement, by the continued fraction (Press et al.,
 * Numerical Recipes, §6.4) from the side where it converges.
 * @param a, b above 0
 * @param y 1 − x, given apart so that it keeps its digits
 */
function betaTails(a: number, b: number, x: number, y: number): Tails {
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

/** A sum that exceeds a probability by rounding alone does not exceed it (R allows as much). */
const ROUNDING = 64 * Number.EPSILON;
/** A mixture that adds less than this share to the variance of a count is treated as none. */
const NO_MIXTURE = 1e-6;

/** P(χ² > x), computed directly: 1 − cdf would be 0 where p is small. */
export function chiSquareUpper(x: number, degreesOfFreedom: number): number {
  return gammaTails(degreesOfFreedom / 2, x / 2).upper;
}

/**
 * Finds the value that a χ² variable stays below with this probability, by Newton's steps within a bracket.
 * @param probability above 0 and below 1
 */
export function chiSquareQuantile(probability: number, degreesOfFreedom: number): number {
  return 2 * gammaQuantile(probability, degreesOfFreedom / 2);
}

/** P(Z ≤ z) of the standard normal distribution. */
export function normalCdf(z: number): number {
  const { lower, upper } = gammaTails(0.5, (z * z) / 2);
  return z < 0 ? upper / 2 : 0.5 + lower / 2;
}

/**
 * Finds the value that a standard normal variable stays below with this probability: Abramowitz and Stegun's 26.2.23,
 * refined by two of Halley's steps.
 * @param probability above 0 and below 1
 */
export function normalQuantile(probability: number): number {
  if (probability > 0.5) return -normalQuantile(1 - probability);
  const t = Math.sqrt(-2 * Math.log(probability));
  const top = 2.515_517 + t * (0.802_853 + t * 0.010_328);
  const bottom = 1 + t * (1.432_788 + t * (0.189_269 + t * 0.001_308));
  let z = top / bottom - t;
  for (let step = 0; step < 2; step += 1) {
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
    const newton = (normalCdf(z) - probability) / density;
    z -= newton / (1 + (z * newton) / 2);
  }
  return z;
}

/** P(X ≤ count) and P(X > count) of a Poisson variable; its mean is 0 or more. */
export function poissonTails(count: number, mean: number): { atMost: number; above: number } {
  if (count < 0) return { atMost: 0, above: 1 };
  const { lower, upper } = gammaTails(Math.floor(count) + 1, mean);
  return { atMost: upper, above: lower };
}

/**
 * Finds the smallest count that a Poisson variable does not exceed with this probability.
 * @param probability above 0 and below 1
 */
export function poissonQuantile(probability: number, mean: number): number {
  return mixedPoissonQuantile(probability, mean, 0);
}

/**
 * P(X ≤ count) and P(X > count) of a Poisson variable whose own mean varies around `mean` like a gamma variable, with
 * the squared coefficient of variation `between`: a negative binomial variable of variance mean + between·mean². With 0
 * it is the Poisson variable itself.
 */
export function mixedPoissonTails(
  count: number,
  mean: number,
  between: number,
): { atMost: number; above: number } {
  if (mean * between < NO_MIXTURE) return poissonTails(count, mean);
  if (count < 0) return { atMost: 0, above: 1 };
  const shape = 1 / between;
  const all = shape + mean;
  const { lower, upper } = betaTails(shape, Math.floor(count) + 1, shape / all, mean / all);
  return { atMost: lower, above: upper };
}

/** Finds the smallest count that such a variable does not exceed with this probability, above 0 and below 1. */
export function mixedPoissonQuantile(probability: number, mean: number, between: number): number {
  if (mean <= 0) return 0;
  const reached = (count: number): boolean => {
    const { atMost, above } = mixedPoissonTails(count, mean, between);
    return probability <= 0.5
      ? atMost >= probability * (1 - ROUNDING)
      : above <= (1 - probability) * (1 + ROUNDING);
  };
  const z = normalQuantile(probability);
  const deviation = Math.sqrt(mean + between * mean * mean);
  // Cornish and Fisher's expansion of a Poisson quantile is near enough as a first guess.
  return smallestCount(reached, Math.max(0, Math.floor(mean + z * deviation + (z * z - 1) / 6)));
}

/** Finds the smallest count for which `reached` holds: strides double away from a guess, then halve back. */
function smallestCount(reached: (count: number) => boolean, guess: number): number {
  // `reached` is false at `low` and true at `high`.
  let [low, high] = [-1, guess];
  for (let stride = 1; !reached(high); stride *= 2) {
    low = high;
    high += stride;
  }
  for (let stride = 1; low === -1 && high - stride >= 0; stride *= 2) {
    if (reached(high - stride)) high -= stride;
    else low = high - stride;
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (reached(middle)) high = middle;
    else low = middle;
  }
  return high;
}

function gammaQuantile(probability: number, shape: number): number {
  const rare = Math.min(probability, 1 - probability);
  // Start at Wilson and Hilferty's cube, or at the first term of the series where the cube has no root.
  const z = normalQuantile(probability);
  const cube = shape * (1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape))) ** 3;
  let x = cube > shape * 1e-3 ? cube : seriesStart(probability, shape);
  let [low, high] = [0, Number.POSITIVE_INFINITY];
  for (let step = 0; step < 200; step += 1) {
    const { lower, upper } = gammaTails(shape, x);
    // The smaller of the two tails is used, because it keeps its digits.
    const miss = probability <= 0.5 ? lower - rare : rare - upper;
    if (miss > 0) high = x;
    else low = x;
    const slope = (poissonDensity(shape, x) * shape) / x;
    let next = x - miss / slope;
    if (!(next > low && next < high))
      next = high === Number.POSITIVE_INFINITY ? 2 * x : (low + high) / 2;
    if (Math.abs(next - x) <= 4 * Number.EPSILON * x) return next;
    x = next;
  }
  return x;
}

/** Solves x^a/Γ(a + 1) = probability for x. */
function seriesStart(probability: number, shape: number): number {
  // At x = 1 the density is e^(−1)/Γ(a + 1).
  const logGamma = -Math.log(poissonDensity(shape, 1)) - 1;
  return Math.exp((Math.log(probability) + logGamma) / shape);
}
