import { normalQuantile } from './distributions.ts';
import { poissonRange } from './exact-poisson.ts';
import { squareRootZ, type ObservedExpected, type OverDispersion } from './over-dispersion.ts';

/** Of the limits that product rules speak of: one in twenty and one in five hundred outside by chance. */
export const WARNING_CONFIDENCE = 0.95;
export const ACTION_CONFIDENCE = 0.998;

/** Where the limits stand at one expected count, as counts. */
export type FunnelLimits = {
  expected: number;
  warning: readonly [number, number];
  action: readonly [number, number];
};

export type FunnelSide = 'below' | 'within' | 'above';

export type FunnelPosition = {
  z: number;
  /** Against the warning limits (95 %) and the action limits (99.8 %), over-dispersion counted in. */
  warning: FunnelSide;
  action: FunnelSide;
};

/**
 * Limits of a count about its expectation: exact Poisson quantiles, or (z√φ on the square-root scale) wider
 * where the units differ by more than chance.
 */
export function funnelLimits(expected: number, dispersion: OverDispersion): FunnelLimits {
  const limits = (confidence: number): readonly [number, number] => {
    const exact = poissonRange(expected, confidence);
    if (!dispersion.significant) return exact;
    const spread = normalQuantile(1 - (1 - confidence) / 2) * Math.sqrt(dispersion.phi);
    const root = Math.sqrt(expected);
    const wide = [Math.max(0, root - spread / 2) ** 2, (root + spread / 2) ** 2] as const;
    // Widening never narrows.
    return [Math.min(exact[0], Math.ceil(wide[0])), Math.max(exact[1], Math.floor(wide[1]))];
  };
  return { expected, warning: limits(WARNING_CONFIDENCE), action: limits(ACTION_CONFIDENCE) };
}

/** On which side of its limits a unit stands; on a limit is within. */
export function funnelPosition(unit: ObservedExpected, dispersion: OverDispersion): FunnelPosition {
  const { warning, action } = funnelLimits(unit.expected, dispersion);
  const side = ([low, high]: readonly [number, number]): FunnelSide => {
    if (unit.observed < low) return 'below';
    return unit.observed > high ? 'above' : 'within';
  };
  return { z: squareRootZ(unit), warning: side(warning), action: side(action) };
}
