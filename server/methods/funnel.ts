import { mixedPoissonQuantile } from './distributions.ts';
import type { ObservedExpected, OverDispersion } from './over-dispersion.ts';

/**
 * Confidence of the limits in the product rules: one unit in twenty, and one in five hundred, lies outside by
 * chance.
 */
const WARNING_CONFIDENCE = 0.95;
const ACTION_CONFIDENCE = 0.998;

/** Funnel limits at one expected count, as counts. */
type FunnelLimits = {
  expected: number;
  warning: readonly [number, number];
  action: readonly [number, number];
};

export type FunnelSide = 'below' | 'within' | 'above';

/** Sides of the warning limits (95 %) and the action limits (99.8 %), both widened by over-dispersion. */
type FunnelPosition = { warning: FunnelSide; action: FunnelSide };

/**
 * Gives the limits of a count around its expectation: quantiles of a Poisson count, or of a negative binomial count
 * whose mean varies with the variance τ² between units, where the units differ by more than chance.
 */
export function funnelLimits(
  expected: number,
  { between }: Pick<OverDispersion, 'between'>,
): FunnelLimits {
  const limits = (confidence: number): readonly [number, number] => {
    const tail = (1 - confidence) / 2;
    return [
      mixedPoissonQuantile(tail, expected, between),
      mixedPoissonQuantile(1 - tail, expected, between),
    ];
  };
  return { expected, warning: limits(WARNING_CONFIDENCE), action: limits(ACTION_CONFIDENCE) };
}

/** On which side of its limits a unit stands; on a limit is within. */
export function funnelPosition(
  unit: ObservedExpected,
  dispersion: Pick<OverDispersion, 'between'>,
): FunnelPosition {
  const { warning, action } = funnelLimits(unit.expected, dispersion);
  const side = ([low, high]: readonly [number, number]): FunnelSide => {
    if (unit.observed < low) return 'below';
    return unit.observed > high ? 'above' : 'within';
  };
  return { warning: side(warning), action: side(action) };
}
