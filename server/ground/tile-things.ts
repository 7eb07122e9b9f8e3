import { STRIDE, type Path, type Shape, type ShapeProperties } from './shape.ts';
import { sideAt, unitsAt } from './world.ts';
import { keptRank, shortestLineAt, smallestAreaAt, toleranceAt } from './zoom-rules.ts';

export type TilePlace = { z: number; x: number; y: number };

/** One shape in one tile: x and y of each vertex in units of the tile, from its north-west corner. */
export type TileThing = {
  properties: ShapeProperties;
  kind: Shape['kind'];
  /** Points, lines, or rings without their closing vertex; an outer ring stands before its holes. */
  paths: number[][];
  /** Rank in which it stays in a tile that is too large; 0 stays longest. */
  rank: number;
  /** Length or area in the tile: within a rank the larger things stay. */
  size: number;
};

/** Draws a shape in a tile, simplified for its zoom; null when nothing of it is large enough to be seen. */
export function drawThing(shape: Shape, { z, x, y }: TilePlace): TileThing | null {
  const units = unitsAt(z);
  const least = (toleranceAt(z) * units) ** 2;
  const [west, north] = [x * sideAt(z), y * sideAt(z)];
  const draw = (path: Path) => drawPath(path, least, west, north, units);
  const paths: number[][] = [];
  let size = 0;
  for (const part of shape.parts) {
    if (shape.kind === 'area') size += drawArea(part, z, draw, paths);
    else {
      const path = draw(part[0] ?? []);
      const length = lengthOf(path);
      if (shape.kind === 'line' && (path.length < 4 || length < shortestLineAt(z))) continue;
      paths.push(path);
      size += length;
    }
  }
  if (paths.length === 0) return null;
  const { properties, kind } = shape;
  return { properties, kind, paths, rank: keptRank(properties), size };
}

/** Adds the rings of a polygon to `paths`, and returns the area of its outer ring: 0 when it is too small to be seen. */
function drawArea(
  rings: readonly Path[],
  z: number,
  draw: (path: Path) => number[],
  paths: number[][],
): number {
  let outerArea = 0;
  for (const [index, ring] of rings.entries()) {
    const path = draw(ring);
    // The closing vertex is said by the command that closes the ring.
    path.length = Math.max(0, path.length - 2);
    const area = areaOf(path);
    const isOuter = index === 0;
    const isLarge = path.length >= 6 && Math.abs(area) >= smallestAreaAt(z);
    // Simplifying may turn a narrow ring round, which would make a hole of it.
    if (!isLarge || area > 0 !== isOuter) {
      if (isOuter) return 0;
      continue;
    }
    paths.push(path);
    if (isOuter) outerArea = area;
  }
  return outerArea;
}

function drawPath(path: Path, least: number, west: number, north: number, units: number): number[] {
  const drawn: number[] = [];
  const last = path.length - STRIDE;
  for (let at = 0; at <= last; at += STRIDE) {
    if (at !== 0 && at !== last && (path[at + 2] ?? 0) < least) continue;
    const x = Math.round(((path[at] ?? 0) - west) / units);
    const y = Math.round(((path[at + 1] ?? 0) - north) / units);
    const isRepeated = drawn.length > 0 && drawn.at(-2) === x && drawn.at(-1) === y;
    if (!isRepeated) drawn.push(x, y);
  }
  return drawn;
}

function lengthOf(path: readonly number[]): number {
  let length = 0;
  for (let at = 0; at + 3 < path.length; at += 2) {
    length += Math.hypot(
      (path[at + 2] ?? 0) - (path[at] ?? 0),
      (path[at + 3] ?? 0) - (path[at + 1] ?? 0),
    );
  }
  return length;
}

/** The area of a ring without its closing vertex, positive when it goes clockwise on the map. */
function areaOf(path: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < path.length; at += 2) {
    const next = at + 2 < path.length ? at + 2 : 0;
    sum += (path[at] ?? 0) * (path[next + 1] ?? 0) - (path[next] ?? 0) * (path[at + 1] ?? 0);
  }
  return sum / 2;
}
