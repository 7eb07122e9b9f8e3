import { BoundaryFileError } from './boundary-file-error.ts';
import type { BoundaryLimits } from './boundary-file.ts';

const FILE_CODE = 9994;
const HEADER = 100;
const RECORD_HEADER = 8;
/** Before the numbers of the parts: type, box, count of parts, count of points. */
const POLYGON_HEADER = 44;
const POLYGON_TYPES = new Set([5, 15, 25]);
/** Rings times vertices of one shape: what finding the ring around each hole costs at worst. */
const MAXIMUM_RING_WORK = 1_000_000_000;

/**
 * Walks the records of a .shp before anything is built from them, because the parser trusts their counts:
 * a damaged one makes it allocate gigabytes or leave half a shape out in silence.
 * @throws BoundaryFileError `boundary.file_broken`, `boundary.no_polygons`, `boundary.too_many_vertices`
 */
export function checkShapeRecords(bytes: Uint8Array, limits: BoundaryLimits): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length < HEADER || buffer.readInt32BE(0) !== FILE_CODE) throw broken();
  if (buffer.readInt32BE(24) * 2 > buffer.length) throw broken();
  const type = buffer.readInt32LE(32);
  if (!POLYGON_TYPES.has(type))
    throw new BoundaryFileError('boundary.no_polygons', { reason: 'shape_type' });
  const end = buffer.readInt32BE(24) * 2;
  let vertices = 0;
  let records = 0;
  for (let at = HEADER; at < end; records += 1) {
    if (at + RECORD_HEADER + 4 > end) throw broken();
    const length = buffer.readInt32BE(at + 4) * 2;
    const next = at + RECORD_HEADER + length;
    if (buffer.readInt32BE(at) !== records + 1 || length < 4 || next > end) throw broken();
    vertices += checkRecord(buffer.subarray(at + RECORD_HEADER, next), type);
    if (vertices > limits.maximumVertices) {
      throw new BoundaryFileError('boundary.too_many_vertices', { limit: limits.maximumVertices });
    }
    at = next;
  }
}

/** Checks one record and returns how many vertices it has. */
function checkRecord(record: Buffer, type: number): number {
  const ownType = record.readInt32LE(0);
  if (ownType === 0) return 0;
  if (ownType !== type || record.length < POLYGON_HEADER) throw broken();
  const parts = record.readInt32LE(36);
  const points = record.readInt32LE(40);
  if (parts < 0 || points < 0 || POLYGON_HEADER + parts * 4 + points * 16 > record.length)
    throw broken();
  if (parts * points > MAXIMUM_RING_WORK) {
    throw new BoundaryFileError('boundary.too_many_vertices', {
      reason: 'rings',
      limit: MAXIMUM_RING_WORK,
    });
  }
  let before = 0;
  for (let part = 0; part < parts; part += 1) {
    const start = record.readInt32LE(POLYGON_HEADER + part * 4);
    if (start < before || start > points) throw broken();
    before = start;
  }
  return points;
}

function broken(): BoundaryFileError {
  return new BoundaryFileError('boundary.file_broken', { reason: 'shp' });
}
