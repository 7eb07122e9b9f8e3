import { funnelPosition, type FunnelSide } from './funnel.ts';
import type { ObservedExpected, OverDispersion } from './over-dispersion.ts';

export const MINIMUM_EXPECTED = 5;
export const MINIMUM_COMPLETENESS = 0.95;
/** How much more (or less) than expected counts on its own, when the period before says nothing. */
export const MINIMUM_EXCESS = 5;

export type JudgedUnit = ObservedExpected & {
  /** Share of the records that are complete, 0 to 1; null when there is nothing to be complete. */
  completeness: number | null;
  /** The period before, against its own expectation; null when there is none. */
  previous: ObservedExpected | null;
};

/** Why a unit is not ranked, or why it is. */
export type VerdictReason =
  | 'outside_limits'
  | 'within_limits'
  | 'too_little_exposure'
  | 'incomplete_records'
  | 'not_repeated'
  | 'nothing_checked';

export type Verdict = { side: FunnelSide; reason: VerdictReason };

/**
 * The rule that keeps praise and blame from chance: outside the 99.8 % limits after over-dispersion, at least
 * five expected, records at least 95 % complete, and either the same side in the period before or five away from
 * what was expected. Everybody else is within the range expected by chance. Few events praise nobody while
 * most of what could have had one was never looked at.
 * @param checkedShare share of the exposed places that were looked at, 0 to 1; null where looking is not the question
 */
export function judge(
  unit: JudgedUnit,
  dispersion: OverDispersion,
  checkedShare: number | null = null,
): Verdict {
  const { action } = funnelPosition(unit, dispersion);
  const within = (reason: VerdictReason): Verdict => ({ side: 'within', reason });
  if (unit.expected < MINIMUM_EXPECTED) return within('too_little_exposure');
  if (action === 'within') return within('within_limits');
  if (unit.completeness !== null && unit.completeness < MINIMUM_COMPLETENESS) {
    return within('incomplete_records');
  }
  const { previous } = unit;
  const repeated =
    previous !== null &&
    (action === 'above'
      ? previous.observed > previous.expected
      : previous.observed < previous.expected);
  const far = Math.abs(unit.observed - unit.expected) >= MINIMUM_EXCESS;
  if (!repeated && !far) return within('not_repeated');
  if (action === 'below' && checkedShare !== null && checkedShare < MINIMUM_CHECKED) {
    return within('nothing_checked');
  }
  return { side: action, reason: 'outside_limits' };
}

/** Fewer places looked at than this: silence is not success. */
export const MINIMUM_CHECKED = 0.5;
