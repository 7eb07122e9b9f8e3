import { CITY_BOUNDS, isInBox, type LonLat } from '#server/contract/geo.ts';
import { AppError } from '#server/contract/problem.ts';
import type { OsmData } from '#server/methods/osm/osm-data.ts';

/** About 100 m, in degrees. */
const STRIP = 0.001;

type Outlined = Pick<OsmData, 'nodes' | 'ways' | 'relations' | 'nodesOfMember' | 'positionOf'>;

/**
 * The northernmost and southernmost position in each strip of 100 m, of all nodes, ways and borders within the surroundings of
 * the city: their hull is the hull of all.
 * @throws AppError `osm.no_positions` when no way has a node with a position; `osm.outside_city` when nothing lies there
 */
export function outlineOf(data: Outlined): LonLat[] {
  const strips = new Map<number, { south: LonLat; north: LonLat }>();
  let positions = 0;
  const see = (longitude: number, latitude: number) => {
    positions += 1;
    const place: LonLat = [longitude, latitude];
    if (!isInBox(place, CITY_BOUNDS)) return;
    const number = Math.floor(longitude / STRIP);
    const strip = strips.get(number);
    if (strip === undefined) strips.set(number, { south: place, north: place });
    else if (latitude < strip.south[1]) strip.south = place;
    else if (latitude > strip.north[1]) strip.north = place;
  };
  for (const { longitude, latitude } of data.nodes) see(longitude, latitude);
  const follow = (nodes: readonly number[]) => {
    for (const node of nodes) {
      const position = data.positionOf(node);
      if (position !== undefined) see(position[0], position[1]);
    }
  };
  for (const { nodes } of data.ways) follow(nodes);
  const borders = data.relations.flatMap(({ members }) => members);
  for (const { kind, id } of borders) if (kind === 'way') follow(data.nodesOfMember(id) ?? []);
  const isCut = data.ways.length + borders.length > 0;
  if (positions === 0) throw new AppError(isCut ? 'osm.no_positions' : 'osm.empty');
  if (strips.size === 0) throw new AppError('osm.outside_city');
  return [...strips.values()].flatMap(({ south, north }) => [south, north]);
}
