import type { LonLat } from '#server/contract/geo.ts';

import type { OsmData, OsmRelation } from './osm-data.ts';

export type AssembledArea = {
  /**
   * Polygons of rings of positions, WGS 84: the outer ring first, against the clock; holes with the clock; each ring
   * closed. Empty when no ring closes.
   */
  polygons: LonLat[][][];
  /** Chains of ways that close no ring: the extract cut them, or somebody drew them wrong. */
  openChains: number;
  /** Ways (or nodes of ways) that the file lacks. */
  missing: number;
};

/** Roles of members that are no part of the border. */
const NO_BORDER = new Set(['subarea', 'admin_centre', 'label', 'main_stream', 'side_stream']);

/**
 * Joins the ways of a `multipolygon` or `boundary` relation to rings and sorts them into outlines and holes. Roles
 * do not decide: mappers leave them out or turn them round, so a ring inside an odd number of others is a hole.
 * https://wiki.openstreetmap.org/wiki/Relation:multipolygon/Algorithm
 */
export function assembleArea({ members }: OsmRelation, data: OsmData): AssembledArea {
  const chains: (readonly number[])[] = [];
  let missing = 0;
  for (const { kind, id, role } of members) {
    if (kind !== 'way' || NO_BORDER.has(role)) continue;
    const nodes = data.nodesOfMember(id);
    if (nodes === undefined) missing += 1;
    else if (nodes.length > 1) chains.push(nodes);
  }
  const joined = joinChains(chains);
  const rings: Ring[] = [];
  for (const nodes of joined.rings) {
    const line = nodes.map((node) => data.positionOf(node));
    const known = line.filter((position) => position !== undefined);
    if (known.length < line.length) missing += 1;
    else if (known.length > 3) rings.push(ringOf(known.map(([x, y]): LonLat => [x, y])));
  }
  return { polygons: nest(rings), openChains: joined.openChains, missing };
}

/** The ring of a closed way as one polygon, wound like those of {@link assembleArea}; null when it is open or cut. */
export function areaOfWay(nodes: readonly number[], data: OsmData): LonLat[][] | null {
  if (nodes.length < 4 || nodes[0] !== nodes.at(-1)) return null;
  const line: LonLat[] = [];
  for (const node of nodes) {
    const position = data.positionOf(node);
    if (position === undefined) return null;
    line.push([position[0], position[1]]);
  }
  return [wound(ringOf(line), true)];
}

/**
 * Joins chains of nodes end to end until they close. Where several rings touch in one node, each is closed as soon
 * as the walk comes back to a node where it has been, so that no ring crosses itself there.
 */
export function joinChains(chains: readonly (readonly number[])[]): {
  rings: number[][];
  openChains: number;
} {
  const rings: number[][] = [];
  const byEnd = new Map<number, Set<number>>();
  for (const [at, nodes] of chains.entries()) {
    const [first, last] = [nodes[0] ?? 0, nodes.at(-1) ?? 0];
    if (first === last) rings.push([...nodes]);
    else for (const end of [first, last]) byEnd.set(end, (byEnd.get(end) ?? new Set()).add(at));
  }
  const take = (at: number) => {
    const nodes = chains[at] ?? [];
    byEnd.get(nodes[0] ?? 0)?.delete(at);
    byEnd.get(nodes.at(-1) ?? 0)?.delete(at);
    return nodes;
  };
  let openChains = 0;
  for (const begin of byEnd.keys()) {
    while ((byEnd.get(begin)?.size ?? 0) > 0) {
      const walked = walkFrom(begin, byEnd, take);
      rings.push(...walked.rings);
      if (walked.isOpen) openChains += 1;
    }
  }
  return { rings, openChains };
}

/** Walks from a node along unused chains until no chain goes on; loops on the way are cut out as rings. */
function walkFrom(
  begin: number,
  byEnd: ReadonlyMap<number, ReadonlySet<number>>,
  take: (at: number) => readonly number[],
): { rings: number[][]; isOpen: boolean } {
  const rings: number[][] = [];
  let path = [begin];
  /** Place in the path of each node at which chains meet. */
  let joints = new Map([[begin, 0]]);
  for (let end = begin; ;) {
    const [next] = byEnd.get(end) ?? [];
    if (next === undefined) break;
    const nodes = take(next);
    const onward = nodes[0] === end ? nodes.slice(1) : nodes.toReversed().slice(1);
    for (const node of onward) path.push(node);
    end = onward.at(-1) ?? end;
    const before = joints.get(end);
    if (before === undefined) {
      joints.set(end, path.length - 1);
      continue;
    }
    rings.push(path.slice(before));
    path = path.slice(0, before + 1);
    joints = new Map([...joints].filter(([, place]) => place <= before));
  }
  return { rings, isOpen: path.length > 1 };
}

type Ring = {
  line: LonLat[];
  /** Twice the area in square degrees; positive against the clock. */
  area: number;
  west: number;
  south: number;
  east: number;
  north: number;
};

function ringOf(line: LonLat[]): Ring {
  const ring: Ring = { line, area: 0, west: 180, south: 90, east: -180, north: -90 };
  // Measured from the first corner, so that the products of large numbers do not hide a small area.
  const [originX, originY] = line[0] ?? [0, 0];
  for (const [at, [x, y]] of line.entries()) {
    const [nextX, nextY] = line[at + 1] ?? [x, y];
    ring.area += (x - originX) * (nextY - originY) - (nextX - originX) * (y - originY);
    ring.west = Math.min(ring.west, x);
    ring.south = Math.min(ring.south, y);
    ring.east = Math.max(ring.east, x);
    ring.north = Math.max(ring.north, y);
  }
  return ring;
}

function nest(rings: readonly Ring[]): LonLat[][][] {
  const largest = rings
    .filter(({ area }) => area !== 0)
    .toSorted((one, other) => Math.abs(other.area) - Math.abs(one.area));
  const outlines: { ring: Ring; polygon: LonLat[][] }[] = [];
  for (const [at, ring] of largest.entries()) {
    const around = largest.slice(0, at).filter((larger) => isInside(ring, larger));
    const isHole = around.length % 2 === 1;
    // The smallest ring around a hole is its outline: those are sorted from large to small.
    const owner = isHole ? outlines.findLast((one) => one.ring === around.at(-1)) : undefined;
    if (owner !== undefined) owner.polygon.push(wound(ring, false));
    else if (!isHole) outlines.push({ ring, polygon: [wound(ring, true)] });
  }
  return outlines.map(({ polygon }) => polygon);
}

const wound = ({ line, area }: Ring, againstClock: boolean) =>
  area > 0 === againstClock ? line : line.toReversed();

/** True when a ring lies within a larger one; they may touch in nodes, but do not cross. */
function isInside(ring: Ring, larger: Ring): boolean {
  const apart =
    ring.west < larger.west ||
    ring.east > larger.east ||
    ring.south < larger.south ||
    ring.north > larger.north;
  if (apart) return false;
  const border = new Set(larger.line.map(String));
  const [[x, y] = [0, 0], [nextX, nextY] = [0, 0]] = ring.line;
  const free = ring.line.find((corner) => !border.has(String(corner)));
  return contains(larger.line, free ?? [(x + nextX) / 2, (y + nextY) / 2]);
}

/** Counts the edges that a ray to the east crosses. */
function contains(line: readonly LonLat[], [x, y]: LonLat): boolean {
  let isWithin = false;
  for (let at = 1; at < line.length; at += 1) {
    const [[x1, y1], [x2, y2]] = [line[at - 1] ?? [0, 0], line[at] ?? [0, 0]];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) isWithin = !isWithin;
  }
  return isWithin;
}
