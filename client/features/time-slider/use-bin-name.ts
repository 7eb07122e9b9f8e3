import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TimelineBin } from '#server/contract/timeline.ts';

/** Names a bin by its first day: a day, a week, a month. */
export function useBinName(bin: TimelineBin): (from: IsoDate) => string {
  const { timeSlider: own } = useText();
  const format = useFormat();
  return (from) => {
    const date = format.date(from);
    if (bin === 'day') return date;
    return bin === 'week' ? own.weekOf({ date }) : own.monthOf({ month: date.slice(3) });
  };
}
