import type { Period } from '#server/contract/comparison.ts';
import { AppError } from '#server/contract/problem.ts';
import { daysBetween } from '#server/contract/civil-day.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';

const YEAR = 365;
const MOST_DAYS = 5 * 366;

/**
 * The days asked for, both included; the year up to today when none were.
 * @throws {AppError} `analysis.period_invalid`
 */
export function periodOf(
  asked: { from?: IsoDate | undefined; to?: IsoDate | undefined },
  today: IsoDate,
): Period {
  const to = asked.to ?? today;
  const from = asked.from ?? addDays(to, 1 - YEAR);
  const days = daysBetween(from, to) + 1;
  if (to > today || days < 1 || days > MOST_DAYS) throw new AppError('analysis.period_invalid');
  return { from, to };
}

/** The longest period that ends with a day. */
export function longestPeriod(to: IsoDate): Period {
  return { from: addDays(to, 1 - MOST_DAYS), to };
}

/** The period of the same length just before. */
export function periodBefore({ from, to }: Period): Period {
  const days = daysBetween(from, to) + 1;
  return { from: addDays(from, -days), to: addDays(from, -1) };
}
