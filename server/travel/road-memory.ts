import { setImmediate as breathe } from 'node:timers/promises';

import type { IsoDate } from '#server/contract/time.ts';
import type { Vehicle } from '#server/contract/travel.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { buildRoadGraph, type RoadGraph } from '#server/methods/roads/road-graph.ts';
import type { RoadEdge } from '#server/methods/roads/road-network.ts';
import { buildSnapIndex, type SnapIndex } from '#server/methods/roads/snap.ts';

import { findNetworkInForce, listEdges } from './queries.ts';
import type { SpeedsOfHour } from './road-speeds.ts';

/** The network in force, ready to be travelled. */
export type LoadedRoads = {
  source: string;
  sourceDate: IsoDate;
  /** The graph of a vehicle at an hour; made when first asked for. */
  at(vehicle: Vehicle, speeds: SpeedsOfHour): { graph: RoadGraph; snap: SnapIndex };
};

export type RoadMemory = {
  /** The roads in force; null while no network is. Read again when another one comes into force. */
  load(sql: TransactionSql): Promise<LoadedRoads | null>;
};

const PAGE = 10_000;

/** Keeps the network in force in memory. */
export function createRoadMemory(): RoadMemory {
  let kept: { id: number; roads: LoadedRoads } | null = null;
  return {
    async load(sql) {
      const inForce = await findNetworkInForce(sql);
      if (inForce === null) {
        kept = null;
        return null;
      }
      if (kept?.id !== inForce.id) {
        const edges = await readEdges(sql, inForce.id);
        kept = { id: inForce.id, roads: ready(edges, inForce) };
      }
      return kept.roads;
    },
  };
}

async function readEdges(sql: TransactionSql, networkId: number): Promise<RoadEdge[]> {
  const edges: RoadEdge[] = [];
  for (let afterId = -1, more = true; more;) {
    const page = await listEdges(sql, networkId, afterId, PAGE);
    edges.push(...page);
    afterId = page.at(-1)?.id ?? afterId;
    more = page.length === PAGE;
    await breathe();
  }
  return edges;
}

function ready(
  edges: readonly RoadEdge[],
  { source, sourceDate }: { source: string; sourceDate: IsoDate },
): LoadedRoads {
  const graphs = new Map<string, { graph: RoadGraph; snap: SnapIndex }>();
  return {
    source,
    sourceDate,
    at(vehicle, speeds) {
      const known = graphs.get(speeds.key);
      if (known !== undefined) return known;
      const graph = buildRoadGraph(edges, vehicle, speeds.secondsOf);
      const made = { graph, snap: buildSnapIndex(graph) };
      graphs.set(speeds.key, made);
      return made;
    },
  };
}
