import type { Position } from 'geojson';

import { assemblePolygons } from './assemble-polygons.ts';
import { MapFileError } from './map-file-error.ts';
import type { DeclaredCrs, MapLimits } from './map-file.ts';
import { declaredByMapInfo } from './mapinfo-system.ts';

const OBJECTS = 2;
const COORDINATES = 3;
const OBJECT_HEAD = 20;
const COORDINATE_HEAD = 8;

/**
 * Blocks of the same length, of which a .map is made. Those of objects stand alone; those of coordinates are chained,
 * and a number may begin in one and end in the next.
 */
class TabBlocks {
  readonly #buffer: Buffer;
  readonly #size: number;

  /** @param size bytes of a block, as the head of the file says */
  constructor(buffer: Buffer, size: number) {
    if (size < 512 || size % 512 !== 0) throw broken();
    this.#buffer = buffer;
    this.#size = size;
  }

  /** A cursor at an object, and the centre of its block, which compressed positions are counted from. */
  object(at: number): { cursor: TabCursor; center: [number, number] } {
    const start = this.#startOf(at, OBJECTS);
    const center: [number, number] = [
      this.#buffer.readInt32LE(start + 4),
      this.#buffer.readInt32LE(start + 8),
    ];
    const end = start + OBJECT_HEAD + this.#buffer.readUInt16LE(start + 2);
    return { cursor: this.#cursor([{ from: at, to: Math.min(end, start + this.#size) }]), center };
  }

  /** A cursor at coordinates that goes on into the next blocks of their chain. */
  coordinates(at: number): TabCursor {
    return this.#cursor(this.#chain(at));
  }

