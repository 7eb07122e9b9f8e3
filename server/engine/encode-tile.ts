import { POINT_FLAGS, POINT_STATUSES } from '#server/contract/point.ts';
import { POINTS_LAYER, TILE_EXTENT } from '#server/contract/tile.ts';

import { cycleOf, statusOf } from './codes.ts';
import { CELL_COUNTS, FLAG_COUNTS, type TileFeatures } from './tile-features.ts';

/**
 * Field numbers of the Mapbox Vector Tile specification 2.1, section 4 (vector_tile.proto), with the wire type:
 * 2 for what begins with its length, else 0.
 */
const TILE_LAYERS = (3 << 3) | 2;
const LAYER = {
  name: (1 << 3) | 2,
  features: (2 << 3) | 2,
  keys: (3 << 3) | 2,
  values: (4 << 3) | 2,
  extent: 5 << 3,
  version: 15 << 3,
} as const;
const FEATURE = { id: 1 << 3, tags: (2 << 3) | 2, type: 3 << 3, geometry: (4 << 3) | 2 } as const;
const VALUE_UINT = 5 << 3;
const GEOMETRY_POINT = 1;
/** "Move to", once. */
const MOVE_TO_ONE = 9;

const POINT_KEYS = ['status', 'flags', 'cycle', 'category', 'kind'] as const;
/** Every key of the layer, used or not: 60 bytes a tile instead of a look-up per property. */
const KEYS = [
  ...POINT_KEYS,
  'n',
  ...POINT_STATUSES.map((_, status) => `s${status}`),
  ...POINT_FLAGS.map((_, flag) => `f${flag}`),
];
const FIRST_STATUS_KEY = POINT_KEYS.length + 1;
const FIRST_FLAG_KEY = FIRST_STATUS_KEY + POINT_STATUSES.length;

// Written by hand into one buffer, because a protobuf writer takes ten times as long (leaf-scratch.ts says why it is a
// constant). 20,000 points take at most 39 bytes each, 1,024 cells 73, values 8.
const BYTES = new Uint8Array(2 ** 20);
/** Space before the layer for its tag and length. */
const HEADROOM_BYTES = 5;
/** Index, plus one, of each value that the tile has so far; values of 2^16 and more are in the map. */
const VALUE_INDEXES = new Uint16Array(0x10000);
const GREAT_VALUE_INDEXES = new Map<number, number>();
const VALUES = new Int32Array(0x10000);
const values = { count: 0 };

/** Encodes a vector tile with the layer of points (see contract/tile.ts); no bytes without features. */
export function encodeTile(features: TileFeatures): Uint8Array {
  if (features.count === 0) return new Uint8Array(0);
  let offset = writeLayerHead(HEADROOM_BYTES);
  for (let feature = 0; feature < features.count; feature += 1) {
    offset = writeFeature(offset, features, feature);
  }
  for (const key of KEYS) offset = writeText(offset, LAYER.keys, key);
  offset = writeValues(offset);
  const length = offset - HEADROOM_BYTES;
  const start = HEADROOM_BYTES - 1 - varintBytes(length);
  BYTES[start] = TILE_LAYERS;
  writeVarint(start + 1, length);
  return BYTES.slice(start, offset);
}

function writeLayerHead(start: number): number {
  let offset = writeVarint(writeByte(start, LAYER.version), 2);
  offset = writeText(offset, LAYER.name, POINTS_LAYER);
  return writeVarint(writeByte(offset, LAYER.extent), TILE_EXTENT);
}

