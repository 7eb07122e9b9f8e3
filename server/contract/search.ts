import * as z from 'zod';

import { LonLat } from './geo.ts';
import { PlaceCandidate } from './geocoding.ts';
import { PointFlag, PointStatus } from './point.ts';
import { Vn2000Grid } from './point-import.ts';

/** Long enough for the address of a map. */
export const MOST_SEARCH_LETTERS = 1_000;

export const SearchQuery = z.object({ q: z.string().trim().min(1).max(MOST_SEARCH_LETTERS) });

/** A hit of a search: a point, a commune (by an old name too), an address, or a position by coordinates. */
export const SearchHit = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('point'),
      id: z.number().int(),
      code: z.string(),
      name: z.string(),
      /** The alias that matched, where it was not the official name. */
      alias: z.string().nullable(),
      status: PointStatus,
      flags: z.array(PointFlag),
      position: LonLat,
    }),
    z.object({
      kind: z.literal('commune'),
      id: z.number().int(),
      code: z.string(),
      name: z.string(),
      /** The old name that matched; one old name may lead to several communes. */
      formerName: z.string().nullable(),
      position: LonLat,
    }),
    PlaceCandidate.extend({ kind: z.literal('address') }),
    z.object({
      kind: z.literal('coordinates'),
      position: LonLat,
      /** Reading of the numbers, where they were not plain degrees in the order of the map. */
      assumed: z.string().nullable(),
      /** Grid of VN-2000 on which metres were read; null where the words were none. */
      grid: Vn2000Grid.nullable(),
      /** Further grids on which the same metres lie near the city. */
      otherGrids: z.array(Vn2000Grid),
    }),
  ])
  .meta({ id: 'SearchHit' });
export type SearchHit = z.infer<typeof SearchHit>;

export const SearchAnswer = z.object({ items: z.array(SearchHit) });
