import type { IndicatorView } from '#server/contract/plan.ts';

type Stand = Pick<IndicatorView['progress'], 'state' | 'target'>;

/** Counts targets: met or on pace, behind or missed, and set but without a figure yet, or without one that others have seen enough; what has no number is left out. */
export function paceOf(indicators: readonly { progress: Stand }[]): {
  good: number;
  bad: number;
  unknown: number;
} {
  const count = (...states: readonly Stand['state'][]) =>
    indicators.filter(({ progress }) => states.includes(progress.state) && progress.target !== null)
      .length;
  return {
    good: count('met', 'on_pace'),
    bad: count('behind', 'missed'),
    unknown: count('no_data', 'not_seen'),
  };
}
