import type { OsmTags } from '#server/methods/osm/osm-data.ts';

import { shownName, shownSmallStreetName } from './ground-names.ts';

/** Line or area of the ground as its tags describe it. `name` is null where it is not shown. */
export type GroundClass = {
  layer: 'land' | 'water' | 'waterways' | 'rail' | 'buildings' | 'streets';
  class: string;
  name: string | null;
  bridge: boolean;
  tunnel: boolean;
};

/** Classes of streets by `highway`, links with the road they lead to: https://wiki.openstreetmap.org/wiki/Key:highway */
const STREETS: Readonly<Record<string, string>> = {
  motorway: 'motorway',
  trunk: 'trunk',
  primary: 'primary',
  secondary: 'secondary',
  tertiary: 'tertiary',
  unclassified: 'residential',
  residential: 'residential',
  living_street: 'residential',
  pedestrian: 'residential',
  road: 'residential',
  busway: 'service',
  service: 'service',
  track: 'path',
  path: 'path',
  footway: 'path',
  cycleway: 'path',
  bridleway: 'path',
  steps: 'path',
};
/** Service roads that lead to one house or stand on one car park: https://wiki.openstreetmap.org/wiki/Key:service */
const TO_ONE_HOUSE = new Set(['driveway', 'parking_aisle', 'drive-through', 'parking']);
/** Pavements and crossings run beside a street that is drawn already: https://wiki.openstreetmap.org/wiki/Key:footway */
const BESIDE_A_STREET = new Set(['sidewalk', 'crossing', 'traffic_island', 'link']);

/** https://wiki.openstreetmap.org/wiki/Key:railway */
const RAIL: Readonly<Record<string, string>> = {
  rail: 'rail',
  narrow_gauge: 'rail',
  light_rail: 'light',
  subway: 'light',
  monorail: 'light',
  tram: 'light',
};
/** https://wiki.openstreetmap.org/wiki/Key:waterway */
const WATERWAYS: Readonly<Record<string, string>> = {
  river: 'river',
  canal: 'canal',
  stream: 'stream',
  ditch: 'stream',
  drain: 'stream',
};

/** https://wiki.openstreetmap.org/wiki/Key:landuse, Key:leisure and Key:natural. Military land is not told apart. */
const GREEN: Readonly<Record<string, ReadonlySet<string>>> = {
  landuse: new Set(
    'forest grass cemetery farmland orchard meadow allotments recreation_ground village_green plant_nursery vineyard flowerbed greenfield greenhouse_horticulture'.split(
      ' ',
    ),
  ),
  leisure: new Set('park garden golf_course nature_reserve pitch common playground'.split(' ')),
  natural: new Set('wood scrub grassland heath wetland'.split(' ')),
  amenity: new Set(['grave_yard']),
};
const BUILT = new Set(
  'residential commercial industrial retail construction education institutional religious railway port depot garages brownfield farmyard'.split(
    ' ',
  ),
);
/** `landuse` of standing water; fish ponds cover whole communes around the city. */
const WATER_LANDUSE = new Set(['reservoir', 'basin', 'aquaculture', 'salt_pond']);
/** https://wiki.openstreetmap.org/wiki/Key:water: basins of plants, of gardens and of homes are no landmarks. */
const NOT_SHOWN_WATER = new Set(['fountain', 'pool', 'wastewater', 'reflecting_pool']);
const IS_NOT = new Set([undefined, 'no', 'none', 'false', '0']);

/** The class of an open way, or of a closed one that is no area; null for what the ground does not show. */
export function lineClass(tags: OsmTags): GroundClass | null {
  if (tags['area'] === 'yes' || tags['indoor'] === 'yes') return null;
  return streetClass(tags) ?? railClass(tags) ?? waterwayClass(tags);
}

function streetClass(tags: OsmTags): GroundClass | null {
  const known = STREETS[(tags['highway'] ?? '').replace(/_link$/, '')];
  if (known === undefined) return null;
  if (TO_ONE_HOUSE.has(tags['service'] ?? '') && known === 'service') return null;
  if (BESIDE_A_STREET.has(tags['footway'] ?? '')) return null;
  const small = known === 'service' || known === 'path';
  return {
    layer: 'streets',
    class: known,
    name: small ? shownSmallStreetName(tags['name']) : shownName(tags['name']),
    bridge: !IS_NOT.has(tags['bridge']),
    tunnel: !IS_NOT.has(tags['tunnel']),
  };
}

function railClass(tags: OsmTags): GroundClass | null {
  const known = RAIL[tags['railway'] ?? ''];
  // Tracks of a yard are many and say nothing; those under ground are not seen.
  if (known === undefined || tags['service'] !== undefined || !IS_NOT.has(tags['tunnel'])) {
    return null;
  }
  return plain('rail', known);
}

function waterwayClass(tags: OsmTags): GroundClass | null {
  const known = WATERWAYS[tags['waterway'] ?? ''];
  if (known === undefined || !IS_NOT.has(tags['tunnel'])) return null;
  return { ...plain('waterways', known), name: shownName(tags['name']) };
}

/** The class of a closed way or of an area of several rings; null for what the ground does not show. */
export function areaClass(tags: OsmTags): GroundClass | null {
  if (!IS_NOT.has(tags['building']) && tags['location'] !== 'underground') {
    return plain('buildings', '');
  }
  if (isWater(tags)) return plain('water', 'water');
  if (Object.entries(GREEN).some(([key, values]) => values.has(tags[key] ?? ''))) {
    return plain('land', 'green');
  }
  return BUILT.has(tags['landuse'] ?? '') ? plain('land', 'built') : null;
}

function isWater(tags: OsmTags): boolean {
  if (NOT_SHOWN_WATER.has(tags['water'] ?? '') || !IS_NOT.has(tags['covered'])) return false;
  if (tags['natural'] === 'water' || tags['waterway'] === 'riverbank') return true;
  return WATER_LANDUSE.has(tags['landuse'] ?? '');
}

function plain(layer: GroundClass['layer'], known: string): GroundClass {
  return { layer, class: known, name: null, bridge: false, tunnel: false };
}

/** Rank of a quarter by `place`, 0 the largest: https://wiki.openstreetmap.org/wiki/Key:place. Single houses have none. */
const QUARTERS: Readonly<Record<string, number>> = {
  town: 0,
  suburb: 0,
  quarter: 1,
  village: 1,
  square: 2,
  neighbourhood: 2,
  hamlet: 2,
  locality: 3,
};
/** Water that flows has its name along a line already. */
const FLOWING = new Set(['river', 'canal', 'stream', 'ditch', 'drain']);

/** The name and rank of a quarter; null for other places, and for quarters without a name to show. */
export function quarterOf(tags: OsmTags): { name: string; rank: number } | null {
  const rank = QUARTERS[tags['place'] ?? ''];
  const name = rank === undefined ? null : shownName(tags['name']);
  return rank === undefined || name === null ? null : { name, rank };
}

/** The name that stands inside an area of standing water; null without one. */
export function standingWaterName(tags: OsmTags): string | null {
  return isWater(tags) && !FLOWING.has(tags['water'] ?? '') ? shownName(tags['name']) : null;
}