/** Writes a feature. None is longer than 127 bytes: each length takes one byte and is written last. */
function writeFeature(start: number, features: TileFeatures, feature: number): number {
  const isPoint = features.ns[feature] === 1;
  let offset = writeByte(start, LAYER.features) + 1;
  if (isPoint) offset = writeVarint(writeByte(offset, FEATURE.id), features.ids[feature] ?? 0);
  const tags = writeByte(offset, FEATURE.tags);
  offset = isPoint
    ? writePoint(tags + 1, features, feature)
    : writeCell(tags + 1, features, feature);
  BYTES[tags] = offset - tags - 1;
  offset = writeByte(writeByte(offset, FEATURE.type), GEOMETRY_POINT);
  const geometry = writeByte(offset, FEATURE.geometry);
  offset = writeByte(geometry + 1, MOVE_TO_ONE);
  // Positions are never negative, so that the zigzag code of a coordinate is its double.
  offset = writeVarint(offset, 2 * (features.xs[feature] ?? 0));
  offset = writeVarint(offset, 2 * (features.ys[feature] ?? 0));
  BYTES[geometry] = offset - geometry - 1;
  BYTES[start + 1] = offset - start - 2;
  return offset;
}

function writePoint(start: number, features: TileFeatures, feature: number): number {
  const state = features.states[feature] ?? 0;
  const pointClass = features.classes[feature] ?? 0;
  let offset = writeTag(start, 0, statusOf(state));
  offset = writeTag(offset, 1, features.flags[feature] ?? 0);
  offset = writeTag(offset, 2, cycleOf(state));
  offset = writeTag(offset, 3, pointClass >>> 1);
  return writeTag(offset, 4, pointClass & 1);
}

function writeCell(start: number, features: TileFeatures, feature: number): number {
  const first = (features.cells[feature] ?? 0) * CELL_COUNTS;
  let offset = writeTag(start, POINT_KEYS.length, features.ns[feature] ?? 0);
  for (let status = 0; status < POINT_STATUSES.length; status += 1) {
    const count = features.counts[first + status] ?? 0;
    if (count > 0) offset = writeTag(offset, FIRST_STATUS_KEY + status, count);
  }
  for (let flag = 0; flag < POINT_FLAGS.length; flag += 1) {
    const count = features.counts[first + FLAG_COUNTS + flag] ?? 0;
    if (count > 0) offset = writeTag(offset, FIRST_FLAG_KEY + flag, count);
  }
  return offset;
}

/** Writes a property: the index of its key and that of its value. */
function writeTag(offset: number, key: number, value: number): number {
  BYTES[offset] = key;
  const known =
    value < VALUE_INDEXES.length
      ? (VALUE_INDEXES[value] ?? 0)
      : (GREAT_VALUE_INDEXES.get(value) ?? 0);
  if (known !== 0) return writeVarint(offset + 1, known - 1);
  VALUES[values.count] = value;
  values.count += 1;
  if (value < VALUE_INDEXES.length) VALUE_INDEXES[value] = values.count;
  else GREAT_VALUE_INDEXES.set(value, values.count);
  return writeVarint(offset + 1, values.count - 1);
}

/** Writes all values by index, and clears them. */
function writeValues(start: number): number {
  let offset = start;
  for (let number = 0; number < values.count; number += 1) {
    const value = VALUES[number] ?? 0;
    offset = writeByte(writeByte(offset, LAYER.values), 1 + varintBytes(value));
    offset = writeVarint(writeByte(offset, VALUE_UINT), value);
    if (value < VALUE_INDEXES.length) VALUE_INDEXES[value] = 0;
  }
  GREAT_VALUE_INDEXES.clear();
  values.count = 0;
  return offset;
}

/** Writes ASCII text. */
function writeText(start: number, tag: number, text: string): number {
  let offset = writeByte(writeByte(start, tag), text.length);
  for (let letter = 0; letter < text.length; letter += 1)
    offset = writeByte(offset, text.charCodeAt(letter));
  return offset;
}

function writeByte(offset: number, byte: number): number {
  BYTES[offset] = byte;
  return offset + 1;
}

function writeVarint(start: number, value: number): number {
  let offset = start;
  let rest = value;
  for (; rest > 0x7f; rest >>>= 7) offset = writeByte(offset, (rest & 0x7f) | 0x80);
  return writeByte(offset, rest);
}

function varintBytes(value: number): number {
  let bytes = 1;
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) bytes += 1;
  return bytes;
}
