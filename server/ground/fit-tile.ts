import { gzipSync } from 'node:zlib';
import { PbfWriter } from 'pbf';

import { MOST_GROUND_TILE_BYTES, GROUND_LAYERS } from '#server/contract/ground.ts';
import { TILE_EXTENT } from '#server/contract/tile.ts';

import type { ShapeProperties } from './shape.ts';
import type { TileThing } from './tile-things.ts';

/** Field numbers of the Mapbox Vector Tile specification 2.1, section 4 (vector_tile.proto). */
const TILE_LAYERS = 3;
const LAYER = { name: 1, features: 2, keys: 3, values: 4, extent: 5, version: 15 } as const;
const FEATURE = { tags: 2, type: 3, geometry: 4 } as const;
const VALUE = { string: 1, uint: 5 } as const;
const TYPES = { point: 1, line: 2, area: 3 } as const;
const [MOVE_TO, LINE_TO, CLOSE_PATH] = [1, 2, 7];
/** Things of a feature are written square by square of this many bits: small steps from one to the next. */
const SQUARE_BITS = 8;

type Feature = { properties: ShapeProperties; kind: TileThing['kind']; things: TileThing[] };
type Layer = { keys: string[]; values: (string | number)[]; features: Feature[] };

/**
 * Encodes a vector tile. Things with the same properties are one feature, so that a name is said once in a tile; labels
 * are features of their own. The same things in the same order give the same bytes.
 */
function encodeThings(things: readonly TileThing[]): Uint8Array {
  const pbf = new PbfWriter();
  for (const name of Object.keys(GROUND_LAYERS)) {
    const features = featuresOf(things.filter(({ properties }) => properties.layer === name));
    if (features.length === 0) continue;
    pbf.writeMessage(TILE_LAYERS, writeLayer, { name, keys: [], values: [], features });
  }
  return pbf.finish();
}

function featuresOf(things: readonly TileThing[]): Feature[] {
  // Things that show the same have the same object of properties, and each label has its own.
  const features = new Map<ShapeProperties, Feature>();
  for (const thing of things) {
    const { properties, kind } = thing;
    const feature = features.get(properties);
    if (feature === undefined) features.set(properties, { properties, kind, things: [thing] });
    else feature.things.push(thing);
  }
  return [...features.values()];
}

function writeLayer(layer: Layer & { name: string }, pbf: PbfWriter): void {
  pbf.writeVarintField(LAYER.version, 2);
  pbf.writeStringField(LAYER.name, layer.name);
  pbf.writeVarintField(LAYER.extent, TILE_EXTENT);
  const indexes = new Map<string | number, number>();
  for (const feature of layer.features) {
    const tags = tagsOf(feature.properties).flatMap(([key, value]) => [
      placeIn(layer.keys, key),
      placeOfValue(layer.values, indexes, value),
    ]);
    pbf.writeMessage(LAYER.features, writeFeature, { feature, tags });
  }
  for (const key of layer.keys) pbf.writeStringField(LAYER.keys, key);
  for (const value of layer.values) pbf.writeMessage(LAYER.values, writeValue, value);
}

function tagsOf(properties: ShapeProperties): [key: string, value: string | number][] {
  const { class: known, name, bridge, tunnel, rank } = properties;
  const tags: [string, string | number][] = [];
  if (known !== '') tags.push(['class', known]);
  if (name !== null) tags.push(['name', name]);
  if (bridge) tags.push(['bridge', 1]);
  if (tunnel) tags.push(['tunnel', 1]);
  if (rank !== null) tags.push(['rank', rank]);
  return tags;
}

function placeIn(list: string[], key: string): number {
  const known = list.indexOf(key);
  return known === -1 ? list.push(key) - 1 : known;
}

function placeOfValue(
  values: (string | number)[],
  indexes: Map<string | number, number>,
  value: string | number,
): number {
  const known = indexes.get(value) ?? values.length;
  if (known === values.length) values.push(value);
  indexes.set(value, known);
  return known;
}

function writeValue(value: string | number, pbf: PbfWriter): void {
  if (typeof value === 'string') pbf.writeStringField(VALUE.string, value);
  else pbf.writeVarintField(VALUE.uint, value);
}

