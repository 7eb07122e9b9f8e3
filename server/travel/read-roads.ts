import { boxAroundLines } from '#server/contract/geo.ts';
import { AppError } from '#server/contract/problem.ts';
import type { RoadNetwork, RoadReport } from '#server/contract/road-network.ts';
import { VEHICLES, type Vehicle } from '#server/contract/travel.ts';
import { narrowOsm, type OsmData, type OsmWanted } from '#server/methods/osm/osm-data.ts';
import { readOsm } from '#server/methods/osm/read-osm.ts';
import { buildRoadGraph, islandsOf } from '#server/methods/roads/road-graph.ts';
import { isRoad, roadEdges, type RoadEdge } from '#server/methods/roads/road-network.ts';

export type ReadRoads = { format: RoadNetwork['format']; edges: RoadEdge[]; report: RoadReport };

const ISLANDS_NAMED = 5;
export const WANTED_FOR_ROADS: OsmWanted = { node: () => false, way: isRoad };

/**
 * Reads the roads of an OSM file, cut at their junctions, with what is cut off from the rest.
 * @throws AppError `osm.not_osm`, `osm.file_broken`, `roads.none` when no vehicle could use anything in it
 */
export function readRoads(bytes: Uint8Array): ReadRoads {
  const { format, data } = readOsm(bytes, WANTED_FOR_ROADS);
  return { format, ...roadsOf(data) };
}

/**
 * Takes the roads out of data that were read for other purposes too, as {@link readRoads} reads them.
 * @throws AppError `roads.none` when no vehicle could use anything in it
 */
export function roadsOf(everything: OsmData): Omit<ReadRoads, 'format'> {
  const data = narrowOsm(everything, WANTED_FOR_ROADS);
  const { edges, cutWays, closedWays } = roadEdges(data);
  if (edges.length === 0) throw new AppError('roads.none');
  const report: RoadReport = {
    nodes: data.nodeCount,
    ways: data.ways.length,
    edges: edges.length,
    kilometres: kilometres(edges),
    closedWays,
    cutWays,
    bounds: boxAroundLines(edges),
    vehicles: VEHICLES.map((vehicle) => reportOn(vehicle, edges)),
  };
  return { edges, report };
}

function reportOn(vehicle: Vehicle, edges: readonly RoadEdge[]): RoadReport['vehicles'][number] {
  const open = edges.filter((edge) => edge[vehicle] !== 'none');
  const islands = islandsOf(buildRoadGraph(edges, vehicle, ({ metres }) => metres));
  return {
    vehicle,
    kilometres: kilometres(open),
    oneWay: open.filter((edge) => edge[vehicle] !== 'both').length,
    islands: islands.length,
    islandKilometres: kilometres(islands),
    largestIslands: islands
      .slice(0, ISLANDS_NAMED)
      .map((island) => ({ kilometres: kilometres([island]), at: island.at })),
  };
}

function kilometres(parts: readonly { metres: number }[]): number {
  return Math.round(parts.reduce((sum, { metres }) => sum + metres, 0) / 10) / 100;
}
