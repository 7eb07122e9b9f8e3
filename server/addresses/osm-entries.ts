import { type BoundingBox, isInBox, type LonLat } from '#server/contract/geo.ts';
import type { OsmData, OsmTags, OsmWanted } from '#server/methods/osm/osm-data.ts';

import type { NewEntry, Refused } from './read-gazetteer.ts';

/** Things with a name by which people describe where something is. */
const PLACE_KEYS = [
  'amenity',
  'shop',
  'office',
  'tourism',
  'leisure',
  'building',
  'historic',
  'public_transport',
  'railway',
  'place',
  'man_made',
  'landuse',
] as const;
const LONGEST_NAME = 200;
const LONGEST_NUMBER = 30;

/** A tag that says something: mappers leave empty ones behind. */
const said = (tags: OsmTags, key: string) => (tags[key] === '' ? undefined : tags[key]);
const isStreet = (tags: OsmTags) =>
  tags['highway'] !== undefined &&
  tags['highway'] !== 'bus_stop' &&
  said(tags, 'name') !== undefined;
const isDoor = (tags: OsmTags) =>
  said(tags, 'addr:housenumber') !== undefined && said(tags, 'addr:street') !== undefined;
const isPlace = (tags: OsmTags) =>
  said(tags, 'name') !== undefined &&
  (tags['highway'] === 'bus_stop' || PLACE_KEYS.some((key) => tags[key] !== undefined));

export const WANTED_OF_OSM: OsmWanted = {
  node: (tags) => isDoor(tags) || isPlace(tags),
  way: (tags) => isStreet(tags) || isDoor(tags) || isPlace(tags),
};

/** Doors, streets and named places of an OSM file; an outline stands at the middle of its corners. */
export function osmEntries(
  data: OsmData,
  bounds: BoundingBox,
): { entries: NewEntry[]; refused: Refused[] } {
  const entries: NewEntry[] = [];
  const refused: Refused[] = [];
  const take = (id: number, tags: OsmTags, line: readonly LonLat[]) => {
    const inside = line.filter((position) => isInBox(position, bounds));
    const entry = entryOf(tags, inside);
    if (entry !== null) entries.push(entry);
    else if (inside.length === 0) refused.push({ line: id, code: 'import.outside_city' });
    else refused.push({ line: id, code: 'import.text_too_long' });
  };
  for (const { id, tags, longitude, latitude } of data.nodes)
    take(id, tags, [[longitude, latitude]]);
  for (const { id, tags, nodes } of data.ways) {
    const line = nodes.flatMap((node): LonLat[] => {
      const position = data.positionOf(node);
      return position === undefined ? [] : [[position[0], position[1]]];
    });
    take(id, tags, line);
  }
  return { entries, refused };
}

function entryOf(tags: OsmTags, line: readonly LonLat[]): NewEntry | null {
  const name = said(tags, 'name') ?? null;
  const houseNumber = said(tags, 'addr:housenumber') ?? null;
  if (line.length === 0) return null;
  if ((name?.length ?? 0) > LONGEST_NAME || (houseNumber?.length ?? 0) > LONGEST_NUMBER)
    return null;
  const locality = localityOf(tags);
  if (isStreet(tags) && line.length > 1) {
    return {
      name: null,
      street: name,
      houseNumber: null,
      alleys: null,
      locality,
      line,
      errorMetres: 10,
    };
  }
  const spot = [middleOf(line)];
  const street = said(tags, 'addr:street')?.slice(0, LONGEST_NAME) ?? null;
  const door = street === null ? null : houseNumber;
  return { name, street, houseNumber: door, alleys: null, locality, line: spot, errorMetres: null };
}

function localityOf(tags: OsmTags): string | null {
  const words = ['addr:subdistrict', 'addr:suburb', 'addr:district', 'addr:city']
    .map((key) => said(tags, key))
    .filter((word) => word !== undefined);
  return words.length === 0 ? null : words.join(', ').slice(0, LONGEST_NAME);
}

/** Middle of a line; the last corner of a closed outline repeats the first. */
function middleOf(line: readonly LonLat[]): LonLat {
  const closed = line.length > 1 && line[0]?.join() === line.at(-1)?.join();
  const corners = closed ? line.slice(0, -1) : line;
  const mean = (part: 0 | 1) =>
    corners.reduce((sum, corner) => sum + corner[part], 0) / corners.length;
  return [mean(0), mean(1)];
}
