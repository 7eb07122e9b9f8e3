import type { Position } from 'geojson';
import { openShp } from 'shapefile';

import type { TextEncoding } from '#server/tables/vietnamese-encodings.ts';
import type { ZipEntry } from '#server/tables/zip-archive.ts';

import { brokenIfItThrows } from './boundary-file-error.ts';
import { readDbf } from './dbf-table.ts';
import { polygonsOf } from './read-geojson.ts';
import { checkShapeRecords } from './shape-records.ts';
import type {
  AttributeValue,
  BoundaryLimits,
  BoundaryWarning,
  DeclaredCrs,
  RawLayer,
} from './boundary-file.ts';

/**
 * Reads one Shapefile of an archive: the shapes, and beside them the attributes, the coordinate system
 * and the declared encoding where they are there.
 * @param shp the .shp entry
 * @throws BoundaryFileError `boundary.file_broken` and what the zip and the shapes throw
 */
export async function readShapefile(
  archive: ReadonlyMap<string, ZipEntry>,
  shp: ZipEntry,
  limits: BoundaryLimits,
): Promise<RawLayer> {
  const shapes = await readShapes(await shp.read(), limits);
  const table = await readBeside(archive, shp, 'dbf');
  const rows = table ? readDbf(table) : [];
  const warnings = checkCounts(shapes.length, table ? rows.length : null);
  const features = shapes.map((polygons, i): RawLayer['features'][number] => {
    const properties: Record<string, AttributeValue> = rows[i] ?? {};
    return { properties, polygons };
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

async function readShapes(
  bytes: Uint8Array,
  limits: BoundaryLimits,
): Promise<(Position[][][] | null)[]> {
  checkShapeRecords(bytes, limits);
  return await brokenIfItThrows('shp', async () => {
    const source = await openShp(bytes);
    const shapes: (Position[][][] | null)[] = [];
    for (let next = await source.read(); !next.done; next = await source.read()) {
      shapes.push(polygonsOf(next.value));
    }
    return shapes;
  });
}

/** The file of the same name with another ending, whatever its case; null when there is none. */
async function readBeside(
  archive: ReadonlyMap<string, ZipEntry>,
  shp: ZipEntry,
  ending: string,
): Promise<Uint8Array | null> {
  const wanted = `${shp.name.slice(0, -3)}${ending}`.toLowerCase();
  const name = [...archive.keys()].find((candidate) => candidate.toLowerCase() === wanted);
  return (await archive.get(name ?? '')?.read()) ?? null;
}

function checkCounts(shapes: number, rows: number | null): BoundaryWarning[] {
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
