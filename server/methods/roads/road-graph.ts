import type { LonLat } from '#server/contract/geo.ts';
import type { Vehicle } from '#server/contract/travel.ts';

import type { RoadEdge } from './road-network.ts';

/** Travel time of an edge in seconds, from its class, its sign and the speeds of the hour. */
export type EdgeSeconds = (edge: RoadEdge) => number;

/**
 * The roads of one vehicle as typed arrays: node `n` has the arcs `first[n]` to `first[n + 1]`, and arc `a` leads
 * to `target[a]` over edge `edge[a]`, along its line or against it.
 */
export type RoadGraph = {
  vehicle: Vehicle;
  edges: readonly RoadEdge[];
  /** OSM ids of the nodes, by their numbers here. */
  nodeIds: Float64Array;
  numberOf: ReadonlyMap<number, number>;
  first: Int32Array;
  target: Int32Array;
  edge: Int32Array;
  forward: Uint8Array;
  /** Travel time of each edge, by its index in `edges`. */
  seconds: Float64Array;
  metres: Float64Array;
  /** Island of each node: from each node of an island every other can be reached. */
  island: Int32Array;
  /** Number of the largest island; all others are cut off from most of the city. */
  mainland: number;
};

/** Builds the graph of one vehicle for one hour. Nodes that it cannot use are no part of it. */
export function buildRoadGraph(
  edges: readonly RoadEdge[],
  vehicle: Vehicle,
  secondsOf: EdgeSeconds,
): RoadGraph {
  const numberOf = new Map<number, number>();
  const number = (node: number) => {
    const known = numberOf.get(node) ?? numberOf.size;
    numberOf.set(node, known);
    return known;
  };
  const used = edges.flatMap((edge, place) =>
    edge[vehicle] === 'none'
      ? []
      : [{ place, from: number(edge.fromNode), to: number(edge.toNode), way: edge[vehicle] }],
  );
  const nodes = numberOf.size;
  const first = new Int32Array(nodes + 1);
  const arcs = used.flatMap(({ place, from, to, way }) => [
    ...(way === 'backward' ? [] : [{ place, from, to, forward: 1 }]),
    ...(way === 'forward' ? [] : [{ place, from: to, to: from, forward: 0 }]),
  ]);
  for (const { from } of arcs) first[from + 1] = (first[from + 1] ?? 0) + 1;
  for (let node = 0; node < nodes; node += 1) {
    first[node + 1] = (first[node + 1] ?? 0) + (first[node] ?? 0);
  }
  const next = Int32Array.from(first);
  const [target, edge, forward] = [
    new Int32Array(arcs.length),
    new Int32Array(arcs.length),
    new Uint8Array(arcs.length),
  ];
  for (const arc of arcs) {
    const slot = next[arc.from] ?? 0;
    next[arc.from] = slot + 1;
    target[slot] = arc.to;
    edge[slot] = arc.place;
    forward[slot] = arc.forward;
  }
  const island = strongComponents(first, target);
  return {
    vehicle,
    edges,
    nodeIds: Float64Array.from(numberOf.keys()),
    numberOf,
    first,
    target,
    edge,
    forward,
    seconds: Float64Array.from(edges, secondsOf),
    metres: Float64Array.from(edges, ({ metres }) => metres),
    island,
    mainland: largestOf(island),
  };
}

function largestOf(island: Int32Array): number {
  const sizes = new Map<number, number>();
  for (const one of island) sizes.set(one, (sizes.get(one) ?? 0) + 1);
  let [largest, most] = [-1, 0];
  for (const [one, size] of sizes) if (size > most) [largest, most] = [one, size];
  return largest;
}

/** The islands of a graph beside the mainland, largest first: their nodes and a position on each. */
export function islandsOf(graph: RoadGraph): { nodes: number; metres: number; at: LonLat }[] {
  const islands = new Map<number, { nodes: number; metres: number; at: LonLat }>();
  const sizes = new Map<number, number>();
  for (const one of graph.island) sizes.set(one, (sizes.get(one) ?? 0) + 1);
  for (const [place, edge] of graph.edges.entries()) {
    if (edge[graph.vehicle] === 'none') continue;
    const one = graph.island[graph.numberOf.get(edge.fromNode) ?? 0] ?? -1;
    if (one === graph.mainland) continue;
    const known = islands.get(one) ?? {
      nodes: sizes.get(one) ?? 0,
      metres: 0,
      at: edge.line[0] ?? [0, 0],
    };
    known.metres += graph.metres[place] ?? 0;
    islands.set(one, known);
  }
  return [...islands.values()].toSorted((a, b) => b.metres - a.metres);
}

/**
 * Numbers the strongly connected components of a directed graph (Tarjan 1972, without recursion: a city's graph
 * is deeper than the stack). Arcs of node `n` stand from `first[n]` to `first[n + 1]` in `target`.
 */
function strongComponents(first: Int32Array, target: Int32Array): Int32Array {
  const nodes = first.length - 1;
  const component = new Int32Array(nodes).fill(-1);
  const [order, low, cursor] = [
    new Int32Array(nodes).fill(-1),
    new Int32Array(nodes),
    Int32Array.from(first.subarray(0, nodes)),
  ];
  const [waiting, path]: [number[], number[]] = [[], []];
  let [visited, components] = [0, 0];
  for (let start = 0; start < nodes; start += 1) {
    if (order[start] !== -1) continue;
    path.push(start);
    while (path.length > 0) {
      const node = path.at(-1) ?? 0;
      if (order[node] === -1) {
        order[node] = low[node] = visited;
        visited += 1;
        waiting.push(node);
      }
      const arc = cursor[node] ?? 0;
      if (arc < (first[node + 1] ?? 0)) {
        cursor[node] = arc + 1;
        const next = target[arc] ?? 0;
        if (order[next] === -1) path.push(next);
        else if (component[next] === -1) low[node] = Math.min(low[node] ?? 0, order[next] ?? 0);
        continue;
      }
      path.pop();
      const above = path.at(-1);
      if (above !== undefined) low[above] = Math.min(low[above] ?? 0, low[node] ?? 0);
      if (low[node] !== order[node]) continue;
      for (let member = waiting.pop(); member !== undefined; member = waiting.pop()) {
        component[member] = components;
        if (member === node) break;
      }
      components += 1;
    }
  }
  return component;
}
