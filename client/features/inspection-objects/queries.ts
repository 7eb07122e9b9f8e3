import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import type {
  InspectionObjectDetail,
  InspectionObjectPage,
} from '#server/contract/inspection-object.ts';

import type { ObjectSearch } from './object-search.ts';

/** Everything that is asked about businesses to inspect; every write asks for it anew. */
export const OBJECTS_KEY = ['inspection-objects'] as const;
const PAGE_SIZE = 50;

export function objectListQuery({ q, state, category, commune, need }: ObjectSearch) {
  const filter = {
    ...(q !== undefined && { q }),
    ...(state !== undefined && { state }),
    ...(category !== undefined && { category }),
    ...(commune !== undefined && { commune: String(commune) }),
    ...(need !== undefined && { need }),
  };
  return infiniteQueryOptions({
    queryKey: [...OBJECTS_KEY, 'list', filter],
    queryFn: ({ signal, pageParam }): Promise<InspectionObjectPage> =>
      call(
        api['inspection-objects'].$get(
          {
            query: {
              ...filter,
              limit: String(PAGE_SIZE),
              ...(pageParam === null ? {} : { cursor: pageParam }),
            },
          },
          { init: { signal } },
        ),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

export function objectQuery(id: number) {
  return queryOptions({
    queryKey: [...OBJECTS_KEY, 'one', id],
    queryFn: ({ signal }): Promise<InspectionObjectDetail> =>
      call(
        api['inspection-objects'][':id'].$get({ param: { id: String(id) } }, { init: { signal } }),
      ),
  });
}

export function quotasQuery(year: number) {
  return queryOptions({
    queryKey: [...OBJECTS_KEY, 'quotas', year],
    queryFn: ({ signal }) =>
      call(api['inspection-quotas'].$get({ query: { year: String(year) } }, { init: { signal } })),
    placeholderData: keepPreviousData,
  });
}
