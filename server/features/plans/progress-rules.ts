import type { IndicatorText, Progress } from '#server/contract/plan.ts';
import { daysBetween } from '#server/contract/civil-day.ts';
import type { IsoDate } from '#server/contract/time.ts';
import { dispersionOf, forecastTotal, probabilityOfShare } from '#server/methods/forecast.ts';

/** Before so many days nothing is foretold. */
const FORECAST_FROM_DAYS = 30;
const MONTH_DAYS = 30;

/** Actual values counted by the day of the view. */
export type Actual = {
  amount: number | null;
  /** Total that a share refers to; null for amounts. */
  outOf: number | null;
  /** Increment of each full month or period, where amounts add up. */
  increments: readonly number[];
  /** Events that are counted singly, by the register: their total is foretold as a Poisson process. */
  countedByEvents: boolean;
  /** Cases come one by one, each good or not: the chance of a share can be foretold. */
  cases: boolean;
  /** Cases in time only by a paper that nobody else has seen yet: in neither number. */
  awaiting?: number;
  /** Part of the amount that the measured took in and closed themselves. */
  own?: number;
  /** False where most of the amount was entered by those whom it measures. */
  seenEnough?: boolean;
  /** True where people typed it who are measured by it: nobody else has seen it. */
  stated?: boolean;
};

type Subject = Pick<IndicatorText, 'comparator' | 'shape'> & { target: number | null };
type Span = { firstOn: IsoDate; lastOn: IsoDate; asOf: IsoDate };

const NOTHING: Progress = {
  state: 'no_data',
  target: null,
  amount: null,
  outOf: null,
  share: null,
  awaiting: 0,
  own: 0,
  stated: 0,
  onlyStated: false,
  expectedByNow: null,
  neededAMonth: null,
  forecast: null,
  probability: null,
  whyNoForecast: null,
};

/**
 * Computes the progress of an indicator: its actual value, the value of an even course by now, the amount still
 * needed a month, and the probability of meeting the target (see server/methods/forecast.ts for both models). On
 * pace means: a probability of one half or more, or, where there is none, at least the value of an even course.
 */
export function progressOf(subject: Subject, actual: Actual, span: Span): Progress {
  const { target } = subject;
  const known = {
    ...NOTHING,
    target,
    amount: actual.amount,
    outOf: actual.outOf,
    awaiting: actual.awaiting ?? 0,
    own: actual.own ?? 0,
    stated: actual.stated === true ? (actual.amount ?? 0) : 0,
    onlyStated: actual.stated === true && actual.amount !== null,
  };
  if (actual.amount === null) return known;
  if (subject.shape === 'amount')
    return amountProgress(subject, actual.amount, actual, span, known);
  return shareProgress(subject, actual.amount, actual, span, known);
}

export function isPraise({ state }: Progress): boolean {
  return state === 'met' || state === 'on_pace';
}

/** Progress without praise where others have not seen enough of the cases behind it. */
export function withoutPraise(progress: Progress, seenEnough: boolean): Progress {
  return isPraise(progress) && !seenEnough ? { ...progress, state: 'not_seen' } : progress;
}

function amountProgress(
  { comparator, target }: Subject,
  amount: number,
  actual: Actual,
  span: Span,
  known: Progress,
): Progress {
  if (comparator === 'none' || target === null) return { ...known, state: 'no_target' };
  const { elapsed, remaining } = daysOf(span);
  const atMost = comparator === 'at_most';
  const dispersion = actual.countedByEvents ? 1 : dispersionOf(actual.increments);
  const whyNoForecast = whyNone(remaining, elapsed, dispersion);
  const course = {
    ...known,
    whyNoForecast,
    expectedByNow: atMost ? null : (target * elapsed) / (elapsed + remaining),
    neededAMonth:
      atMost || remaining === 0 ? null : (Math.max(0, target - amount) * MONTH_DAYS) / remaining,
  };
  // What was exceeded stays exceeded; what was reached stays reached.
  if (atMost && amount > target) return { ...course, state: 'missed' };
  if (!atMost && amount >= target) return { ...course, state: 'met' };
  if (remaining === 0) return { ...course, state: atMost ? 'met' : 'missed' };
  if (whyNoForecast !== null || dispersion === null) {
    const even = atMost || amount >= (course.expectedByNow ?? 0);
    return { ...course, state: even ? 'on_pace' : 'behind' };
  }
  const { probabilityAtLeast, probabilityAtMost, ...range } = forecastTotal({
    soFar: amount,
    elapsed,
    remaining,
    dispersion,
  });
  const probability = atMost ? probabilityAtMost(target) : probabilityAtLeast(target);
  return {
    ...course,
    forecast: { ...range, probability, dispersion },
    state: probability >= 0.5 ? 'on_pace' : 'behind',
  };
}

function shareProgress(
  { comparator, target }: Subject,
  amount: number,
  actual: Actual,
  span: Span,
  known: Progress,
): Progress {
  const outOf = actual.outOf ?? 0;
  // 0 of 0 is not 100 %: nothing arose.
  if (outOf === 0) return { ...known, state: 'none_arisen' };
  const share = amount / outOf;
  const course = { ...known, share };
  if (comparator === 'none' || target === null) return { ...course, state: 'no_target' };
  const { elapsed, remaining } = daysOf(span);
  const wanted = known.target === null || known.target > 1 ? 1 : known.target;
  if (remaining === 0) return { ...course, state: share >= wanted ? 'met' : 'missed' };
  if (!actual.cases) {
    const state = share >= wanted ? 'met' : 'behind';
    return { ...course, state, whyNoForecast: 'not_counted_by_events' };
  }
  if (elapsed < FORECAST_FROM_DAYS) {
    return {
      ...course,
      state: share >= wanted ? 'on_pace' : 'behind',
      whyNoForecast: 'too_early',
    };
  }
  const toCome = Math.round((outOf * remaining) / elapsed);
  const probability = probabilityOfShare({
    successes: amount,
    tried: outOf,
    toCome,
    target: wanted,
  });
  return { ...course, probability, state: probability >= 0.5 ? 'on_pace' : 'behind' };
}

/** Days from the first to the evening of the view, and from there to the last. */
function daysOf({ firstOn, lastOn, asOf }: Span): { elapsed: number; remaining: number } {
  return {
    elapsed: Math.max(1, daysBetween(firstOn, asOf) + 1),
    remaining: Math.max(0, daysBetween(asOf, lastOn)),
  };
}

function whyNone(
  remaining: number,
  elapsed: number,
  dispersion: number | null,
): Progress['whyNoForecast'] {
  if (remaining === 0) return 'ended';
  if (elapsed < FORECAST_FROM_DAYS) return 'too_early';
  return dispersion === null ? 'too_few_periods' : null;
}
