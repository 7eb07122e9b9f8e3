import type { LonLat } from '#server/contract/geo.ts';
import { metresBetween } from '#server/methods/local-metres.ts';

import type { RoadGraph } from './road-graph.ts';

/** A position snapped to the roads: the edge, the fraction along its line (0 to 1), and the distance. */
export type Snapped = {
  edge: number;
  share: number;
  metres: number;
  position: LonLat;
  mainland: boolean;
  /** The island of both its ends; -1 on a one-way stretch between two. */
  island: number;
};

const CELL_DEGREES = 0.002;
/** Extra distance, metres, at which a road of the mainland is preferred to one from which nothing can be reached. */
const ISLAND_DETOUR = 60;
/** Greatest distance, metres, at which {@link snapTo} finds a road (approximately). */
const MOST_SNAP_METRES = 1_000;
const MOST_RINGS = Math.ceil(MOST_SNAP_METRES / (CELL_DEGREES * 103_000)) + 1;

export type SnapIndex = { graph: RoadGraph; cells: ReadonlyMap<number, readonly number[]> };

/** Edges by the cells of a grid that their lines pass. */
export function buildSnapIndex(graph: RoadGraph): SnapIndex {
  const cells = new Map<number, number[]>();
  for (const [place, edge] of graph.edges.entries()) {
    if (edge[graph.vehicle] === 'none') continue;
    const touched = new Set<number>();
    for (const [from, to] of stretchesOf(edge.line)) {
      const [west, east] = [cellOf(Math.min(from[0], to[0])), cellOf(Math.max(from[0], to[0]))];
      const [south, north] = [cellOf(Math.min(from[1], to[1])), cellOf(Math.max(from[1], to[1]))];
      for (let x = west; x <= east; x += 1) {
        for (let y = south; y <= north; y += 1) touched.add(keyOf(x, y));
      }
    }
    for (const key of touched) {
      const list = cells.get(key);
      if (list === undefined) cells.set(key, [place]);
      else list.push(place);
    }
  }
  return { graph, cells };
}

function stretchesOf(line: readonly LonLat[]): (readonly [LonLat, LonLat])[] {
  return line.slice(1).map((to, at) => [line[at] ?? to, to] as const);
}

const cellOf = (degrees: number) => Math.floor(degrees / CELL_DEGREES);
const keyOf = (x: number, y: number) => x * 1_000_003 + y;

/** The place on the roads nearest to a position; null where none is within {@link MOST_SNAP_METRES}. */
export function snapTo({ graph, cells }: SnapIndex, position: LonLat): Snapped | null {
  const [column, row] = [cellOf(position[0]), cellOf(position[1])];
  const seen = new Set<number>();
  let nearest: Snapped | undefined;
  let onMainland: Snapped | undefined;
  for (let ring = 0; ring <= MOST_RINGS; ring += 1) {
    for (const key of ringOf(column, row, ring)) {
      for (const edge of cells.get(key) ?? []) {
        if (seen.has(edge)) continue;
        seen.add(edge);
        const found = nearestOn(graph, edge, position);
        if (found.metres < (nearest?.metres ?? MOST_SNAP_METRES)) nearest = found;
        if (found.mainland && found.metres < (onMainland?.metres ?? MOST_SNAP_METRES))
          onMainland = found;
      }
    }
    // Whatever lies in the next ring is at least this far away.
    const certain = ring * CELL_DEGREES * 103_000;
    if (onMainland !== undefined && onMainland.metres <= certain) break;
    if (nearest !== undefined && nearest.metres + ISLAND_DETOUR <= certain) break;
  }
  if (nearest === undefined || onMainland === undefined) return nearest ?? onMainland ?? null;
  return onMainland.metres <= nearest.metres + ISLAND_DETOUR ? onMainland : nearest;
}

function* ringOf(column: number, row: number, ring: number): Generator<number> {
  for (let x = column - ring; x <= column + ring; x += 1) {
    for (let y = row - ring; y <= row + ring; y += 1) {
      if (Math.max(Math.abs(x - column), Math.abs(y - row)) === ring) yield keyOf(x, y);
    }
  }
}

function nearestOn(graph: RoadGraph, edge: number, position: LonLat): Snapped {
  const { line, fromNode, toNode } = graph.edges[edge] ?? { line: [], fromNode: 0, toNode: 0 };
  const narrow = Math.cos((position[1] * Math.PI) / 180);
  let best = { metres: Infinity, along: 0, position };
  let along = 0;
  for (const [from, to] of stretchesOf(line)) {
    const [dx, dy] = [(to[0] - from[0]) * narrow, to[1] - from[1]];
    const length = dx * dx + dy * dy;
    const along0 =
      ((position[0] - from[0]) * narrow * dx + (position[1] - from[1]) * dy) / (length || 1);
    const share = Math.min(1, Math.max(0, along0));
    const foot: LonLat = [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
    const metres = metresBetween(position, foot);
    const piece = metresBetween(from, to);
    if (metres < best.metres) best = { metres, along: along + share * piece, position: foot };
    along += piece;
  }
  const islandOf = (node: number) => graph.island[graph.numberOf.get(node) ?? -1];
  const island = islandOf(fromNode) === islandOf(toNode) ? (islandOf(fromNode) ?? -1) : -1;
  return {
    edge,
    share: along === 0 ? 0 : best.along / along,
    metres: best.metres,
    position: best.position,
    mainland: island === graph.mainland,
    island,
  };
}
