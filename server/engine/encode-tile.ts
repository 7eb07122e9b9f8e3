import { PbfWriter } from 'pbf';

import { POINT_FLAGS, POINT_STATUSES } from '#server/contract/point.ts';
import { POINTS_LAYER, TILE_EXTENT } from '#server/contract/tile.ts';

import type { TileFeature, TileResult } from './tile-query.ts';

/** Field numbers of the Mapbox Vector Tile specification 2.1, section 4 (vector_tile.proto). */
const TILE_LAYERS = 3;
const LAYER = { name: 1, features: 2, keys: 3, values: 4, extent: 5, version: 15 } as const;
const FEATURE = { id: 1, tags: 2, type: 3, geometry: 4 } as const;
const VALUE_UINT = 5;
const GEOMETRY_POINT = 1;
/** "Move to", once. */
const MOVE_TO_ONE = 9;
/** Wire type of what begins with its length. */
const BYTES = 2;

const POINT_KEYS = ['status', 'flags', 'cycle', 'category', 'kind'] as const;
/** All keys of the layer, whether a tile uses them or not: 60 bytes against a look-up per property. */
const KEYS = [
  ...POINT_KEYS,
  'n',
  ...POINT_STATUSES.map((_, status) => `s${status}`),
  ...POINT_FLAGS.map((_, flag) => `f${flag}`),
];

/** A vector tile with the layer of points (see contract/tile.ts); no bytes when there is none. */
export function encodeTile(tile: TileResult): Uint8Array {
  if (tile.features.length === 0) return new Uint8Array(0);
  const writer = new PbfWriter();
  writer.writeMessage(TILE_LAYERS, writeLayer, tile.features);
  return writer.finish();
}

function writeLayer(features: readonly TileFeature[], writer: PbfWriter): void {
  const values = new Map<number, number>();
  writer.writeVarintField(LAYER.version, 2);
  writer.writeStringField(LAYER.name, POINTS_LAYER);
  writer.writeVarintField(LAYER.extent, TILE_EXTENT);
  const tags = new Tags(values);
  for (const feature of features) {
    tags.fill(feature);
    writeFeature(feature, tags.list, writer);
  }
  for (const key of KEYS) writer.writeStringField(LAYER.keys, key);
  for (const value of values.keys()) writer.writeMessage(LAYER.values, writeValue, value);
}

/** Written by hand: a message per feature through the writer's own framing takes ten times as long. */
function writeFeature(feature: TileFeature, tags: readonly number[], writer: PbfWriter): void {
  const id = 'point' in feature ? feature.point.id : null;
  const x = feature.x * 2;
  const y = feature.y * 2;
  const tagBytes = tags.reduce((sum, tag) => sum + varintBytes(tag), 0);
  const geometryBytes = 1 + varintBytes(x) + varintBytes(y);
  const idBytes = id === null ? 0 : 1 + varintBytes(id);
  writer.writeTag(LAYER.features, BYTES);
  writer.writeVarint(idBytes + 1 + varintBytes(tagBytes) + tagBytes + 2 + 2 + geometryBytes);
  if (id !== null) writer.writeVarintField(FEATURE.id, id);
  writer.writeTag(FEATURE.tags, BYTES);
  writer.writeVarint(tagBytes);
  for (const tag of tags) writer.writeVarint(tag);
  writer.writeVarintField(FEATURE.type, GEOMETRY_POINT);
  writer.writeTag(FEATURE.geometry, BYTES);
  writer.writeVarint(geometryBytes);
  writer.writeVarint(MOVE_TO_ONE);
  // Positions are never negative, so that the zigzag code of a coordinate is its double.
  writer.writeVarint(x);
  writer.writeVarint(y);
}

function varintBytes(value: number): number {
  if (value < 0x80) return 1;
  if (value < 0x4000) return 2;
  if (value < 0x200000) return 3;
  return value < 0x10000000 ? 4 : 5;
}

function writeValue(value: number, writer: PbfWriter): void {
  writer.writeVarintField(VALUE_UINT, value);
}

/** The properties of one feature after the other, as pairs of a key's number and a value's. */
class Tags {
  readonly list: number[] = [];
  readonly #values: Map<number, number>;

  constructor(values: Map<number, number>) {
    this.#values = values;
  }

  fill(feature: TileFeature): void {
    this.list.length = 0;
    if ('point' in feature) {
      const { status, flags, cycle, category, kind } = feature.point;
      this.#put(0, status);
      this.#put(1, flags);
      this.#put(2, cycle);
      this.#put(3, category);
      this.#put(4, kind);
      return;
    }
    this.#put(POINT_KEYS.length, feature.n);
    this.#putCounts(POINT_KEYS.length + 1, feature.byStatus);
    this.#putCounts(POINT_KEYS.length + 1 + POINT_STATUSES.length, feature.byFlag);
  }

  #putCounts(firstKey: number, counts: readonly number[]): void {
    for (let index = 0; index < counts.length; index += 1) {
      const count = counts[index] ?? 0;
      if (count > 0) this.#put(firstKey + index, count);
    }
  }

  #put(key: number, value: number): void {
    let number = this.#values.get(value);
    if (number === undefined) {
      number = this.#values.size;
      this.#values.set(value, number);
    }
    this.list.push(key, number);
  }
}
