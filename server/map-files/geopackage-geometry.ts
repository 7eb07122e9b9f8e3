import type { Position } from 'geojson';

const ENVELOPE_BYTES = [0, 32, 48, 48, 64];
const SINGLE = ['', 'Point', 'LineString', 'Polygon'] as const;
/** Kinds made of other geometries: their name, and the member that holds the parts. */
const MULTIPLE = ['', '', '', '', 'MultiPoint', 'MultiLineString', 'MultiPolygon'] as const;
const COLLECTION = 7;
const MAXIMUM_NESTING = 8;

export type PlainGeometry =
  | { type: string; coordinates: unknown[] }
  | { type: 'GeometryCollection'; geometries: PlainGeometry[] };

/** A place in a run of well-known binary. */
type Cursor = { bytes: Buffer; at: number; little: boolean };

/**
 * Geometry of a GeoPackage blob (header "GP", envelope, then WKB, ISO or extended, Z and M dropped) in the manner of
 * GeoJSON, in the file's coordinates. Null for curves and for an empty one.
 * @throws Error when the blob ends too early or is no such blob
 */
export function readGeoPackageGeometry(blob: Uint8Array): PlainGeometry | null {
  const bytes = Buffer.from(blob.buffer, blob.byteOffset, blob.byteLength);
  if (bytes.toString('latin1', 0, 2) !== 'GP') throw new Error('no GeoPackage geometry');
  const flags = bytes.readUInt8(3);
  const envelope = ENVELOPE_BYTES[(flags >> 1) & 7];
  if (envelope === undefined || (flags & 0x20) !== 0) return null;
  const geometry = readGeometry({ bytes, at: 8 + envelope, little: true }, 0);
  return geometry === null || isEmpty(geometry) ? null : geometry;
}

/** The geometry at the cursor, which ends up behind it; null for a kind that is not read. */
function readGeometry(cursor: Cursor, nesting: number): PlainGeometry | null {
  const { type, dimensions } = readType(cursor);
  const single = SINGLE[type];
  if (single === 'Point') return { type: single, coordinates: readPosition(cursor, dimensions) };
  if (single === 'LineString') return { type: single, coordinates: readLine(cursor, dimensions) };
  if (single === 'Polygon') return { type: single, coordinates: readRings(cursor, dimensions) };
  const multiple = MULTIPLE[type];
  if ((type !== COLLECTION && multiple === undefined) || type === 0 || nesting > MAXIMUM_NESTING) {
    return null;
  }
  const parts: PlainGeometry[] = [];
  for (let left = readCount(cursor, 5); left > 0; left -= 1) {
    const part = readGeometry(cursor, nesting + 1);
    // Where a part of another kind ends is not known, so nothing behind it can be read.
    if (part === null) return null;
    parts.push(part);
  }
  if (multiple === undefined) return { type: 'GeometryCollection', geometries: parts };
  return {
    type: multiple,
    coordinates: parts.flatMap((part) => ('coordinates' in part ? [part.coordinates] : [])),
  };
}

function isEmpty(geometry: PlainGeometry): boolean {
  return 'coordinates' in geometry
    ? geometry.coordinates.length === 0 || Number.isNaN(geometry.coordinates[0])
    : geometry.geometries.length === 0;
}

function readType(cursor: Cursor): { type: number; dimensions: number } {
  cursor.little = cursor.bytes.readUInt8(cursor.at) === 1;
  cursor.at += 1;
  const code = readUInt32(cursor);
  const isExtended = code > 0xffff;
  if (isExtended && (code & 0x20000000) !== 0) cursor.at += 4;
  const kind = code & 0xffff;
  const thousands = Math.floor(kind / 1000);
  const hasZ = (code & 0x80000000) !== 0 || thousands === 1 || thousands === 3;
  const hasM = (code & 0x40000000) !== 0 || thousands === 2 || thousands === 3;
  return { type: kind % 1000, dimensions: 2 + Number(hasZ) + Number(hasM) };
}

function readRings(cursor: Cursor, dimensions: number): Position[][] {
  const rings: Position[][] = [];
  for (let left = readCount(cursor, 4); left > 0; left -= 1)
    rings.push(readLine(cursor, dimensions));
  return rings;
}

function readLine(cursor: Cursor, dimensions: number): Position[] {
  const line: Position[] = [];
  for (let left = readCount(cursor, dimensions * 8); left > 0; left -= 1) {
    line.push(readPosition(cursor, dimensions));
  }
  return line;
}

function readPosition(cursor: Cursor, dimensions: number): Position {
  const { bytes, little, at } = cursor;
  cursor.at += dimensions * 8;
  return little
    ? [bytes.readDoubleLE(at), bytes.readDoubleLE(at + 8)]
    : [bytes.readDoubleBE(at), bytes.readDoubleBE(at + 8)];
}

/** A count that the bytes left can hold: a damaged one must not make us allocate for billions. */
function readCount(cursor: Cursor, bytesEach: number): number {
  const count = readUInt32(cursor);
  if (count * bytesEach > cursor.bytes.length - cursor.at)
    throw new Error('geometry ends too early');
  return count;
}

function readUInt32(cursor: Cursor): number {
  const { bytes, at, little } = cursor;
  cursor.at += 4;
  return little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
}
