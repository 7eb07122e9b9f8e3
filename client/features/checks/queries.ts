import { keepPreviousData } from '@tanstack/react-query';

import { apiQuery } from '#client/api/api-query.ts';
import { api } from '#client/api/client.ts';
import { boxText } from '#client/register/region.ts';
import { FOLLOWS_POINTS } from '#client/register/points-changed.ts';
import type { LonLat } from '#server/contract/geo.ts';

import { boxAround } from './near-places.ts';

const AN_HOUR = 3_600_000;

export const checkSchedulesQuery = apiQuery(
  ['check-schedules'],
  api['check-schedules'].$get,
  {},
  { staleTime: AN_HOUR },
);

const MOST_PLACES = 30;
/** Distance to each side within which places are near, metres. */
const NEAR_METRES = 1_000;

/** Closed places that may be checked: those that the words find, else those near here, else the first ones. */
export function closedPlacesQuery({ words, here }: { words: string; here: LonLat | null }) {
  const near = words === '' && here !== null ? { bbox: boxText(boxAround(here, NEAR_METRES)) } : {};
  const query = {
    status: 'eliminated,handed_over,delisted',
    limit: String(MOST_PLACES),
    ...(words === '' ? near : { q: words }),
  };
  return apiQuery(
    ['points', 'closed-places', query],
    api.points.$get,
    { query },
    { meta: FOLLOWS_POINTS, placeholderData: keepPreviousData },
  );
}
