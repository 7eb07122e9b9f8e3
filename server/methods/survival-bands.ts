import { equalPrecisionCritical, hallWellnerCritical } from './band-critical-values.ts';
import type { SurvivalStep } from './kaplan-meier.ts';

type BandKind = 'equal_precision' | 'hall_wellner';

type BandStep = { time: number; low: number; high: number };

/** Nearer to either end of the curve the bands of finite samples hold less than they promise. */
const OUTERMOST = 0.05;

/**
 * A band that holds the whole true curve between two times with the given confidence: log–log transformed, so that
 * it stays within 0 and 1. Equal precision (Nair 1984) is as wide, in standard errors, everywhere; Hall and
 * Wellner's (1980) is narrower where few are left. It covers the steps at which nσ²/(1 + nσ²) is between 0.05
 * and 0.95; a curve with fewer than two of them has no band.
 * @param subjects number of spells behind the curve
 */
export function simultaneousBand(
  steps: readonly SurvivalStep[],
  subjects: number,
  kind: BandKind,
  confidence = 0.95,
): BandStep[] {
  const inner = steps.filter((step) => {
    const share = step.survival > 0 && step.survival < 1 ? shareOf(step, subjects) : 0;
    return share >= OUTERMOST && share <= 1 - OUTERMOST;
  });
  const [first, last] = [inner[0], inner.at(-1)];
  if (first === undefined || last === undefined || first === last) return [];
  const [low, high] = [shareOf(first, subjects), shareOf(last, subjects)];
  const critical =
    kind === 'equal_precision'
      ? equalPrecisionCritical(low, high, 1 - confidence)
      : hallWellnerCritical(low, high, 1 - confidence);
  return bandWith(inner, subjects, kind, critical);
}

/** The transformed band for a critical value that is known. */
export function bandWith(
  steps: readonly SurvivalStep[],
  subjects: number,
  kind: BandKind,
  critical: number,
): BandStep[] {
  return steps.map((step) => {
    const variance = cumulativeVariance(step);
    const deviation =
      kind === 'equal_precision'
        ? critical * Math.sqrt(variance)
        : (critical * (1 + subjects * variance)) / Math.sqrt(subjects);
    const spread = Math.exp(deviation / Math.abs(Math.log(step.survival)));
    return {
      time: step.time,
      low: step.survival ** spread,
      high: step.survival ** (1 / spread),
    };
  });
}

function shareOf(step: SurvivalStep, subjects: number): number {
  const scaled = subjects * cumulativeVariance(step);
  return scaled / (1 + scaled);
}

/** σ²(t) of Greenwood: the variance of S over S². */
function cumulativeVariance({ survival, standardError }: SurvivalStep): number {
  return (standardError / survival) ** 2;
}
