import { openShp } from 'shapefile';

import type { TextEncoding } from '#server/tables/vietnamese-encodings.ts';
import type { ZipEntry } from '#server/tables/zip-archive.ts';

import { brokenIfItThrows, MapFileError } from './map-file-error.ts';
import type { AttributeValue, MapLimits, MapWarning, DeclaredCrs, MapLayer } from './map-file.ts';
import { readBeside, type Archive } from './archive.ts';
import { readDbf } from './dbf-table.ts';

const FILE_CODE = 9994;
const HEADER = 100;
const RECORD_HEADER = 8;
/** Before the numbers of the parts: type, box, count of parts, count of points. */
const PARTS_HEADER = 44;
/** Before the positions: type, box, count of points. */
const POINTS_HEADER = 40;
/** Kinds of shapes by the last digit of their number; the tens say which have Z and M. */
const POINT = 1;
const LINE = 3;
const POLYGON = 5;
const MULTI_POINT = 8;
const TYPES = [POINT, LINE, POLYGON, MULTI_POINT].flatMap((type) => [type, type + 10, type + 20]);
/** Rings times vertices of one shape: what finding the ring around each hole costs at worst. */
const MAXIMUM_RING_WORK = 1_000_000_000;

/**
 * Reads one Shapefile of an archive: the shapes, and beside them the attributes, the coordinate system
 * and the declared encoding where they are there.
 * @param shp the .shp entry
 * @throws MapFileError `file_broken` and what the zip and the shapes throw
 */
export async function readShapefile(
  archive: Archive,
  shp: ZipEntry,
  limits: MapLimits,
): Promise<MapLayer> {
  const shapes = await readShapes(await shp.read(), limits);
  const table = await readBeside(archive, shp, 'dbf');
  const rows = table ? readDbf(table) : [];
  const warnings = checkCounts(shapes.length, table ? rows.length : null);
  const features = shapes.map((geometry, i): MapLayer['features'][number] => {
    const properties: Record<string, AttributeValue> = rows[i] ?? {};
    return { properties, geometry };
  });
  return {
    format: 'shapefile',
    layer: shp.name.replace(/^.*\//, '').slice(0, -4),
    crs: declaredCrs(await readBeside(archive, shp, 'prj')),
    features,
    text: 'bytes',
    declaredEncoding: encodingOf(await readBeside(archive, shp, 'cpg')),
    warnings,
  };
}

async function readShapes(bytes: Uint8Array, limits: MapLimits): Promise<unknown[]> {
  checkShapeRecords(bytes, limits);
  return await brokenIfItThrows('shp', async () => {
    const source = await openShp(bytes);
    const shapes: unknown[] = [];
    for (let next = await source.read(); !next.done; next = await source.read()) {
      shapes.push(next.value);
    }
    return shapes;
  });
}

function checkCounts(shapes: number, rows: number | null): MapWarning[] {
  if (rows === null) return [{ code: 'attributes_missing' }];
  return rows === shapes ? [] : [{ code: 'record_counts_differ', parameters: { shapes, rows } }];
}

function declaredCrs(prj: Uint8Array | null): DeclaredCrs {
  const wkt = prj === null ? '' : new TextDecoder().decode(prj).trim();
  return { from: 'prj', srid: null, wkt: wkt === '' ? null : wkt };
}

/** Western code pages are not believed: they stand beside text of the old Vietnamese fonts too. */
function encodingOf(cpg: Uint8Array | null): TextEncoding | null {
  const text = cpg === null ? '' : new TextDecoder().decode(cpg);
  if (/utf-?8|65001/i.test(text)) return 'utf-8';
  return /1258/.test(text) ? 'windows-1258' : null;
}

/**
 * Walks the records of a .shp before anything is built from them, because the parser trusts their counts:
 * a damaged one makes it allocate gigabytes or leave half a shape out in silence.
 * @throws MapFileError `file_broken`, `no_shapes`, `too_many_vertices`
 */
function checkShapeRecords(bytes: Uint8Array, limits: MapLimits): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length < HEADER || buffer.readInt32BE(0) !== FILE_CODE) throw broken();
  if (buffer.readInt32BE(24) * 2 > buffer.length) throw broken();
  const type = buffer.readInt32LE(32);
  if (!TYPES.includes(type)) throw new MapFileError('no_shapes', { reason: 'shape_type' });
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
      throw new MapFileError('too_many_vertices', { limit: limits.maximumVertices });
    }
    at = next;
  }
}

/** Checks one record and returns how many vertices it has. */
function checkRecord(record: Buffer, type: number): number {
  const ownType = record.readInt32LE(0);
  if (ownType === 0) return 0;
  if (ownType !== type) throw broken();
  if (type % 10 === POINT) {
    if (record.length < 20) throw broken();
    return 1;
  }
  if (type % 10 === MULTI_POINT) return checkPoints(record);
  if (record.length < PARTS_HEADER) throw broken();
  const parts = record.readInt32LE(36);
  const points = record.readInt32LE(40);
  if (parts < 0 || points < 0 || PARTS_HEADER + parts * 4 + points * 16 > record.length)
    throw broken();
  if (parts * points > MAXIMUM_RING_WORK) {
    throw new MapFileError('too_many_vertices', {
      reason: 'rings',
      limit: MAXIMUM_RING_WORK,
    });
  }
  let before = 0;
  for (let part = 0; part < parts; part += 1) {
    const start = record.readInt32LE(PARTS_HEADER + part * 4);
    if (start < before || start > points) throw broken();
    before = start;
  }
  return points;
}

function checkPoints(record: Buffer): number {
  if (record.length < POINTS_HEADER) throw broken();
  const points = record.readInt32LE(36);
  if (points < 0 || POINTS_HEADER + points * 16 > record.length) throw broken();
  return points;
}

function broken(): MapFileError {
  return new MapFileError('file_broken', { reason: 'shp' });
}
