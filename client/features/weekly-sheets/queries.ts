import { keepPreviousData, queryOptions } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { FOLLOWS_POINTS } from '#client/register/points-changed.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { WeeklySheetView, WeeklySignatures } from '#server/contract/weekly-sheet.ts';

/** Everything that is asked about weekly sheets. */
export const SHEETS_KEY = ['weekly-sheets'] as const;

/** A commune's week; follows other people's changes as list and map do. */
export function sheetQuery(commune: string, week: IsoDate | undefined) {
  return queryOptions({
    queryKey: [...SHEETS_KEY, commune, week ?? null],
    meta: FOLLOWS_POINTS,
    queryFn: ({ signal }): Promise<WeeklySheetView> =>
      call(
        api['weekly-sheets'].$get(
          { query: { commune, ...(week === undefined ? {} : { week }) } },
          { init: { signal } },
        ),
      ),
    placeholderData: keepPreviousData,
  });
}

export function signaturesQuery(week: IsoDate | undefined) {
  return queryOptions({
    queryKey: [...SHEETS_KEY, 'signatures', week ?? null],
    meta: FOLLOWS_POINTS,
    queryFn: ({ signal }): Promise<WeeklySignatures> =>
      call(
        api['weekly-sheets'].signatures.$get(
          { query: week === undefined ? {} : { week } },
          { init: { signal } },
        ),
      ),
    placeholderData: keepPreviousData,
  });
}
