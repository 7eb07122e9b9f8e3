import { keepPreviousData } from '@tanstack/react-query';

import { apiQuery } from '#client/api/api-query.ts';
import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { pagedQuery } from '#client/api/paged-query.ts';

import type { ObjectSearch } from './object-search.ts';

/** Everything that is asked about businesses to inspect; every write asks for it anew. */
export const OBJECTS_KEY = ['inspection-objects'] as const;

export function objectListQuery({ q, state, category, commune, need }: ObjectSearch) {
  const filter = {
    ...(q !== undefined && { q }),
    ...(state !== undefined && { state }),
    ...(category !== undefined && { category }),
    ...(commune !== undefined && { commune: String(commune) }),
    ...(need !== undefined && { need }),
  };
  return pagedQuery([...OBJECTS_KEY, 'list', filter], (page, options) =>
    call(api['inspection-objects'].$get({ query: { ...filter, ...page } }, options)),
  );
}

export function objectQuery(id: number) {
  return apiQuery([...OBJECTS_KEY, 'one', id], api['inspection-objects'][':id'].$get, {
    param: { id: String(id) },
  });
}

export function quotasQuery(year: number) {
  return apiQuery(
    [...OBJECTS_KEY, 'quotas', year],
    api['inspection-quotas'].$get,
    { query: { year: String(year) } },
    { placeholderData: keepPreviousData },
  );
}
