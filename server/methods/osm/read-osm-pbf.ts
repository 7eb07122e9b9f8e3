import { inflateSync } from 'node:zlib';

import { PbfReader } from 'pbf';

import type { OsmCollector } from './osm-collector.ts';
import type { OsmMember, OsmTags } from './osm-data.ts';
import { OsmFileError } from './osm-file-error.ts';

/** Limits of the format: https://wiki.openstreetmap.org/wiki/PBF_Format */
const MOST_HEADER_BYTES = 64 * 1024;
const MOST_BLOB_BYTES = 32 * 1024 * 1024;
/** Real blocks unpack to two to six times their size; what unpacks to more than this was made to fill memory. */
const MOST_RATIO = 100;
const FREE_BYTES = 1024 * 1024;
const MEMBER_KINDS = ['node', 'way', 'relation'] as const;
const UNDERSTOOD = new Set(['OsmSchema-V0.6', 'DenseNodes']);
const NANODEGREE = 1e-9;

type Block = {
  strings: string[];
  groups: Uint8Array[];
  granularity: number;
  latitudeOffset: number;
  longitudeOffset: number;
};

/**
 * Reads an OSM PBF file: zlib or plain blobs, dense and plain nodes, ways and relations, one block
 * after the other.
 * @throws OsmFileError for a damaged file or one that asks for features which are not understood
 */
export function readOsmPbf(bytes: Uint8Array, collector: OsmCollector): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  while (at < bytes.length) {
    const length = at + 4 <= bytes.length ? view.getUint32(at) : Infinity;
    if (length > MOST_HEADER_BYTES) throw new OsmFileError('osm.file_broken', 'header length');
    const header = { type: '', size: 0 };
    new PbfReader(within(bytes, at + 4, length)).readFields((tag, into: typeof header, pbf) => {
      if (tag === 1) into.type = pbf.readString();
      else if (tag === 3) into.size = pbf.readVarint();
    }, header);
    at += 4 + length;
    if (header.size > MOST_BLOB_BYTES) throw new OsmFileError('osm.file_broken', 'blob length');
    const blob = within(bytes, at, header.size);
    at += header.size;
    if (header.type === 'OSMHeader') refuseUnknownFeatures(unpacked(blob));
    else if (header.type === 'OSMData') readBlock(unpacked(blob), collector);
  }
}

function within(bytes: Uint8Array, from: number, length: number): Uint8Array {
  if (from + length > bytes.length) throw new OsmFileError('osm.file_broken', 'cut off');
  return bytes.subarray(from, from + length);
}

function unpacked(blob: Uint8Array): Uint8Array {
  const found: { raw: Uint8Array | null; packed: Uint8Array | null } = { raw: null, packed: null };
  new PbfReader(blob).readFields((tag, into: typeof found, pbf) => {
    if (tag === 1) into.raw = pbf.readBytes();
    else if (tag === 3) into.packed = pbf.readBytes();
  }, found);
  if (found.raw !== null) return found.raw;
  if (found.packed === null) throw new OsmFileError('osm.file_broken', 'compression');
  const most = Math.min(MOST_BLOB_BYTES, FREE_BYTES + MOST_RATIO * found.packed.length);
  try {
    return inflateSync(found.packed, { maxOutputLength: most });
  } catch (error) {
    const isTooLarge = error instanceof RangeError;
    throw new OsmFileError(isTooLarge ? 'osm.unpacks_too_large' : 'osm.file_broken', 'zlib', error);
  }
}

function refuseUnknownFeatures(header: Uint8Array): void {
  const features: string[] = [];
  new PbfReader(header).readFields((tag, into: string[], pbf) => {
    if (tag === 4) into.push(pbf.readString());
  }, features);
  const unknown = features.filter((feature) => !UNDERSTOOD.has(feature));
  if (unknown.length > 0) throw new OsmFileError('osm.file_broken', unknown.join(', '));
}

function readBlock(bytes: Uint8Array, collector: OsmCollector): void {
  const block: Block = {
    strings: [],
    groups: [],
    granularity: 100,
    latitudeOffset: 0,
    longitudeOffset: 0,
  };
  new PbfReader(bytes).readFields(readBlockField, block);
  // Granularity and offsets stand behind the groups, so groups are opened when all is known.
  for (const group of block.groups) {
    new PbfReader(group).readFields((tag, into: OsmCollector, pbf) => {
      if (tag === 1) readNode(pbf.readBytes(), block, into);
      else if (tag === 2) readDenseNodes(pbf.readBytes(), block, into);
      else if (tag === 3) readWay(pbf.readBytes(), block, into);
      else if (tag === 4 && into.wantsRelations) readRelation(pbf.readBytes(), block, into);
    }, collector);
  }
}

function readBlockField(tag: number, block: Block, pbf: PbfReader): void {
  if (tag === 1) {
    pbf.readMessage((inner, strings: string[], table) => {
      if (inner === 1) strings.push(table.readString().normalize('NFC'));
    }, block.strings);
  } else if (tag === 2) block.groups.push(pbf.readBytes());
  else if (tag === 17) block.granularity = pbf.readVarint();
  else if (tag === 19) block.latitudeOffset = pbf.readVarint(true);
  else if (tag === 20) block.longitudeOffset = pbf.readVarint(true);
}

