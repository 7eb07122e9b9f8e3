import { useFormat, useText } from '#client/i18n/use-text.ts';
import { daysBetween } from '#server/contract/civil-day.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';
import type { SheetWeek } from '#server/contract/weekly-sheet.ts';

/** `Tuần 48/2026` and `23/11/2026 – 29/11/2026`. */
export function useWeekName() {
  const { weeklySheets: own } = useText();
  const format = useFormat();
  return (week: SheetWeek) => {
    const { number, year } = isoWeek(week.firstOn);
    return {
      number: own.weekOf({ number: String(number), year: String(year) }),
      days: own.days({ first: format.date(week.firstOn), last: format.date(week.lastOn) }),
    };
  };
}

/**
 * The number of a week by ISO 8601: the week belongs to the year in which its fourth day lies, and the first
 * week of a year is the one that holds 4 January. `firstOn` is the first of the seven days.
 */
export function isoWeek(firstOn: IsoDate): { number: number; year: number } {
  const fourth = addDays(firstOn, 3);
  const year = Number(fourth.slice(0, 4));
  return { number: Math.floor(daysBetween(`${year}-01-01`, fourth) / 7) + 1, year };
}
