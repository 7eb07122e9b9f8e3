import type { QueryClient } from '@tanstack/react-query';
import type { FeatureCollection } from 'geojson';

import { approximateAreasQuery, communesQuery, IMPORTED_AREAS_URL } from '#client/api/communes.ts';
import { configurationQuery } from '#client/api/configuration.ts';
import { meQuery } from '#client/api/me.ts';
import { categoriesQuery } from '#client/api/points.ts';
import { checkSchedulesQuery } from '#client/features/checks/queries.ts';
import { fieldQuery } from '#client/features/routes/phone/field-queries.ts';
import { fetchWork } from '#client/features/worklist/queries.ts';
import { coverTiles } from '#client/map/clusters/tile-cover.ts';
import { groundBoxes } from '#client/map/kept-ground/ground-boxes.ts';
import { forgetGround, keepGround } from '#client/map/kept-ground/keep-ground.ts';
import type { KeepForTheDay } from '#client/offline/use-offline.ts';
import { keptVersion } from '#client/offline/worker/kept-version.ts';
import { NO_FILTER } from '#client/register/filter.ts';
import { matchingMeasuresQuery } from '#client/register/neighbour-queries.ts';
import { pointCountsQuery, pointListQuery } from '#client/register/queries.ts';
import { pointQuery } from '#client/register/record-queries.ts';
import { EVERYWHERE } from '#client/register/region.ts';
import { CITY_BOUNDS, type LonLat } from '#server/contract/geo.ts';
import { can } from '#server/contract/permission.ts';
import type { PointSummary } from '#server/contract/point.ts';
import type { Worklist } from '#server/contract/worklist.ts';

/** The levels that the map asks for first: the whole city by these, */
const CITY_LEVELS = [7, 10];
/** and by these what lies so many degrees around a place: some 6 km, and what fills a screen close up. */
const NEAR_LEVELS = [
  { level: 13, around: 0.055 },
  { level: 16, around: 0.007 },
];

/** Addresses of the unfiltered tiles of the city and, close up, around some places; each once. */
function tilesAround(places: readonly LonLat[]): string[] {
  const city = CITY_LEVELS.flatMap((level) => coverTiles(CITY_BOUNDS, level));
  const near = NEAR_LEVELS.flatMap(({ level, around }) =>
    places.flatMap(([longitude, latitude]) =>
      coverTiles(
        [longitude - around, latitude - around, longitude + around, latitude + around],
        level,
      ),
    ),
  );
  const addresses = [...city, ...near].map(({ z, x, y }) => `/api/tiles/points/${z}/${x}/${y}.mvt`);
  return [...new Set(addresses)];
}

/** More than two hundred things that wait are not done in a day. */
const MOST_PAGES = 7;

/**
 * Asks for what a day without a network needs; the service worker keeps the answers on their way. Records are
 * asked for only where the device has none of their version, since every look at one is logged.
 */
export const keepForTheDay: KeepForTheDay = async (client, me) => {
  // First who is asking: what is kept belongs to an account.
  await client.fetchQuery({ ...meQuery, staleTime: 0 });
  const asked = { staleTime: 0 };
  const { ground } = await client.fetchQuery({ ...configurationQuery, ...asked });
  const communes = await client.fetchQuery({ ...communesQuery, ...asked });
  await client.fetchQuery({ ...categoriesQuery, ...asked });
  await client.fetchQuery({ ...checkSchedulesQuery, ...asked });
  await client.fetchQuery({ ...matchingMeasuresQuery, ...asked });
  const areas = communes.approximate
    ? await client.fetchQuery({ ...approximateAreasQuery, ...asked })
    : await fetchAreas();
  await client.fetchInfiniteQuery({ ...pointListQuery(NO_FILTER, EVERYWHERE), ...asked });
  await client.fetchQuery({ ...pointCountsQuery(NO_FILTER), ...asked });
  const mine = can(me.role, 'routes:work')
    ? (await client.fetchQuery({ ...fieldQuery, ...asked })).items
    : [];
  const points = can(me.role, 'worklist:read') ? await keepWorklist() : [];
  const routes = mine.map(({ stops }) => stops.map(({ place }) => place));
  for (const address of tilesAround([...points.map(({ anchor }) => anchor), ...routes.flat()])) {
    await fetch(address, { cache: 'no-store' });
  }
  await keepRecords(client, points);
  // Last: it is the largest, and the forms do without it.
  const boxes = groundBoxes(areas, new Set(me.communes.map(({ id }) => id)), routes);
  if (ground === null || boxes.length === 0) await forgetGround();
  else await keepGround({ ground, owner: me.account.id, boxes });
};

/** The areas of the boundary file in force, whose answer the device keeps on its way. */
async function fetchAreas(): Promise<FeatureCollection> {
  const response = await fetch(IMPORTED_AREAS_URL);
  if (!response.ok) throw new Error(`areas of the communes: ${response.status}`);
  const areas: FeatureCollection = await response.json();
  return areas;
}

/** The list by pages, as its screen asks for them; gives the places that something waits at. */
async function keepWorklist(): Promise<PointSummary[]> {
  const points = new Map<number, PointSummary>();
  let cursor: string | null = null;
  for (let pages = 0; pages < MOST_PAGES && (pages === 0 || cursor !== null); pages += 1) {
    const page: Worklist = await fetchWork(null, cursor);
    for (const { point } of page.items) points.set(point.id, point);
    cursor = page.next;
  }
  return [...points.values()];
}

async function keepRecords(client: QueryClient, points: readonly PointSummary[]): Promise<void> {
  for (const { id, version } of points) {
    if ((await keptVersion(`/api/points/${id}`)) === version) continue;
    await client.fetchQuery({ ...pointQuery(id), staleTime: 0 });
  }
}
