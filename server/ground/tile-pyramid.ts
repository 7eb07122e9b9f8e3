import { GROUND_ZOOMS } from '#server/contract/ground.ts';

import { fitTile } from './fit-tile.ts';
import { type Path, type Shape, shapeOf, STRIDE } from './shape.ts';
import { drawThing, type TilePlace, type TileThing } from './tile-things.ts';
import { sideAt, unitsAt, type WorldBox } from './world.ts';

/** A tile of the ground, gzipped. */
export type GroundTile = TilePlace & { bytes: Uint8Array<ArrayBuffer> };
/** Columns and rows of tiles, the last ones included. */
type TileRange = { west: number; north: number; east: number; south: number };
type Pyramid = {
  tiles: GroundTile[];
  /** Counts of tiles that had to leave things out, by zoom. */
  trimmed: Map<number, number>;
};

/** Units of a tile by which lines and areas reach beyond its edge, so that no line ends or seam shows there. */
const BUFFER = 64;

/**
 * Makes the tiles of all zooms, from the first to the last and by column and row. A shape is cut to the tiles of the
 * zoom from which on it is shown; what a tile has of it is cut on to the four tiles below.
 */
export function makeTiles(shapes: readonly Shape[], within: WorldBox): Pyramid {
  const pyramid: Pyramid = { tiles: [], trimmed: new Map() };
  let above: Level | null = null;
  for (let zoom = GROUND_ZOOMS.first; zoom <= GROUND_ZOOMS.last; zoom += 1) {
    const level: Level = new Level(zoom, within);
    above?.handDown(level);
    for (const shape of shapes) if (shape.first === zoom) level.add(shape);
    level.make(pyramid);
    above = level;
  }
  return pyramid;
}

/** The tiles of one zoom with the shapes that reach into each. */
class Level {
  readonly #zoom: number;
  readonly #all: TileRange;
  readonly #shapes = new Map<number, Shape[]>();

  constructor(zoom: number, within: WorldBox) {
    this.#zoom = zoom;
    this.#all = rangeOf(within, sideAt(zoom), 0);
  }

  add(shape: Shape): void {
    this.#spread(shape, this.#all);
  }

  handDown(below: Level): void {
    for (const [key, shapes] of this.#shapes) {
      const { x, y } = this.#placeOf(key);
      const inner = { west: 2 * x, north: 2 * y, east: 2 * x + 1, south: 2 * y + 1 };
      for (const shape of shapes) {
        if (shape.last > this.#zoom) below.#spread(shape, overlap(inner, below.#all));
      }
    }
  }

  make({ tiles, trimmed }: Pyramid): void {
    for (const key of [...this.#shapes.keys()].toSorted((a, b) => a - b)) {
      const place = this.#placeOf(key);
      const things: TileThing[] = [];
      for (const shape of this.#shapes.get(key) ?? []) {
        const thing = drawThing(shape, place);
        if (thing !== null) things.push(thing);
      }
      if (things.length === 0) continue;
      const { bytes, left } = fitTile(things);
      tiles.push({ ...place, bytes });
      if (left > 0) trimmed.set(place.z, (trimmed.get(place.z) ?? 0) + 1);
    }
  }

  /** Gives each tile of a range its part of a shape; a shape over many tiles is halved until one tile is left. */
  #spread(shape: Shape, among: TileRange): void {
    const side = sideAt(this.#zoom);
    const buffer = shape.kind === 'point' ? 0 : BUFFER * unitsAt(this.#zoom);
    const range = overlap(rangeOf(shape, side, buffer), among);
    const { west, north, east, south } = range;
    if (west > east || north > south) return;
    if (west === east && north === south) {
      const part = clipShape(shape, boxOf(range, side, buffer));
      if (part !== null) this.#keep(west, north, part);
      return;
    }
    for (const half of halvesOf(range)) {
      const part = clipShape(shape, boxOf(half, side, buffer));
      if (part !== null) this.#spread(part, half);
    }
  }

  #keep(x: number, y: number, shape: Shape): void {
    const key = x * 2 ** this.#zoom + y;
    const there = this.#shapes.get(key);
    if (there === undefined) this.#shapes.set(key, [shape]);
    else there.push(shape);
  }

  #placeOf(key: number): TilePlace {
    const rows = 2 ** this.#zoom;
    return { z: this.#zoom, x: Math.floor(key / rows), y: key % rows };
  }
}

function rangeOf(box: WorldBox, side: number, buffer: number): TileRange {
  return {
    west: Math.floor((box.west - buffer) / side),
    north: Math.floor((box.north - buffer) / side),
    east: Math.floor((box.east + buffer) / side),
    south: Math.floor((box.south + buffer) / side),
  };
}

function boxOf({ west, north, east, south }: TileRange, side: number, buffer: number): WorldBox {
  return {
    west: west * side - buffer,
    north: north * side - buffer,
    east: (east + 1) * side + buffer,
    south: (south + 1) * side + buffer,
  };
}

function overlap(one: TileRange, other: TileRange): TileRange {
  return {
    west: Math.max(one.west, other.west),
    north: Math.max(one.north, other.north),
    east: Math.min(one.east, other.east),
    south: Math.min(one.south, other.south),
  };
}

/** Two ranges that make one together, cut across the longer side. */
function halvesOf(range: TileRange): [TileRange, TileRange] {
  const { west, north, east, south } = range;
  if (east - west >= south - north) {
    const middle = Math.floor((west + east) / 2);
    return [
      { ...range, east: middle },
      { ...range, west: middle + 1 },
    ];
  }
  const middle = Math.floor((north + south) / 2);
  return [
    { ...range, south: middle },
    { ...range, north: middle + 1 },
  ];
}

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
