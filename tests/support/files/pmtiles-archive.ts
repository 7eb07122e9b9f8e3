import { PbfWriter } from 'pbf';
import { zxyToTileId } from 'pmtiles';

const EXTENT = 4096;
const HEADER_BYTES = 127;
const NOT_COMPRESSED = 1;
const VECTOR_TILES = 1;
const MOVE = 1;
const LINE = 2;
const CLOSE = 7;

/** Name of every road of {@link inventedArchive}. */
export const INVENTED_ROAD = 'Đường Nền Minh Họa';

/** An invented ground in the Protomaps schema: one tile with a lake and a grid of named roads, over all zooms. */
export function inventedArchive(tile: { z: number; x: number; y: number }): Buffer {
  const metadata = Buffer.from(
    JSON.stringify({
      attribution: 'Nền thử, hư cấu',
      vector_layers: [
        { id: 'water', fields: { kind: 'String' } },
        { id: 'roads', fields: { kind: 'String', name: 'String' } },
      ],
    }),
  );
  const content = Buffer.from(groundTile());
  const directory = Buffer.from(directoryOf(zxyToTileId(tile.z, tile.x, tile.y), content.length));
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('PMTiles');
  header.writeUInt8(3, 7);
  const parts = [directory, metadata, Buffer.alloc(0), content];
  let offset = HEADER_BYTES;
  for (const [index, part] of parts.entries()) {
    header.writeBigUInt64LE(BigInt(offset), 8 + index * 16);
    header.writeBigUInt64LE(BigInt(part.length), 16 + index * 16);
    offset += part.length;
  }
  for (const count of [72, 80, 88]) header.writeBigUInt64LE(1n, count);
  for (const [index, value] of [1, NOT_COMPRESSED, NOT_COMPRESSED, VECTOR_TILES].entries()) {
    header.writeUInt8(value, 96 + index);
  }
  header.writeUInt8(tile.z, 100);
  header.writeUInt8(tile.z, 101);
  for (const [at, degrees] of [
    [102, -180],
    [106, -85],
    [110, 180],
    [114, 85],
  ] as const) {
    header.writeInt32LE(degrees * 1e7, at);
  }
  return Buffer.concat([header, ...parts]);
}

function directoryOf(tileId: number, length: number): Uint8Array {
  const writer = new PbfWriter();
  // One entry: number of entries, then id, run length, length and offset + 1 of each.
  for (const value of [1, tileId, 1, length, 1]) writer.writeVarint(value);
  return writer.finish();
}

function groundTile(): Uint8Array {
  const step = EXTENT / 64;
  const roads = Array.from({ length: 63 }, (_, index) => (index + 1) * step).flatMap((at) => [
    line([at, 0], [at, EXTENT]),
    line([0, at], [EXTENT, at]),
  ]);
  const lake = [
    command(MOVE, 1),
    ...delta(1000, 1000),
    command(LINE, 3),
    ...delta(2000, 0),
    ...delta(0, 2000),
    ...delta(-2000, 0),
    command(CLOSE, 1),
  ];
  const writer = new PbfWriter();
  writer.writeMessage(3, writeLayer, {
    name: 'water',
    tags: { kind: 'lake' },
    type: 3,
    shapes: [lake],
  });
  writer.writeMessage(3, writeLayer, {
    name: 'roads',
    tags: { kind: 'major_road', name: INVENTED_ROAD },
    type: 2,
    shapes: roads,
  });
  return writer.finish();
}

/** `tags` are those of each shape. */
type Layer = { name: string; tags: Record<string, string>; type: number; shapes: number[][] };

function writeLayer(layer: Layer, writer: PbfWriter): void {
  writer.writeVarintField(15, 2);
  writer.writeStringField(1, layer.name);
  for (const shape of layer.shapes) {
    const tags = Object.keys(layer.tags).flatMap((_, at) => [at, at]);
    writer.writeMessage(2, writeFeature, { tags, type: layer.type, shape });
  }
  for (const key of Object.keys(layer.tags)) writer.writeStringField(3, key);
  for (const value of Object.values(layer.tags)) {
    writer.writeMessage(
      4,
      (text: string, message: PbfWriter) => message.writeStringField(1, text),
      value,
    );
  }
  writer.writeVarintField(5, EXTENT);
}

function writeFeature(
  feature: { tags: number[]; type: number; shape: number[] },
  writer: PbfWriter,
): void {
  writer.writePackedVarint(2, feature.tags);
  writer.writeVarintField(3, feature.type);
  writer.writePackedVarint(4, feature.shape);
}

type Place = readonly [number, number];

function line([fromX, fromY]: Place, [toX, toY]: Place): number[] {
  return [
    command(MOVE, 1),
    ...delta(fromX, fromY),
    command(LINE, 1),
    ...delta(toX - fromX, toY - fromY),
  ];
}

/** A command and how often it is said, in one number: Mapbox Vector Tile specification 2.1, 4.3.1. */
function command(id: number, count: number): number {
  return (count << 3) | id;
}

function delta(x: number, y: number): number[] {
  return [zigzag(x), zigzag(y)];
}

function zigzag(value: number): number {
  return (value << 1) ^ (value >> 31);
}