  *#chain(at: number): Generator<{ from: number; to: number }> {
    const seen = new Set<number>();
    let from = at;
    while (from !== 0) {
      const start = this.#startOf(from, COORDINATES);
      if (seen.has(start)) throw broken();
      seen.add(start);
      const end = start + COORDINATE_HEAD + this.#buffer.readUInt16LE(start + 2);
      yield { from, to: Math.min(end, start + this.#size) };
      const next = this.#buffer.readInt32LE(start + 4);
      from = next === 0 ? 0 : next + COORDINATE_HEAD;
    }
  }

  #startOf(at: number, type: number): number {
    const start = Math.floor(at / this.#size) * this.#size;
    const head = type === OBJECTS ? OBJECT_HEAD : COORDINATE_HEAD;
    const isWithin = at >= start + head && start + this.#size <= this.#buffer.length;
    if (at < 0 || !isWithin || this.#buffer.readUInt16LE(start) !== type) throw broken();
    return start;
  }

  #cursor(spans: Iterable<{ from: number; to: number }>): TabCursor {
    const buffer = this.#buffer;
    const rest = spans[Symbol.iterator]();
    let at = 0;
    let to = 0;
    const byte = (): number => {
      while (at >= to) {
        const next = rest.next();
        if (next.done === true) throw broken();
        ({ from: at, to } = next.value);
      }
      at += 1;
      return buffer.readUInt8(at - 1);
    };
    const short = () => ((byte() | (byte() << 8)) << 16) >> 16;
    const int = () => byte() | (byte() << 8) | (byte() << 16) | (byte() << 24);
    return {
      byte,
      short,
      int,
      pair: (compressed) => (compressed ? [short(), short()] : [int(), int()]),
      advance: (bytes) => {
        for (let left = bytes; left > 0; left -= 1) byte();
      },
    };
  }
}

const MAGIC = 0x028757b2;
const HEADER_BYTES = 0x1c0 + 24;
const METRES = 7;
const DEGREES = 1;

/** Numbers of the objects; the one before each has compressed coordinates. */
const SYMBOL = 0x02;
const LINE = 0x05;
const POLYLINE = 0x08;
const REGION = 0x0e;
const MULTI_POLYLINE = 0x26;
const FONT_SYMBOL = 0x29;
const CUSTOM_SYMBOL = 0x2c;
const REGION_450 = 0x2f;
const MULTI_POLYLINE_450 = 0x32;
const REGION_800 = 0x3e;
const MULTI_POLYLINE_800 = 0x41;
const BOXES = [0x14, 0x17, 0x1a];
/** Bytes between the kind of a symbol and its position. */
const BEFORE_SYMBOL: Readonly<Record<number, number>> = {
  [SYMBOL]: 0,
  [FONT_SYMBOL]: 12,
  [CUSTOM_SYMBOL]: 2,
};
const UNKNOWN_800 = 33;
/** Bytes of the row number after the kind of an object, and of the place of a section's positions. */
const LONG = 4;
/** Bytes of a number of holes, by version. */
const HOLES = { 300: 2, 450: 2, 800: 4 } as const;

type Origin = readonly [x: number, y: number];
export type TabMap = {
  crs: DeclaredCrs;
  /** Geometry of the object at a place of the file, in the manner of GeoJSON; null for drawings, sets of points and collections. */
  read: (at: number) => unknown;
};

/**
 * Opens the .map of a MapInfo table.
 * @throws MapFileError `file_broken`; reading an object also `too_many_vertices`
 */
export function openTabMap(bytes: Uint8Array, limits: MapLimits): TabMap {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length < HEADER_BYTES || buffer.readUInt32LE(0x100) !== MAGIC) throw broken();
  const blocks = new TabBlocks(buffer, buffer.readUInt16LE(0x106));
  const objects = new TabObjects(blocks, placerOf(buffer), limits);
  return { crs: systemOf(buffer), read: (at) => objects.read(at) };
}

function systemOf(buffer: Buffer): DeclaredCrs {
  const version = buffer.readInt16LE(0x104);
  const doubles = (at: number, count: number) =>
    Array.from({ length: count }, (_, place) => buffer.readDoubleLE(at + place * 8));
  const projection = buffer.readUInt8(0x16d);
  if (projection === 0) return { from: 'mapinfo', srid: null, wkt: null };
  return declaredByMapInfo({
    projection,
    // Older versions leave something else there.
    datum: version >= 500 ? buffer.readInt16LE(0x16a) : 0,
    ellipsoid: buffer.readUInt8(0x16e),
    shift: doubles(0x1c0, 3),
    unit: projection === DEGREES || buffer.readUInt8(0x16f) === METRES ? 'm' : 'other',
    parameters: doubles(0x190, 6),
  });
}

type Placer = (x: number, y: number) => Position;

/** Turns the whole numbers of the file into its coordinates: a scale and a shift, and axes that may run backwards. */
function placerOf(buffer: Buffer): Placer {
  const isOld = buffer.readInt16LE(0x104) <= 100;
  const oldScale = 10 ** buffer.readUInt8(0x160);
  const quadrant = buffer.readUInt8(0x161);
  const number = (at: number, otherwise: number) => (isOld ? otherwise : buffer.readDoubleLE(at));
  const [scaleX, scaleY] = [number(0x170, oldScale), number(0x178, oldScale)];
  const [moveX, moveY] = [number(0x180, 0), number(0x188, 0)];
  const backwardsX = [0, 2, 3].includes(quadrant);
  const backwardsY = [0, 3, 4].includes(quadrant);
  return (x, y) => [
    backwardsX ? -(x + moveX) / scaleX : (x - moveX) / scaleX,
    backwardsY ? -(y + moveY) / scaleY : (y - moveY) / scaleY,
  ];
}

/** Reads the objects of a .map, and counts their positions. */
class TabObjects {
  readonly #blocks: TabBlocks;
  readonly #place: Placer;
  readonly #limits: MapLimits;
  #vertices = 0;

  constructor(blocks: TabBlocks, place: Placer, limits: MapLimits) {
    this.#blocks = blocks;
    this.#place = place;
    this.#limits = limits;
  }

