import { hasPeriod, type Filter } from '#client/register/filter.ts';
import { daysBetween } from '#server/contract/civil-day.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';

/** Ways in which a point can differ between two evenings, the loudest first. */
export const DIFFERENCES = ['recurring', 'listed', 'eliminated', 'handed_over'] as const;
export type Difference = (typeof DIFFERENCES)[number];

const DAYS_BEFORE = 28;

/** The evening that one press compares with: the eve of the period, or four weeks earlier. */
export function firstEvening({ asOf, from }: Filter, today: IsoDate): IsoDate {
  return from === null ? addDays(asOf ?? today, -DAYS_BEFORE) : addDays(from, -1);
}

/**
 * Filter of the map on the left: the same points on the evening `compared`. A period moves with it: one of the same
 * length that ends on that evening.
 */
export function leftFilter(filter: Filter, compared: IsoDate): Filter {
  const { from, to } = filter;
  const left = { ...filter, asOf: compared };
  if (!hasPeriod(filter) || from === null) return left;
  const days = daysBetween(from, to ?? compared);
  return { ...left, from: addDays(compared, -Math.max(0, days)), to: compared };
}

/** Filter of the points that differ: something of these kinds happened after `compared`, up to the evening shown. */
export function differenceFilter(
  filter: Filter,
  compared: IsoDate,
  kinds: readonly Difference[],
  today: IsoDate,
): Filter {
  return {
    ...filter,
    happened: kinds,
    from: addDays(compared, 1),
    to: filter.asOf ?? today,
  };
}
