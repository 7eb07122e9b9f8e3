import { useText } from './use-text.ts';
import type { ReportingPeriod } from '#server/contract/reporting-period.ts';

/** `Tháng 10/2026`, `6 tháng đầu năm 2026`. */
export function usePeriodName() {
  const { reports: own } = useText();
  return ({ kind, year, number }: Pick<ReportingPeriod, 'kind' | 'year' | 'number'>): string => {
    const words = { number: String(number), year: String(year) };
    switch (kind) {
      case 'month':
        return own.month(words);
      case 'quarter':
        return own.quarter(words);
      case 'half_year':
        return number === 1 ? own.firstHalf(words) : own.secondHalf(words);
      case 'year':
        return own.wholeYear(words);
    }
  };
}
