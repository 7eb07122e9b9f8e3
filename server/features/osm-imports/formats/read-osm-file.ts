import { gazetteerOf } from '#server/addresses/read-gazetteer.ts';
import { WANTED_OF_OSM } from '#server/addresses/osm-entries.ts';
import type { NewEntry } from '#server/addresses/read-gazetteer.ts';
import type { Commune } from '#server/contract/commune.ts';
import type { GazetteerReport } from '#server/contract/gazetteer.ts';
import { CITY_BOUNDS, isInBox, type LonLat } from '#server/contract/geo.ts';
import type { OsmCounts, OsmPart } from '#server/contract/osm-import.ts';
import { AppError, type ProblemCode } from '#server/contract/problem.ts';
import type { RoadReport } from '#server/contract/road-network.ts';
import { foldText } from '#server/contract/text.ts';
import type { PlacedBoundaries } from '#server/features/boundaries/formats/place-boundaries.ts';
import {
  placeOsmAreas,
  WANTED_FOR_AREAS,
} from '#server/features/boundaries/formats/read-osm-areas.ts';
import { makeGround, type MadeGround } from '#server/ground/make-ground.ts';
import { WANTED_FOR_GROUND } from '#server/ground/read-shapes.ts';
import {
  narrowOsm,
  type OsmData,
  type OsmTags,
  wantedByAny,
} from '#server/methods/osm/osm-data.ts';
import { readOsm, type OsmFormat } from '#server/methods/osm/read-osm.ts';
import type { RoadEdge } from '#server/methods/roads/road-network.ts';
import { roadsOf, WANTED_FOR_ROADS } from '#server/travel/read-roads.ts';

/** About 100 m, in degrees. */
const STRIP = 0.001;

/** Keys whose value is a name that an area had before: https://wiki.openstreetmap.org/wiki/Key:old_name */
const KEYS = ['old_name', 'old_name:vi'] as const;

const TYPE = /^(phường|xã|thị trấn)\s+/iu;
const SHORTEST = 2;
const LONGEST = 100;

export type OsmFileInput = { bytes: Uint8Array; communes: readonly Commune[] };

/** All that one OSM file holds, ready to be written. Lists stand outermost: a worker sends those in parts. */
export type ReadOsmFile = {
  format: OsmFormat;
  counts: OsmCounts;
  /** Outermost positions of the data within the surroundings of the city. */
  outline: LonLat[];
  communes: { placed: PlacedBoundaries; cutOff: string[] } | null;
  formerNames: FormerNameOfCommune[];
  roads: RoadReport | null;
  edges: RoadEdge[];
  gazetteer: GazetteerReport | null;
  entries: NewEntry[];
  ground: Omit<MadeGround, 'tiles'> | null;
  tiles: MadeGround['tiles'];
  /** Parts that the file has nothing for, each with the reason. */
  lacking: { part: OsmPart; code: ProblemCode }[];
};

/**
 * Reads an OSM file once, for every part that it can bring.
 * @throws AppError the refusals of `readOsm`; `osm.empty`; `osm.no_positions` when ways have no nodes;
 * `osm.outside_city` when nothing lies in the surroundings of the city
 */
export function readOsmFile({ bytes, communes }: OsmFileInput): ReadOsmFile {
  const wanted = wantedByAny([
    WANTED_FOR_AREAS,
    WANTED_FOR_ROADS,
    WANTED_OF_OSM,
    WANTED_FOR_GROUND,
  ]);
  const { format, data } = readOsm(bytes, wanted);
  const { nodeCount: nodes, wayCount: ways, relations } = data;
  if (nodes + ways + relations.length === 0) throw new AppError('osm.empty');
  const lacking: ReadOsmFile['lacking'] = [];
  const outline = outlineOf(data);
  const areas = unlessLacking('communes', lacking, () => placeOsmAreas(data, communes));
  const roads = unlessLacking('roads', lacking, () => roadsOf(data));
  const gazetteer = unlessLacking('gazetteer', lacking, () => filledGazetteer(format, data));
  const ground = unlessLacking('ground', lacking, () => filledGround(data));
  return {
    format,
    counts: { nodes, ways, relations: relations.length },
    outline,
    communes: areas === null ? null : { placed: areas.placed, cutOff: areas.cutOff },
    formerNames: areas === null ? [] : formerNamesOf(areas.tags, communes),
    roads: roads?.report ?? null,
    edges: roads?.edges ?? [],
    gazetteer: gazetteer?.report ?? null,
    entries: gazetteer?.entries ?? [],
    ground: ground === null ? null : { version: ground.version, report: ground.report },
    tiles: ground?.tiles ?? [],
    lacking,
  };
}

/** Reads a file like {@link readOsmFile}, without the long lists that a preview does not show. */
export function previewOsmFile(input: OsmFileInput): ReadOsmFile {
  return { ...readOsmFile(input), edges: [], entries: [], tiles: [] };
}

function filledGazetteer(format: OsmFormat, data: OsmData) {
  const gazetteer = gazetteerOf(format, data);
  if (gazetteer.entries.length === 0) throw new AppError('import.nothing_to_write');
  return gazetteer;
}

function filledGround(data: OsmData): MadeGround {
  const ground = makeGround(narrowOsm(data, WANTED_FOR_GROUND));
  if (ground === null) throw new AppError('ground.nothing_in_file');
  return ground;
}

/** The result of `read`; null, with a note of the reason, when it refuses. */
function unlessLacking<T>(part: OsmPart, lacking: ReadOsmFile['lacking'], read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    lacking.push({ part, code: error.code });
    return null;
  }
}

type FormerNameOfCommune = { communeCode: string; name: string };

/**
 * Former names of communes as mappers have tagged them, without their type and without those that say nothing new.
 * Other names (`alt_name`) are no former ones and are left alone.
 * @param tags of each commune's area, by the code of the commune
 */
export function formerNamesOf(
  tags: ReadonlyMap<string, OsmTags>,
  communes: readonly Commune[],
): FormerNameOfCommune[] {
  const present = new Map(communes.map(({ code, name }) => [code, foldText(name)]));
  const found = new Map<string, FormerNameOfCommune>();
  for (const [communeCode, given] of tags) {
    for (const value of KEYS.flatMap((key) => given[key]?.split(';') ?? [])) {
      const name = value.trim().replace(TYPE, '');
      const isNew = foldText(name) !== present.get(communeCode);
      if (isNew && name.length >= SHORTEST && name.length <= LONGEST) {
        found.set(`${communeCode} ${name}`, { communeCode, name });
      }
    }
  }
  return [...found.values()];
}

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
