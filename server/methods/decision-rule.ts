import { funnelPosition, type FunnelSide } from './funnel.ts';
import { expectsEnough, type ObservedExpected, type OverDispersion } from './over-dispersion.ts';

const MINIMUM_COMPLETENESS = 0.95;
/** Difference from the expected count that is significant by itself, when the period before says nothing. */
const MINIMUM_EXCESS = 5;
/** Below this share of places checked, a low count is no success: nobody looked. */
const MINIMUM_CHECKED = 0.5;
/** Rounding may carry a difference of expected counts over an edge by this much. */
const ROUNDING = 1e-9;

export type JudgedUnit = ObservedExpected & {
  /** Share of the records that are complete, 0 to 1; null when there is nothing to be complete. */
  completeness: number | null;
  /** The period before, against its own expectation; null when there is none. */
  previous: ObservedExpected | null;
  /** Share of the exposed places that were checked, 0 to 1; null where checks do not matter. */
  checkedShare: number | null;
  /** True where others have seen enough of what the figure rests on to praise it. */
  seenEnough: boolean;
  /** Observed events at places that somebody had received by then; null where nothing is received. */
  received: number | null;
};

/** Reason why a unit is ranked or not. */
export type VerdictReason =
  | 'outside_limits'
  | 'within_limits'
  | 'too_little_exposure'
  | 'incomplete_records'
  | 'not_repeated'
  | 'nothing_checked'
  | 'not_seen'
  | 'not_received';

type Verdict = { side: FunnelSide; reason: VerdictReason };

/**
 * The rule that keeps praise and blame from chance: outside the 99.8 % limits after over-dispersion, at least
 * five expected, records at least 95 % complete, and either the same side in the period before or five away from
 * what was expected. Everybody else is within the range expected by chance. Few events praise nobody while
 * most of what could have had one was never looked at, or while most of it is known from the unit alone. Nobody is blamed for what nobody had handed over to them: the
 * events at places that had been received must lie above the limits by themselves.
 */
export function judge(unit: JudgedUnit, dispersion: Pick<OverDispersion, 'between'>): Verdict {
  const side = funnelPosition(unit, dispersion).action;
  const { received } = unit;
  const ofReceived =
    received === null ? side : funnelPosition({ ...unit, observed: received }, dispersion).action;
  return verdictOf(unit, side, ofReceived);
}

/**
 * Judges a unit outside its limits. Exact limits at five or more expected events are at least six events away, so the
 * period before decides only where the limits are narrower.
 *
 * @param ofReceived the side on which the events at received places alone lie.
 */
export function verdictOf(unit: JudgedUnit, side: FunnelSide, ofReceived = side): Verdict {
  const within = (reason: VerdictReason): Verdict => ({ side: 'within', reason });
  const { completeness, previous, checkedShare, seenEnough } = unit;
  if (!expectsEnough(unit)) return within('too_little_exposure');
  if (side === 'within') return within('within_limits');
  if (completeness !== null && completeness < MINIMUM_COMPLETENESS) {
    return within('incomplete_records');
  }
  const far = Math.abs(unit.observed - unit.expected) >= MINIMUM_EXCESS - ROUNDING;
  if (!far && !wasOnSide(side, previous)) return within('not_repeated');
  if (side === 'below' && checkedShare !== null && checkedShare < MINIMUM_CHECKED) {
    return within('nothing_checked');
  }
  if (side === 'below' && !seenEnough) return within('not_seen');
  if (side === 'above' && ofReceived !== 'above') return within('not_received');
  return { side, reason: 'outside_limits' };
}

function wasOnSide(side: 'above' | 'below', previous: ObservedExpected | null): boolean {
  if (previous === null) return false;
  return side === 'above'
    ? previous.observed > previous.expected
    : previous.observed < previous.expected;
}
