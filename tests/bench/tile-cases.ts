import { dateOfDay, dayNumber } from '#server/contract/civil-day.ts';
import type { IsoDate } from '#server/contract/time.ts';
import { seededRandom } from '#server/generator/random.ts';

import type { BenchCity, Spot } from './bench-city.ts';

export type Tile = { z: number; x: number; y: number };

/** Filter of a tile, as every competitor understands it. */
export type TileFilter = {
  statuses?: string[];
  commune?: { code: string; id: number };
  asOf?: IsoDate;
};

export const ZOOMS = [6, 8, 10, 12, 14, 16];
const STORY_DAYS = 1_800;

/** Filters by the name of their case; the last asks for another evening each time. */
export function filterCases(city: BenchCity): Record<string, () => TileFilter> {
  const random = seededRandom(5);
  const today = dayNumber(new Date().toISOString().slice(0, 10));
  return {
    'no filter': () => ({}),
    'two statuses': () => ({ statuses: ['eliminated', 'recurring'] }),
    'one commune': () => ({ commune: city.commune }),
    'as of': () => ({ asOf: dateOfDay(today - 30 - random.below(STORY_DAYS)) }),
  };
}

/** The tile of Web Mercator that a spot lies in. */
export function tileAt({ longitude, latitude }: Spot, z: number): Tile {
  const side = 2 ** z;
  const sine = Math.sin((latitude * Math.PI) / 180);
  const y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  return { z, x: Math.floor(((longitude + 180) / 360) * side), y: Math.floor(y * side) };
}

/** The address of the product's tile. */
export function tilePath({ z, x, y }: Tile, { statuses, commune, asOf }: TileFilter): string {
  const query = new URLSearchParams();
  if (statuses !== undefined) query.set('status', statuses.join(','));
  if (commune !== undefined) query.set('commune', commune.code);
  if (asOf !== undefined) query.set('as_of', asOf);
  return `/api/tiles/points/${z}/${x}/${y}.mvt?${query.toString()}`;
}
