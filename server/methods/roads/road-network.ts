import type { LonLat } from '#server/contract/geo.ts';
import { metresAlong } from '#server/methods/local-metres.ts';
import type { OsmData, OsmTags, OsmWay } from '#server/methods/osm/osm-data.ts';

import { directionOf, roadClass, type Direction, type RoadClass } from './road-access.ts';

/** A stretch of road between two junctions (or ends); nodes by their OSM ids. */
export type RoadEdge = {
  fromNode: number;
  toNode: number;
  wayId: number;
  class: RoadClass;
  name: string | null;
  motorbike: Direction;
  car: Direction;
  metres: number;
  /** Kilometres an hour as signed; null without a sign. */
  maxSpeed: number | null;
  /** From the one node to the other, WGS 84. */
  line: LonLat[];
};

export const isRoad = (tags: OsmTags) => roadClass(tags) !== null;

/**
 * Cuts the ways of an OSM file at their junctions. Ways that no vehicle may use are left out; where an extract
 * cut nodes away, the way is cut too.
 */
export function roadEdges(data: Pick<OsmData, 'ways' | 'positionOf'>): {
  edges: RoadEdge[];
  cutWays: number;
  closedWays: number;
} {
  const open: { way: OsmWay; motorbike: Direction; car: Direction }[] = [];
  let closedWays = 0;
  for (const way of data.ways) {
    const [motorbike, car] = [directionOf(way.tags, 'motorbike'), directionOf(way.tags, 'car')];
    if (motorbike === 'none' && car === 'none') closedWays += 1;
    else open.push({ way, motorbike, car });
  }
  const junctions = junctionsOf(open.map(({ way }) => way));
  const edges: RoadEdge[] = [];
  let cutWays = 0;
  for (const { way, motorbike, car } of open) {
    const pieces = piecesOf(way, junctions, data);
    if (pieces.cut) cutWays += 1;
    for (const { nodes, line } of pieces.pieces) {
      const [fromNode, toNode] = [nodes[0] ?? 0, nodes.at(-1) ?? 0];
      const metres = metresAlong(line);
      if (fromNode === toNode && metres === 0) continue;
      edges.push({
        fromNode,
        toNode,
        wayId: way.id,
        class: roadClass(way.tags) ?? 'path',
        name: way.tags['name']?.slice(0, 200) ?? null,
        motorbike,
        car,
        metres,
        maxSpeed: speedOf(way.tags['maxspeed']),
        line,
      });
    }
  }
  return { edges, cutWays, closedWays };
}

/** Nodes at which more than one stretch begins, ends or passes. */
function junctionsOf(ways: readonly OsmWay[]): Set<number> {
  const seen = new Set<number>();
  const junctions = new Set<number>();
  for (const { nodes } of ways) {
    for (const [at, node] of nodes.entries()) {
      const end = at === 0 || at === nodes.length - 1;
      if (end || seen.has(node)) junctions.add(node);
      seen.add(node);
    }
  }
  return junctions;
}

type Piece = { nodes: number[]; line: LonLat[] };

function piecesOf(
  way: OsmWay,
  junctions: ReadonlySet<number>,
  data: Pick<OsmData, 'positionOf'>,
): { pieces: Piece[]; cut: boolean } {
  const pieces: Piece[] = [];
  let piece: Piece = { nodes: [], line: [] };
  let cut = false;
  const close = () => {
    if (piece.nodes.length > 1) pieces.push(piece);
  };
  for (const node of way.nodes) {
    const position = data.positionOf(node);
    if (position === undefined) {
      cut = true;
      close();
      piece = { nodes: [], line: [] };
      continue;
    }
    const place: LonLat = [position[0], position[1]];
    piece.nodes.push(node);
    piece.line.push(place);
    if (junctions.has(node) && piece.nodes.length > 1) {
      close();
      piece = { nodes: [node], line: [place] };
    }
  }
  close();
  return { pieces, cut };
}

function speedOf(text: string | undefined): number | null {
  const speed = Number(/^(\d{1,3})(?: km\/h)?$/.exec(text ?? '')?.[1] ?? Number.NaN);
  return speed >= 5 && speed <= 150 ? speed : null;
}
