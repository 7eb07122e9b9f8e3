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
/** All keys of the layer, whether a tile uses them or not: 60 bytes against a look-up per property. */
const KEYS = [
  ...POINT_KEYS,
  'n',
  ...POINT_STATUSES.map((_, status) => `s${status}`),
  ...POINT_FLAGS.map((_, flag) => `f${flag}`),
];
const FIRST_STATUS_KEY = POINT_KEYS.length + 1;
const FIRST_FLAG_KEY = FIRST_STATUS_KEY + POINT_STATUSES.length;

// Written by hand into one column, because a writer of messages takes ten times as long (see match.ts for why
// it is a constant). 20,000 points take at most 39 bytes each and 1,024 cells 73, values 8.
const BYTES = new Uint8Array(2 ** 20);
/** What comes before the layer: its tag and its length. */
const HEAD_BYTES = 5;
/** The number of each value that the tile has had so far, plus one; greater values in a map of their own. */
const NUMBERS = new Uint16Array(0x10000);
const GREAT_NUMBERS = new Map<number, number>();
const VALUES = new Int32Array(0x10000);
const values = { count: 0 };

/** A vector tile with the layer of points (see contract/tile.ts); no bytes when there is none. */
export function encodeTile(features: TileFeatures): Uint8Array {
  if (features.count === 0) return new Uint8Array(0);
  let at = putLayerHead(HEAD_BYTES);
  for (let feature = 0; feature < features.count; feature += 1) {
    at = putFeature(at, features, feature);
  }
  for (const key of KEYS) at = putText(at, LAYER.keys, key);
  at = putValues(at);
  const length = at - HEAD_BYTES;
  const start = HEAD_BYTES - 1 - varintBytes(length);
  BYTES[start] = TILE_LAYERS;
  putVarint(start + 1, length);
  return BYTES.slice(start, at);
}

function putLayerHead(start: number): number {
  let at = putVarint(put(start, LAYER.version), 2);
  at = putText(at, LAYER.name, POINTS_LAYER);
  return putVarint(put(at, LAYER.extent), TILE_EXTENT);
}

/** No feature is longer than 127 bytes: its lengths take one each and are written last. */
function putFeature(start: number, features: TileFeatures, feature: number): number {
  const isPoint = features.ns[feature] === 1;
  let at = put(start, LAYER.features) + 1;
  if (isPoint) at = putVarint(put(at, FEATURE.id), features.ids[feature] ?? 0);
  const tags = put(at, FEATURE.tags);
  at = isPoint ? putPoint(tags + 1, features, feature) : putCell(tags + 1, features, feature);
  BYTES[tags] = at - tags - 1;
  at = put(put(at, FEATURE.type), GEOMETRY_POINT);
  const geometry = put(at, FEATURE.geometry);
  at = put(geometry + 1, MOVE_TO_ONE);
  // Positions are never negative, so that the zigzag code of a coordinate is its double.
  at = putVarint(at, 2 * (features.xs[feature] ?? 0));
  at = putVarint(at, 2 * (features.ys[feature] ?? 0));
  BYTES[geometry] = at - geometry - 1;
  BYTES[start + 1] = at - start - 2;
  return at;
}

function putPoint(start: number, features: TileFeatures, feature: number): number {
  const state = features.states[feature] ?? 0;
  const pointClass = features.classes[feature] ?? 0;
  let at = putTag(start, 0, statusOf(state));
  at = putTag(at, 1, features.flags[feature] ?? 0);
  at = putTag(at, 2, cycleOf(state));
  at = putTag(at, 3, pointClass >>> 1);
  return putTag(at, 4, pointClass & 1);
}

function putCell(start: number, features: TileFeatures, feature: number): number {
  const first = (features.cells[feature] ?? 0) * CELL_COUNTS;
  let at = putTag(start, POINT_KEYS.length, features.ns[feature] ?? 0);
  for (let status = 0; status < POINT_STATUSES.length; status += 1) {
    const count = features.counts[first + status] ?? 0;
    if (count > 0) at = putTag(at, FIRST_STATUS_KEY + status, count);
  }
  for (let flag = 0; flag < POINT_FLAGS.length; flag += 1) {
    const count = features.counts[first + FLAG_COUNTS + flag] ?? 0;
    if (count > 0) at = putTag(at, FIRST_FLAG_KEY + flag, count);
  }
  return at;
}

/** A property: the number of its key and that of its value. */
function putTag(at: number, key: number, value: number): number {
  BYTES[at] = key;
  const known = value < NUMBERS.length ? (NUMBERS[value] ?? 0) : (GREAT_NUMBERS.get(value) ?? 0);
  if (known !== 0) return putVarint(at + 1, known - 1);
  VALUES[values.count] = value;
  values.count += 1;
  if (value < NUMBERS.length) NUMBERS[value] = values.count;
  else GREAT_NUMBERS.set(value, values.count);
  return putVarint(at + 1, values.count - 1);
}

/** Writes all values in the order of their numbers, and forgets them. */
function putValues(start: number): number {
  let at = start;
  for (let number = 0; number < values.count; number += 1) {
    const value = VALUES[number] ?? 0;
    at = put(put(at, LAYER.values), 1 + varintBytes(value));
    at = putVarint(put(at, VALUE_UINT), value);
    if (value < NUMBERS.length) NUMBERS[value] = 0;
  }
  GREAT_NUMBERS.clear();
  values.count = 0;
  return at;
}

/** Text of one byte a letter. */
function putText(start: number, tag: number, text: string): number {
  let at = put(put(start, tag), text.length);
  for (let letter = 0; letter < text.length; letter += 1) at = put(at, text.charCodeAt(letter));
  return at;
}

function put(at: number, byte: number): number {
  BYTES[at] = byte;
  return at + 1;
}

function putVarint(start: number, value: number): number {
  let at = start;
  let rest = value;
  for (; rest > 0x7f; rest >>>= 7) at = put(at, (rest & 0x7f) | 0x80);
  return put(at, rest);
}

function varintBytes(value: number): number {
  let bytes = 1;
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) bytes += 1;
  return bytes;
}
