import { CITY_BOUNDS, type LonLat } from '#server/contract/geo.ts';

import { coverTiles } from './tile-cover.ts';

/** The levels that the map asks for first: the whole city by these, */
const CITY_LEVELS = [7, 10];
/** and by these what lies so many degrees around a place: some 6 km, and what fills a screen close up. */
const NEAR_LEVELS = [
  { level: 13, around: 0.055 },
  { level: 16, around: 0.007 },
];

/** Addresses of the unfiltered tiles of the city and, close up, around some places; each once. */
export function tilesAround(places: readonly LonLat[]): string[] {
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
