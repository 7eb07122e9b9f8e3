import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { SheetWeek } from '#server/contract/weekly-sheet.ts';

import { isoWeek } from './iso-week.ts';

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
