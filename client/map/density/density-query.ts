import { keepPreviousData, queryOptions } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { filterQuery, type Filter } from '#client/register/filter.ts';
import { FOLLOWS_POINTS } from '#client/register/points-changed.ts';
import type { Density } from '#server/contract/density.ts';
import type { BoundingBox } from '#server/contract/geo.ts';

const DIGITS = 4;

/** Density of the places of a filter in a box. */
export function densityQuery(filter: Filter, box: BoundingBox) {
  const bbox = box.map((degrees) => degrees.toFixed(DIGITS)).join(',');
  const query = { ...filterQuery(filter), bbox };
  return queryOptions({
    queryKey: ['points', 'density', query],
    meta: FOLLOWS_POINTS,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }): Promise<Density> =>
      call(api.density.$get({ query }, { init: { signal } })),
  });
}
