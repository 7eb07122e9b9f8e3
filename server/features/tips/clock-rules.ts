import type { ClockSpan, DeadlineRule } from '#server/contract/tip-clock.ts';

/** Fewest and most days of the calendar that a span may last, holidays left out. */
function daysOf({ amount, unit }: ClockSpan): { fewest: number; most: number } {
  if (unit === 'day') return { fewest: amount, most: amount };
  if (unit === 'month') return { fewest: amount * 28, most: amount * 31 };
  // Five of seven days are worked; a span of few may hold no weekend at all.
  return { fewest: amount, most: Math.ceil(amount / 5) * 7 + 2 };
}

/** True where a span may last longer than the law's; of one unit the amounts are compared. */
function isLonger(span: ClockSpan, law: ClockSpan): boolean {
  if (span.unit === law.unit) return span.amount > law.amount;
  return daysOf(span).most > daysOf(law).fewest;
}

/**
 * Finds by which part a rule would give more time than the law does, as a pointer; null when by none. Stricter is allowed.
 * @param law the rule that came with the reference data and its source
 */
export function laxerThan(rule: DeadlineRule, law: DeadlineRule): string | null {
  if (rule.startsWith !== law.startsWith) return '/startsWith';
  if (isLonger(rule.limit, law.limit)) return '/limit';
  const extended = rule.extensions.some((extension, at) => {
    const allowed = law.extensions[at];
    return (
      allowed === undefined ||
      allowed.counted !== extension.counted ||
      isLonger(extension.span, allowed.span)
    );
  });
  if (extended) return '/extensions';
  if (law.forwarding !== null && isLongerOrNone(rule.forwarding, law.forwarding)) {
    return '/forwarding';
  }
  if (rule.endsOnWorkingDay && !law.endsOnWorkingDay) return '/endsOnWorkingDay';
  return isLaxerAfterwards(rule.resumption, law.resumption) ? '/resumption' : null;
}

function isLongerOrNone(span: ClockSpan | null, law: ClockSpan): boolean {
  return span === null || isLonger(span, law);
}

function isLaxerAfterwards(
  resumption: DeadlineRule['resumption'],
  law: DeadlineRule['resumption'],
): boolean {
  if (resumption === 'remaining') return false;
  return law === 'remaining' || isLonger(resumption, law);
}
