import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { zipArchive } from './xlsx-file.ts';

const OGR2OGR = '/usr/bin/ogr2ogr';
export const gdalMissing = !existsSync(OGR2OGR);

/**
 * Writes GeoJSON in another format by GDAL's ogr2ogr.
 * @param name file to write; its ending tells GDAL nothing, `args` do
 * @returns the one file, or a zip of all that were written for `.shp`, `.tab` and `.mif`
 */
export function madeByGdal(geoJson: unknown, name: string, args: readonly string[]): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'diaban-gdal-'));
  try {
    const source = join(folder, 'source.geojson');
    writeFileSync(source, JSON.stringify(geoJson));
    execFileSync(OGR2OGR, [...args, join(folder, name), source], { stdio: 'pipe' });
    rmSync(source);
    const files = readdirSync(folder);
    const read = (file: string) => readFileSync(join(folder, file));
    if (!/\.(?:shp|tab|mif)$/.test(name)) return read(name);
    return zipArchive(files.map((file) => ({ name: file, content: read(file) })));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