function writeFeature(
  { feature, tags }: { feature: Feature; tags: number[] },
  pbf: PbfWriter,
): void {
  if (tags.length > 0) pbf.writePackedVarint(FEATURE.tags, tags);
  pbf.writeVarintField(FEATURE.type, TYPES[feature.kind]);
  pbf.writePackedVarint(FEATURE.geometry, commandsOf(feature));
}

/** Commands and steps of section 4.3; a step is the zigzag code of a difference. */
function commandsOf({ kind, things }: Feature): number[] {
  const commands: number[] = [];
  let [lastX, lastY] = [0, 0];
  const step = (path: readonly number[], at: number) => {
    const [x, y] = [path[at] ?? 0, path[at + 1] ?? 0];
    commands.push(zigzag(x - lastX), zigzag(y - lastY));
    [lastX, lastY] = [x, y];
  };
  for (const { paths } of things.length === 1 ? things : inSquares(things)) {
    for (const path of paths) {
      commands.push(command(MOVE_TO, 1));
      step(path, 0);
      if (kind === 'point') continue;
      commands.push(command(LINE_TO, path.length / 2 - 1));
      for (let at = 2; at < path.length; at += 2) step(path, at);
      if (kind === 'area') commands.push(command(CLOSE_PATH, 1));
    }
  }
  return commands;
}

function inSquares(things: readonly TileThing[]): TileThing[] {
  const start = ({ paths: [[x = 0, y = 0] = []] }: TileThing) => ({ x, y });
  return things.toSorted((one, other) => {
    const [a, b] = [start(one), start(other)];
    return (a.y >> SQUARE_BITS) - (b.y >> SQUARE_BITS) || a.x - b.x;
  });
}

function command(id: number, count: number): number {
  return (count << 3) | id;
}

function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}

/** Name of the operating system in the head of a gzip file (RFC 1952): "unknown", so that all write the same bytes. */
const SYSTEM_BYTE = 9;
const UNKNOWN_SYSTEM = 255;
const MOST_GUESSES = 6;
/** A guess aims a little lower than the limit, and one that comes this near is good enough. */
const AIM = 0.96;
const NEAR = 0.9;
/** Bytes of a thing beside its vertices, roughly. */
const BYTES_OF_A_THING = 6;

export type FittedTile = { bytes: Uint8Array<ArrayBuffer>; left: number };

/**
 * Encodes and packs a tile of at most {@link MOST_GROUND_TILE_BYTES} bytes. Where all of it is more, things are left out
 * from the end of their order: by rank, and within a rank the smaller ones first. `left` counts them.
 */
export function fitTile(things: readonly TileThing[], most = MOST_GROUND_TILE_BYTES): FittedTile {
  // Equal ones stay in the order in which they came.
  const ordered = things.toSorted((one, other) => one.rank - other.rank || other.size - one.size);
  const whole = pack(ordered);
  if (whole.length <= most) return { bytes: whole, left: 0 };
  const costs = costsOf(ordered);
  let [kept, bytes] = [0, pack([])];
  let [tooMany, size] = [ordered.length, whole.length];
  for (let guess = 0; guess < MOST_GUESSES || kept === 0; guess += 1) {
    if (kept + 1 >= tooMany) break;
    // Bytes grow about as the costs do.
    const wanted = ((costs[tooMany] ?? 0) * AIM * most) / size;
    const near = costs.findLastIndex((cost) => cost <= wanted);
    const count = Math.min(tooMany - 1, Math.max(kept + 1, near));
    const packed = pack(ordered.slice(0, count));
    if (packed.length > most) [tooMany, size] = [count, packed.length];
    else {
      [kept, bytes] = [count, packed];
      if (packed.length >= NEAR * most) break;
    }
  }
  return { bytes, left: ordered.length - kept };
}

/** Rough bytes of the first n things, by n. */
function costsOf(things: readonly TileThing[]): number[] {
  const costs = [0];
  for (const { paths } of things) {
    const numbers = paths.reduce((sum, path) => sum + path.length, 0);
    costs.push((costs.at(-1) ?? 0) + numbers + BYTES_OF_A_THING);
  }
  return costs;
}

function pack(things: readonly TileThing[]): Uint8Array<ArrayBuffer> {
  const packed = new Uint8Array(gzipSync(encodeThings(things)));
  packed[SYSTEM_BYTE] = UNKNOWN_SYSTEM;
  return packed;
}