const degrees = (offset: number, granularity: number, units: number) =>
  // Rounded to the format's own precision, so that the same node reads the same from every format.
  Math.round((offset + granularity * units) * NANODEGREE * 1e9) / 1e9;

const textAt = (place: number | undefined, { strings }: Block) => strings[place ?? 0] ?? '';

function tagsOf(keys: readonly number[], values: readonly number[], block: Block): OsmTags {
  const tags: Record<string, string> = {};
  for (const [at, key] of keys.entries()) tags[textAt(key, block)] = textAt(values[at], block);
  return tags;
}

function readNode(bytes: Uint8Array, block: Block, collector: OsmCollector): void {
  const node = { id: 0, latitude: 0, longitude: 0, keys: [] as number[], values: [] as number[] };
  new PbfReader(bytes).readFields((tag, into: typeof node, pbf) => {
    if (tag === 1) into.id = pbf.readSVarint();
    else if (tag === 2) pbf.readPackedVarint(into.keys);
    else if (tag === 3) pbf.readPackedVarint(into.values);
    else if (tag === 8) into.latitude = pbf.readSVarint();
    else if (tag === 9) into.longitude = pbf.readSVarint();
  }, node);
  collector.addNode(
    node.id,
    degrees(block.longitudeOffset, block.granularity, node.longitude),
    degrees(block.latitudeOffset, block.granularity, node.latitude),
    node.keys.length === 0 ? null : tagsOf(node.keys, node.values, block),
  );
}

function readDenseNodes(bytes: Uint8Array, block: Block, collector: OsmCollector): void {
  const dense = {
    ids: [] as number[],
    latitudes: [] as number[],
    longitudes: [] as number[],
    tags: [] as number[],
  };
  new PbfReader(bytes).readFields((tag, into: typeof dense, pbf) => {
    if (tag === 1) pbf.readPackedSVarint(into.ids);
    else if (tag === 8) pbf.readPackedSVarint(into.latitudes);
    else if (tag === 9) pbf.readPackedSVarint(into.longitudes);
    else if (tag === 10) pbf.readPackedVarint(into.tags);
  }, dense);
  let [id, latitude, longitude, cursor] = [0, 0, 0, 0];
  for (let index = 0; index < dense.ids.length; index += 1) {
    id += dense.ids[index] ?? 0;
    latitude += dense.latitudes[index] ?? 0;
    longitude += dense.longitudes[index] ?? 0;
    // Pairs of key and value, one node after the other, each closed by a zero.
    let tags: Record<string, string> | null = null;
    for (; (dense.tags[cursor] ?? 0) !== 0; cursor += 2) {
      tags ??= {};
      tags[textAt(dense.tags[cursor], block)] = textAt(dense.tags[cursor + 1], block);
    }
    cursor += 1;
    collector.addNode(
      id,
      degrees(block.longitudeOffset, block.granularity, longitude),
      degrees(block.latitudeOffset, block.granularity, latitude),
      tags,
    );
  }
}

function readWay(bytes: Uint8Array, block: Block, collector: OsmCollector): void {
  const way = { id: 0, keys: [] as number[], values: [] as number[], steps: [] as number[] };
  new PbfReader(bytes).readFields((tag, into: typeof way, pbf) => {
    if (tag === 1) into.id = pbf.readVarint();
    else if (tag === 2) pbf.readPackedVarint(into.keys);
    else if (tag === 3) pbf.readPackedVarint(into.values);
    else if (tag === 8) pbf.readPackedSVarint(into.steps);
  }, way);
  let ref = 0;
  const nodes = way.steps.map((step) => (ref += step));
  collector.addWay(way.id, nodes, tagsOf(way.keys, way.values, block));
}

function readRelation(bytes: Uint8Array, block: Block, collector: OsmCollector): void {
  const relation = {
    id: 0,
    keys: [] as number[],
    values: [] as number[],
    roles: [] as number[],
    steps: [] as number[],
    kinds: [] as number[],
  };
  new PbfReader(bytes).readFields((tag, into: typeof relation, pbf) => {
    if (tag === 1) into.id = pbf.readVarint();
    else if (tag === 2) pbf.readPackedVarint(into.keys);
    else if (tag === 3) pbf.readPackedVarint(into.values);
    else if (tag === 8) pbf.readPackedVarint(into.roles);
    else if (tag === 9) pbf.readPackedSVarint(into.steps);
    else if (tag === 10) pbf.readPackedVarint(into.kinds);
  }, relation);
  let id = 0;
  const members = relation.steps.map((step, at): OsmMember => {
    id += step;
    const kind = MEMBER_KINDS[relation.kinds[at] ?? 0] ?? 'node';
    return { kind, id, role: textAt(relation.roles[at], block) };
  });
  collector.addRelation(relation.id, members, tagsOf(relation.keys, relation.values, block));
}
