import { useText } from '#client/i18n/use-text.ts';

import type { HistoryOf } from './queries.ts';

/** Words of the history of a register's imports. */
export function useHistoryWords(of: HistoryOf) {
  const { importHistory } = useText();
  return of === 'points' ? importHistory : { ...importHistory, ...importHistory.ofTips };
}
