import { gazetteerOf } from '#server/addresses/read-gazetteer.ts';
import { WANTED_OF_OSM } from '#server/addresses/osm-entries.ts';
import type { NewEntry } from '#server/addresses/read-gazetteer.ts';
import type { Commune } from '#server/contract/commune.ts';
import type { GazetteerReport } from '#server/contract/gazetteer.ts';
import type { LonLat } from '#server/contract/geo.ts';
import type { OsmCounts, OsmPart } from '#server/contract/osm-import.ts';
import { AppError, type ProblemCode } from '#server/contract/problem.ts';
import type { RoadReport } from '#server/contract/road-network.ts';
import type { PlacedBoundaries } from '#server/features/boundaries/formats/place-boundaries.ts';
import {
  placeOsmAreas,
  WANTED_FOR_AREAS,
} from '#server/features/boundaries/formats/read-osm-areas.ts';
import { makeGround, type MadeGround } from '#server/ground/make-ground.ts';
import { WANTED_FOR_GROUND } from '#server/ground/read-shapes.ts';
import { narrowOsm, wantedByAny, type OsmData } from '#server/methods/osm/osm-data.ts';
import { readOsm, type OsmFormat } from '#server/methods/osm/read-osm.ts';
import type { RoadEdge } from '#server/methods/roads/road-network.ts';
import { roadsOf, WANTED_FOR_ROADS } from '#server/travel/read-roads.ts';

import { formerNamesOf, type FormerNameOfCommune } from './former-names.ts';
import { outlineOf } from './outline.ts';

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
