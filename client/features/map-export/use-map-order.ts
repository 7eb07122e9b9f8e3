import { useQuery } from '@tanstack/react-query';

import type { ExportOrder } from '#client/forms/use-export.ts';
import { filterQueryText, type Filter } from '#client/register/filter.ts';
import { pointCountsQuery } from '#client/register/queries.ts';

/**
 * The line of the log for a map that is taken out; `counted` once it is known how many points the filter lets
 * through. The words that were searched for may be a person's, so they are not told.
 */
export function useMapOrder(
  kind: 'map_picture' | 'map_print',
  filter: Filter,
): { order: ExportOrder; counted: boolean } {
  const { data } = useQuery(pointCountsQuery(filter));
  const view = filterQueryText({ ...filter, q: '' });
  return { order: { kind, points: data?.total ?? 0, view }, counted: data !== undefined };
}