  read(at: number): unknown {
    const object = this.#blocks.object(at);
    const code = object.cursor.byte();
    const compressed = code % 3 === 1;
    const kind = compressed ? code + 1 : code;
    object.cursor.advance(LONG);
    const { cursor, center } = object;
    const before = BEFORE_SYMBOL[kind];
    if (before !== undefined) {
      cursor.advance(before);
      return { type: 'Point', coordinates: this.#position(cursor, compressed, center) };
    }
    if (kind === LINE) {
      const ends = [1, 2].map(() => this.#position(cursor, compressed, center));
      return { type: 'LineString', coordinates: ends };
    }
    if (BOXES.includes(kind)) return this.#box(kind, cursor, compressed, center);
    return this.#lines(kind, cursor, compressed);
  }

  #position(cursor: TabCursor, compressed: boolean, origin: Origin): Position {
    this.#count(1);
    const [x, y] = cursor.pair(compressed);
    return compressed ? this.#place(x + origin[0], y + origin[1]) : this.#place(x, y);
  }

  #count(more: number): void {
    this.#vertices += more;
    const limit = this.#limits.maximumVertices;
    if (this.#vertices > limit) throw new MapFileError('too_many_vertices', { limit });
  }

  #box(kind: number, cursor: TabCursor, compressed: boolean, center: Origin): unknown {
    const [, roundRectangle] = BOXES;
    // The corners of a rounded rectangle have a radius along each axis.
    if (kind === roundRectangle) cursor.advance(compressed ? 4 : 8);
    const [west = NaN, south = NaN] = this.#position(cursor, compressed, center);
    const [east = NaN, north = NaN] = this.#position(cursor, compressed, center);
    const ring = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ];
    return { type: 'Polygon', coordinates: [ring] };
  }

  /** Lines and areas: a run of positions, or several runs with a head each. */
  #lines(kind: number, cursor: TabCursor, compressed: boolean): unknown {
    const isRegion = [REGION, REGION_450, REGION_800].includes(kind);
    const isMultiple =
      isRegion || [MULTI_POLYLINE, MULTI_POLYLINE_450, MULTI_POLYLINE_800].includes(kind);
    if (kind !== POLYLINE && !isMultiple) return null;
    const version = kind >= REGION_800 ? 800 : kind >= REGION_450 ? 450 : 300;
    const start = cursor.int();
    const bytes = cursor.int() & 0x7fffffff;
    const sections = kind === POLYLINE ? 1 : version === 800 ? cursor.int() : cursor.short();
    if (version === 800) cursor.advance(UNKNOWN_800);
    cursor.pair(compressed);
    const origin: Origin = compressed ? [cursor.int(), cursor.int()] : [0, 0];
    const data = this.#blocks.coordinates(start);
    if (kind === POLYLINE) {
      const count = Math.floor(bytes / (compressed ? 4 : 8));
      return { type: 'LineString', coordinates: this.#run(data, count, compressed, origin) };
    }
    if (sections < 0) throw broken();
    this.#count(sections);
    const counts: number[] = [];
    for (let left = sections; left > 0; left -= 1) {
      counts.push(version === 300 ? data.short() : data.int());
      data.advance(HOLES[version]);
      data.pair(compressed);
      data.pair(compressed);
      data.advance(LONG);
    }
    const runs = counts.map((count) => this.#run(data, count, compressed, origin));
    return isRegion ? assemblePolygons(runs) : { type: 'MultiLineString', coordinates: runs };
  }

  #run(data: TabCursor, count: number, compressed: boolean, origin: Origin): Position[] {
    if (count < 0) throw broken();
    const run: Position[] = [];
    for (let left = count; left > 0; left -= 1) {
      run.push(this.#position(data, compressed, origin));
    }
    return run;
  }
}

function broken(): MapFileError {
  return new MapFileError('file_broken', { reason: 'tab_map' });
}

/** Reads numbers one after the other, and fails where there are none left. */
type TabCursor = {
  byte: () => number;
  short: () => number;
  int: () => number;
  /** Two numbers of two bytes (compressed) or four. */
  pair: (compressed: boolean) => [number, number];
  advance: (bytes: number) => void;
};
