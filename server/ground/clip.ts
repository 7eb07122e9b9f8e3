import { shapeOf, STRIDE, type Path, type Shape } from './shape.ts';
import type { WorldBox } from './world.ts';

type Axis = 0 | 1;

/**
 * The part of a shape within a box; the shape itself where it lies inside, null where nothing of it does. Vertices on
 * the edge of the box are never simplified away. A point on the east or south edge belongs to the next box.
 */
export function clipShape(shape: Shape, box: WorldBox): Shape | null {
  if (shape.kind === 'point') {
    const isInside =
      shape.west >= box.west &&
      shape.west < box.east &&
      shape.north >= box.north &&
      shape.north < box.south;
    return isInside ? shape : null;
  }
  if (
    shape.west > box.east ||
    shape.east < box.west ||
    shape.north > box.south ||
    shape.south < box.north
  ) {
    return null;
  }
  const acrossX = shape.west < box.west || shape.east > box.east;
  const acrossY = shape.north < box.north || shape.south > box.south;
  if (!acrossX && !acrossY) return shape;
  let parts = shape.parts;
  if (acrossX) parts = clipParts(shape.kind, parts, 0, box.west, box.east);
  if (acrossY) parts = clipParts(shape.kind, parts, 1, box.north, box.south);
  return parts.length === 0 ? null : shapeOf(shape, parts);
}

function clipParts(
  kind: 'line' | 'area',
  parts: readonly Path[][],
  axis: Axis,
  low: number,
  high: number,
): Path[][] {
  if (kind === 'line') {
    return parts.flatMap(([path = []]) => clipLine(path, axis, low, high).map((piece) => [piece]));
  }
  return parts.flatMap((rings) => {
    const [outer = [], ...holes] = rings.map((ring) => clipRing(ring, axis, low, high));
    return outer.length === 0 ? [] : [[outer, ...holes.filter((hole) => hole.length > 0)]];
  });
}

/** The pieces of a line between two parallels of an axis. */
function clipLine(path: Path, axis: Axis, low: number, high: number): Path[] {
  const pieces: Path[] = [];
  let piece: Path = [];
  const end = () => {
    if (piece.length > STRIDE) pieces.push(piece);
    piece = [];
  };
  for (let at = 0; at + STRIDE < path.length; at += STRIDE) {
    const [from, to] = [path[at + axis] ?? 0, path[at + STRIDE + axis] ?? 0];
    const fromInside = from >= low && from <= high;
    const toInside = to >= low && to <= high;
    if (fromInside && piece.length === 0) pushVertex(piece, path, at);
    if (!fromInside && Math.max(from, to) >= low && Math.min(from, to) <= high) {
      pushCrossing(piece, path, at, axis, from < low ? low : high);
    }
    if (toInside) pushVertex(piece, path, at + STRIDE);
    else {
      if (piece.length > 0) pushCrossing(piece, path, at, axis, to < low ? low : high);
      end();
    }
  }
  end();
  return pieces;
}

/** A ring between two parallels (Sutherland and Hodgman 1974); empty when nothing of it is there. */
function clipRing(path: Path, axis: Axis, low: number, high: number): Path {
  const above = halfOfRing(path, axis, (value) => value >= low, low);
  return halfOfRing(above, axis, (value) => value <= high, high);
}

function halfOfRing(
  path: Path,
  axis: Axis,
  isInside: (value: number) => boolean,
  edge: number,
): Path {
  const kept: Path = [];
  for (let at = 0; at + STRIDE < path.length; at += STRIDE) {
    const fromInside = isInside(path[at + axis] ?? 0);
    const toInside = isInside(path[at + STRIDE + axis] ?? 0);
    if (fromInside) pushVertex(kept, path, at);
    if (fromInside !== toInside) pushCrossing(kept, path, at, axis, edge);
  }
  if (kept.length < 3 * STRIDE) return [];
  kept.push(kept[0] ?? 0, kept[1] ?? 0, kept[2] ?? 0);
  return kept;
}

function pushVertex(into: Path, path: Path, at: number): void {
  into.push(path[at] ?? 0, path[at + 1] ?? 0, path[at + 2] ?? 0);
}

/** Adds the place at which the segment that begins at `at` crosses a parallel. */
function pushCrossing(into: Path, path: Path, at: number, axis: Axis, edge: number): void {
  const other = 1 - axis;
  const [from, to] = [path[at + axis] ?? 0, path[at + STRIDE + axis] ?? 0];
  const [start, end] = [path[at + other] ?? 0, path[at + STRIDE + other] ?? 0];
  const share = to === from ? 0 : (edge - from) / (to - from);
  const across = Math.round(start + share * (end - start));
  if (axis === 0) into.push(edge, across, Infinity);
  else into.push(across, edge, Infinity);
}
