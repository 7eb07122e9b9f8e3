import type { Position } from 'geojson';

const ENVELOPE_BYTES = [0, 32, 48, 48, 64];
const POLYGON = 3;
const MULTI_POLYGON = 6;
const COLLECTION = 7;
const MAXIMUM_NESTING = 8;

/** A place in a run of well-known binary. */
type Cursor = { bytes: Buffer; at: number; little: boolean };

/**
 * Polygons of a GeoPackage geometry blob (header "GP", envelope, then WKB, ISO or extended, Z and M dropped).
 * Null for any other kind of geometry and for an empty one.
 * @throws Error when the blob ends too early or is no such blob
 */
export function readGeoPackageGeometry(blob: Uint8Array): Position[][][] | null {
  const bytes = Buffer.from(blob.buffer, blob.byteOffset, blob.byteLength);
  if (bytes.toString('latin1', 0, 2) !== 'GP') throw new Error('no GeoPackage geometry');
  const flags = bytes.readUInt8(3);
  const envelope = ENVELOPE_BYTES[(flags >> 1) & 7];
  if (envelope === undefined || (flags & 0x20) !== 0) return null;
  const polygons = readGeometry({ bytes, at: 8 + envelope, little: true }, 0);
  return polygons !== null && polygons.length > 0 ? polygons : null;
}

/** The polygons at the cursor, which ends up behind them; null for a geometry without any. */
function readGeometry(cursor: Cursor, nesting: number): Position[][][] | null {
  const { type, dimensions } = readType(cursor);
  if (type === POLYGON) return [readRings(cursor, dimensions)];
  if ((type !== MULTI_POLYGON && type !== COLLECTION) || nesting > MAXIMUM_NESTING) return null;
  const polygons: Position[][][] = [];
  for (let left = readCount(cursor, 5); left > 0; left -= 1) {
    const part = readGeometry(cursor, nesting + 1);
    // Where a part of another kind ends is not known, so nothing behind it can be read.
    if (part === null) return null;
    for (const polygon of part) polygons.push(polygon);
  }
  return polygons;
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
    rings.push(readRing(cursor, dimensions));
  return rings;
}

function readRing(cursor: Cursor, dimensions: number): Position[] {
  const { bytes, little } = cursor;
  const ring: Position[] = [];
  for (let left = readCount(cursor, dimensions * 8); left > 0; left -= 1) {
    const x = little ? bytes.readDoubleLE(cursor.at) : bytes.readDoubleBE(cursor.at);
    const y = little ? bytes.readDoubleLE(cursor.at + 8) : bytes.readDoubleBE(cursor.at + 8);
    ring.push([x, y]);
    cursor.at += dimensions * 8;
  }
  return ring;
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
