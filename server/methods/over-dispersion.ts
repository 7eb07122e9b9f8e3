import { chiSquareUpper, normalQuantile } from './distributions.ts';

export type ObservedExpected = { observed: number; expected: number };

export type OverDispersion = {
  /** Number of units that expect enough events to be used: five or more. */
  units: number;
  /** Mean square of the winsorised z, about 1 when units differ by chance alone. */
  phi: number;
  /** The same without winsorising. */
  rawPhi: number;
  /** Probability of such a φ under chance alone; null below twenty units, too few to say. */
  p: number | null;
  /** True where φ is above 1 by more than chance would bring (5 %). */
  significant: boolean;
  /** τ²: variance of the units' true ratios of observed to expected events; 0 unless significant. */
  between: number;
};

/** A unit that expects fewer events says nothing about itself or about how units differ. */
const MINIMUM_EXPECTED = 5;
/** With fewer units it is not clear whether all of them differ or one does. */
const MINIMUM_UNITS = 20;
const LEVEL = 0.05;
/**
 * Shares winsorised at either end: more for the test, so that a few outliers do not look like a general difference;
 * less for the size of the difference.
 */
const TESTED_SHARE = 0.1;
const MEASURED_SHARE = 0.05;
/** Rounding may leave an expected count below the edge by this much. */
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
 * Measures how much more the units differ than by chance alone, after Spiegelhalter (2005), additive: a count of
 * expectation E then has the variance E + τ²E². The scores are winsorised, so that outliers do not widen their own
 * limits, and the loss of mean square that this causes in normal scores is made up for. Only units that expect five or
 * more events are used.
 */
export function overDispersion(units: readonly ObservedExpected[]): OverDispersion {
  const used = units.filter(expectsEnough);
  const scores = used.map(anscombeZ);
  const tested = correctedMeanSquare(scores, TESTED_SHARE);
  const p = used.length < MINIMUM_UNITS ? null : chanceOf(tested, used.length);
  const significant = p !== null && p < LEVEL;
  return {
    units: used.length,
    phi: tested,
    rawPhi: scores.length === 0 ? 1 : winsorisedMeanSquare(scores, 0),
    p,
    significant,
    between: significant ? betweenVariance(used, correctedMeanSquare(scores, MEASURED_SHARE)) : 0,
  };
}

/** Computes the mean square of scores, those beyond the quantiles `share` and 1 − `share` set to these. */
export function winsorisedMeanSquare(scores: readonly number[], share: number): number {
  const sorted = scores.toSorted((a, b) => a - b);
  const [low, high] = [quantile(sorted, share), quantile(sorted, 1 - share)];
  const winsorised = scores.map((z) => Math.min(high, Math.max(low, z)));
  return winsorised.reduce((sum, z) => sum + z * z, 0) / scores.length;
}

/**
 * Computes the variance between units apart from that within them (DerSimonian and Laird 1986): τ² = max(0, (Iφ −
 * (I−1)) / (Σw − Σw²/Σw)) with w = 1/s² = E of the ratio of observed to expected events.
 */
export function betweenVariance(units: readonly ObservedExpected[], phi: number): number {
  const weights = units.filter(({ expected }) => expected > 0).map(({ expected }) => expected);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const squares = weights.reduce((total, weight) => total + weight ** 2, 0);
  const divisor = sum - squares / sum;
  if (!(divisor > 0)) return 0;
  return Math.max(0, (weights.length * phi - (weights.length - 1)) / divisor);
}

/** Divides the winsorised mean square by its value for normal scores; 1 without scores. */
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
