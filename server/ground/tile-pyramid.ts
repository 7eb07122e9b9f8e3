import { GROUND_ZOOMS } from '#server/contract/ground.ts';

import { clipShape } from './clip.ts';
import { fitTile } from './fit-tile.ts';
import type { Shape } from './shape.ts';
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
