import { chiSquareUpper } from './distributions.ts';

export type ObservedExpected = { observed: number; expected: number };

export type OverDispersion = {
  /** Mean square of the winsorised z: 1 when units differ by chance alone. */
  phi: number;
  /** The same without winsorising. */
  rawPhi: number;
  /** φ is above 1 by more than chance would bring (5 %, I·φ against χ² of I). */
  significant: boolean;
  units: number;
};

/** z = 2(√O − √E): nearly standard normal when only chance is at work. */
export function squareRootZ({ observed, expected }: ObservedExpected): number {
  return 2 * (Math.sqrt(observed) - Math.sqrt(expected));
}

/**
 * How much more the units differ than chance alone would make them (Spiegelhalter 2005): z winsorised at the
 * 10 and 90 % quantiles, so that the very outliers that are looked for do not widen their own limits.
 * Units that expect nothing are left out.
 */
export function overDispersion(units: readonly ObservedExpected[]): OverDispersion {
  const scores = units.filter(({ expected }) => expected > 0).map(squareRootZ);
  if (scores.length === 0) return { phi: 1, rawPhi: 1, significant: false, units: 0 };
  const sorted = scores.toSorted((a, b) => a - b);
  const [low, high] = [quantile(sorted, 0.1), quantile(sorted, 0.9)];
  const phi = meanSquare(scores.map((z) => Math.min(high, Math.max(low, z))));
  const p = chiSquareUpper(scores.length * phi, scores.length);
  return {
    phi,
    rawPhi: meanSquare(scores),
    significant: phi > 1 && p < 0.05,
    units: scores.length,
  };
}

/**
 * The additive alternative: variance between units beside that within, τ² = max(0, (Iφ − (I−1)) / (Σw − Σw²/Σw))
 * with w = 1/s² of the ratio observed over expected.
 */
export function betweenVariance(units: readonly ObservedExpected[], phi: number): number {
  const weights = units.filter(({ expected }) => expected > 0).map(({ expected }) => expected);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const squares = weights.reduce((total, weight) => total + weight ** 2, 0);
  const divisor = sum - squares / sum;
  if (!(divisor > 0)) return 0;
  return Math.max(0, (weights.length * phi - (weights.length - 1)) / divisor);
}

function meanSquare(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value ** 2, 0) / values.length;
}

/** R's type 7: linear between order statistics. */
function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}
