import { chiSquareUpper, normalQuantile } from './distributions.ts';

export type ObservedExpected = { observed: number; expected: number };

export type OverDispersion = {
  /** Units that expect enough to say something: five events or more. */
  units: number;
  /** Mean square of the winsorised z, about 1 when units differ by chance alone. */
  phi: number;
  /** The same without winsorising. */
  rawPhi: number;
  /** Chance of such a φ where nothing but chance is at work; null below twenty units, of which nothing can be said. */
  p: number | null;
  /** φ is above 1 by more than chance would bring (5 %). */
  significant: boolean;
  /** τ²: variance of the units' true ratios observed over expected; 0 unless significant. */
  between: number;
};

/** Fewer expected events than these, and a unit says nothing about itself or about how units differ. */
export const MINIMUM_EXPECTED = 5;
/** Of fewer units it cannot be told apart whether they all differ or one of them does. */
const MINIMUM_UNITS = 20;
const LEVEL = 0.05;
/** Shares drawn in at either end: for the test, so that a few outliers are no general difference; and for its size. */
const TESTED_SHARE = 0.1;
const MEASURED_SHARE = 0.05;
/** So far may rounding leave an expected count below the edge. */
const ROUNDING = 1e-9;

export function expectsEnough({ expected }: ObservedExpected): boolean {
  return expected >= MINIMUM_EXPECTED - ROUNDING;
}

/**
 * Anscombe's (1948) z = 2(√(O + 3/8) − √(E + 1/8)): standard normal to some hundredths from five expected on when only
 * chance is at work, where 2(√O − √E) would have a mean square of up to 1.1 (and of 1.8 at one expected).
 */
export function anscombeZ({ observed, expected }: ObservedExpected): number {
  return 2 * (Math.sqrt(observed + 3 / 8) - Math.sqrt(expected + 1 / 8));
}

/**
 * How much more the units differ than chance alone would make them, after Spiegelhalter (2005), additive: a count of
 * expectation E then has the variance E + τ²E². The scores are winsorised, so that the very outliers that are looked for do
 * not widen their own limits, and what winsorising takes from the mean square of normal scores is given back. Only units
 * that expect five or more are heard.
 */
export function overDispersion(units: readonly ObservedExpected[]): OverDispersion {
  const heard = units.filter(expectsEnough);
  const scores = heard.map(anscombeZ);
  const tested = correctedMeanSquare(scores, TESTED_SHARE);
  const p = heard.length < MINIMUM_UNITS ? null : chanceOf(tested, heard.length);
  const significant = p !== null && p < LEVEL;
  return {
    units: heard.length,
    phi: tested,
    rawPhi: scores.length === 0 ? 1 : winsorisedMeanSquare(scores, 0),
    p,
    significant,
    between: significant ? betweenVariance(heard, correctedMeanSquare(scores, MEASURED_SHARE)) : 0,
  };
}

/** Mean square of scores that are brought in to their quantiles `share` and 1 − `share`. */
export function winsorisedMeanSquare(scores: readonly number[], share: number): number {
  const sorted = scores.toSorted((a, b) => a - b);
  const [low, high] = [quantile(sorted, share), quantile(sorted, 1 - share)];
  const brought = scores.map((z) => Math.min(high, Math.max(low, z)));
  return brought.reduce((sum, z) => sum + z * z, 0) / scores.length;
}

/**
 * Variance between units beside that within (DerSimonian and Laird 1986): τ² = max(0, (Iφ − (I−1)) / (Σw − Σw²/Σw)) with
 * w = 1/s² = E of the ratio observed over expected.
 */
export function betweenVariance(units: readonly ObservedExpected[], phi: number): number {
  const weights = units.filter(({ expected }) => expected > 0).map(({ expected }) => expected);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const squares = weights.reduce((total, weight) => total + weight ** 2, 0);
  const divisor = sum - squares / sum;
  if (!(divisor > 0)) return 0;
  return Math.max(0, (weights.length * phi - (weights.length - 1)) / divisor);
}

/** Winsorised mean square over what it is of normal scores; 1 without scores. */
function correctedMeanSquare(scores: readonly number[], share: number): number {
  if (scores.length === 0) return 1;
  const c = normalQuantile(1 - share);
  const density = Math.exp((-c * c) / 2) / Math.sqrt(2 * Math.PI);
  const ofNormal = 1 - 2 * share - 2 * c * density + 2 * share * c * c;
  // Sample quantiles lie farther out: 5·share/I, from 20,000 samples each of 5 to 300 normal scores.
  return winsorisedMeanSquare(scores, share) / (ofNormal + (5 * share) / scores.length);
}

/** The mean square winsorised at 10 and 90 % varies like χ² of 0.7·I degrees (the same samples). */
function chanceOf(phi: number, units: number): number {
  const degrees = 0.7 * units;
  return chiSquareUpper(degrees * phi, degrees);
}

/** R's type 7: linear between order statistics. */
function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}
