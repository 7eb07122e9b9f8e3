import type { Vehicle } from '#server/contract/travel.ts';
import type { OsmTags } from '#server/methods/osm/osm-data.ts';

/** Directions in which a way may be used, relative to the order of its nodes. */
export const DIRECTIONS = ['none', 'forward', 'backward', 'both'] as const;
export type Direction = (typeof DIRECTIONS)[number];

export const ROAD_CLASSES = [
  'motorway',
  'trunk',
  'primary',
  'secondary',
  'tertiary',
  'unclassified',
  'residential',
  'living_street',
  'service',
  'track',
  'path',
] as const;
export type RoadClass = (typeof ROAD_CLASSES)[number];

/** Ways for feet: open to a vehicle only where a tag says so. */
const FOOTWAYS = new Set(['path', 'footway', 'pedestrian', 'cycleway', 'bridleway']);
const CLOSED = new Set([
  'no',
  'private',
  'permit',
  'agricultural',
  'forestry',
  'emergency',
  'psv',
  'bus',
]);
/** Keys from the general to the particular; the last one that is set decides. https://wiki.openstreetmap.org/wiki/Key:access */
const ACCESS_KEYS: Record<Vehicle, readonly string[]> = {
  car: ['access', 'vehicle', 'motor_vehicle', 'motorcar'],
  motorbike: ['access', 'vehicle', 'motor_vehicle', 'motorcycle'],
};
const ONEWAY_KEYS: Record<Vehicle, readonly string[]> = {
  car: ['oneway', 'oneway:motor_vehicle', 'oneway:motorcar'],
  motorbike: ['oneway', 'oneway:motor_vehicle', 'oneway:moped', 'oneway:motorcycle'],
};
/** Motorbikes are kept off Vietnam's motorways unless a sign lets them on. */
const FORBIDDEN_CLASS: Record<Vehicle, RoadClass | null> = { car: null, motorbike: 'motorway' };

/** The class of a road, links with the road they lead to; null for what no vehicle uses. */
export function roadClass(tags: OsmTags): RoadClass | null {
  const highway = (tags['highway'] ?? '').replace(/_link$/, '');
  if (FOOTWAYS.has(highway)) return 'path';
  return ROAD_CLASSES.find((known) => known === highway) ?? null;
}

/** Directions in which a vehicle may use a way, by its class, access and one-way tags. */
export function directionOf(tags: OsmTags, vehicle: Vehicle): Direction {
  const known = roadClass(tags);
  if (known === null || tags['area'] === 'yes' || !mayEnter(tags, vehicle, known)) return 'none';
  let direction: Direction = 'both';
  const circles = tags['junction'] === 'roundabout' || tags['junction'] === 'circular';
  if (circles || tags['highway'] === 'motorway') direction = 'forward';
  for (const key of ONEWAY_KEYS[vehicle]) direction = onewayOf(tags[key]) ?? direction;
  return direction;
}

function mayEnter(tags: OsmTags, vehicle: Vehicle, known: RoadClass): boolean {
  let open = known !== 'path' && known !== FORBIDDEN_CLASS[vehicle];
  for (const key of ACCESS_KEYS[vehicle]) {
    const value = tags[key];
    if (value === undefined) continue;
    if (CLOSED.has(value)) open = false;
    // "access=yes" on a footway means pedestrians; only a tag about vehicles opens it.
    else if (key !== 'access' || known !== 'path')
      open = known !== FORBIDDEN_CLASS[vehicle] || key === 'motorcycle';
  }
  return open;
}

const ONEWAY_VALUES: Readonly<Record<string, Direction>> = {
  yes: 'forward',
  true: 'forward',
  '1': 'forward',
  '-1': 'backward',
  reverse: 'backward',
  no: 'both',
  false: 'both',
  '0': 'both',
  // Lanes whose direction changes by the hour: nobody can be sent there.
  reversible: 'none',
  alternating: 'none',
};

function onewayOf(value: string | undefined): Direction | null {
  return ONEWAY_VALUES[value ?? ''] ?? null;
}
