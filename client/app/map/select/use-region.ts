import { useMemo } from 'react';

import { tickedIds, type ListRegion } from '#client/register/region.ts';
import type { ViewSearch } from '#client/register/view-search.ts';
import type { BoundingBox } from '#server/contract/geo.ts';

/**
 * The part of the points that list, counts, table and charts show: the ticked ones where they were asked for, else the
 * chosen area, and what is in view while the list follows the map.
 */
export function useRegion(search: ViewSearch, bounds: BoundingBox | null): ListRegion {
  const { within, ids, only } = search;
  const box = search.in_view === true ? bounds : null;
  return useMemo(() => {
    if (only === 'ticked' && ids !== undefined) return { ids: tickedIds({ ids }) };
    return { within, box: box ?? undefined };
  }, [within, ids, only, box]);
}
