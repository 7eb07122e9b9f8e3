import { keepPreviousData } from '@tanstack/react-query';

import { apiQuery } from '#client/api/api-query.ts';
import { api } from '#client/api/client.ts';
import { FOLLOWS_POINTS } from '#client/register/points-changed.ts';
import type { IsoDate } from '#server/contract/time.ts';

/** Everything that is asked about weekly sheets. */
export const SHEETS_KEY = ['weekly-sheets'] as const;

/** A commune's week; follows other people's changes as list and map do. */
export function sheetQuery(commune: string, week: IsoDate | undefined) {
  return apiQuery(
    [...SHEETS_KEY, commune, week ?? null],
    api['weekly-sheets'].$get,
    { query: { commune, ...(week === undefined ? {} : { week }) } },
    { meta: FOLLOWS_POINTS, placeholderData: keepPreviousData },
  );
}

export function signaturesQuery(week: IsoDate | undefined) {
  return apiQuery(
    [...SHEETS_KEY, 'signatures', week ?? null],
    api['weekly-sheets'].signatures.$get,
    { query: week === undefined ? {} : { week } },
    { meta: FOLLOWS_POINTS, placeholderData: keepPreviousData },
  );
}
