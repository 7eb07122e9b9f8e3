import { readFile } from 'node:fs/promises';

import type { BoundaryImport } from '#server/features/boundaries/commands.ts';

import { realData } from './real-data.ts';

const FILES = {
  geojson: 'hanoi_communes_2025_osm.geojson',
  kml: 'import-samples/communes_osm.kml',
  shapefile: 'import-samples/communes_osm_wgs84.zip',
  shapefileVn2000: 'import-samples/communes_osm_vn2000_tm3_105.zip',
  geopackageVn2000: 'import-samples/communes_osm_vn2000_utm48n.gpkg',
} as const;

export type RealBoundaryFile = keyof typeof FILES;
export const REAL_BOUNDARY_FILES = [
  'geojson',
  'kml',
  'shapefile',
  'shapefileVn2000',
  'geopackageVn2000',
] as const;

/** Everything but the database that boundary commands need, on a day that stands still. */
export const boundaryDeps = {
  clock: { now: () => '2026-11-24T01:00:00.000Z', today: () => '2026-11-24' },
  points: { reload: () => Promise.resolve() },
};

/** An import of one of the real files, with what an administrator would say about it. */
export async function boundaryFile(
  name: RealBoundaryFile,
  more: Partial<BoundaryImport> = {},
): Promise<BoundaryImport> {
  const fileName = FILES[name];
  return importOf(await readFile(realData(fileName)), { fileName, ...more });
}

/** An import of bytes that a test has made. */
export function importOf(bytes: Uint8Array, more: Partial<BoundaryImport> = {}): BoundaryImport {
  return {
    bytes,
    fileName: 'communes.geojson',
    encoding: 'auto',
    sourceSrid: null,
    layer: null,
    acceptConflicts: false,
    source: '© OpenStreetMap contributors',
    sourceDate: null,
    licence: 'ODbL 1.0',
    validFrom: null,
    allowPartial: false,
    dryRun: false,
    ...more,
  };
}
