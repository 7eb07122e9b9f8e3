import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import sqlite from 'node-sqlite3-wasm';

import { MapFileError, brokenIfItThrows, severalLayers } from './map-file-error.ts';
import { readGeoPackageGeometry, type PlainGeometry } from './geopackage-geometry.ts';
import { countPositions } from './count-positions.ts';
import {
  eachRow,
  findSpatialSystem,
  isSound,
  isStoredTable,
  listColumns,
  listSpatialLayers,
  type GeoPackageFile,
} from './geopackage-queries.ts';
import type {
  AttributeValue,
  MapWarning,
  DeclaredCrs,
  LayerChoice,
  MapFeature,
  MapLayer,
} from './map-file.ts';
import type { SpatialLayer } from './geopackage-queries.ts';

const JOURNAL_VERSIONS = [18, 19];
const OWN_TABLES = ['gpkg_geometry_columns', 'gpkg_spatial_ref_sys'];

/**
 * Reads one layer of a GeoPackage; the name of a layer is that of its table.
 * @throws MapFileError `file_broken`, `not_a_map_file` for another SQLite file,
 *   `several_layers`, `no_shapes`, `too_many_vertices`
 */
export async function readGeoPackage(bytes: Uint8Array, choice: LayerChoice): Promise<MapLayer> {
  const { content, hadJournal } = withoutWriteAheadLog(bytes);
  const folder = mkdtempSync(join(tmpdir(), 'diaban-import-'));
  try {
    return await brokenIfItThrows('sqlite', () => {
      const database = opened(join(folder, 'map.gpkg'), content);
      try {
        if (!isSound(database)) throw new MapFileError('file_broken', { reason: 'sqlite' });
        const layer = readLayer(database, choice);
        return hadJournal
          ? { ...layer, warnings: [...layer.warnings, { code: 'unsaved_changes' as const }] }
          : layer;
      } finally {
        database.close();
      }
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Opens the file and takes its name away at once: nothing of it stays on the disk when this process is killed. */
function opened(path: string, content: Uint8Array): GeoPackageFile {
  writeFileSync(path, content, { mode: 0o600 });
  try {
    return new sqlite.Database(path, { readOnly: true });
  } finally {
    rmSync(path);
  }
}

function readLayer(
  database: GeoPackageFile,
  { limits, layer: wanted, takes }: LayerChoice,
): MapLayer {
  if (!OWN_TABLES.every((table) => isStoredTable(database, table))) {
    throw new MapFileError('not_a_map_file', { reason: 'other_sqlite' });
  }
  const candidates = listSpatialLayers(database)
    .filter((layer) => isStoredTable(database, layer.table))
    .filter((layer) => wanted === null || layer.table === wanted);
  const read = candidates
    .map((layer) => ({ layer, ...readFeatures(database, layer, limits) }))
    .filter(({ features }) => features.some(({ geometry }) => takes(geometry)));
  const [only, ...others] = read;
  if (!only) throw new MapFileError('no_shapes');
  if (others.length > 0) {
    throw severalLayers(read.map(({ layer }) => layer.table));
  }
  return {
    format: 'geopackage',
    layer: only.layer.table,
    crs: declaredCrs(database, only.layer.srsId),
    features: only.features,
    text: 'unicode',
    declaredEncoding: null,
    warnings: only.warnings,
  };
}

function readFeatures(
  database: GeoPackageFile,
  layer: SpatialLayer,
  limits: LayerChoice['limits'],
) {
  const columns = listColumns(database, layer.table);
  const shape = columns.indexOf(layer.column);
  const features: MapFeature[] = [];
  const warnings: MapWarning[] = [];
  if (shape === -1) return { features, warnings };
  let vertices = 0;
  for (const row of eachRow(database, layer.table, columns, limits.maximumFeatures)) {
    const values = columns.flatMap((name, i): [string, AttributeValue][] =>
      i === shape ? [] : [[name, attributeOf(row[i])]],
    );
    const geometry = geometryOf(row[shape]);
    vertices += countPositions(geometry);
    if (vertices > limits.maximumVertices || features.length >= limits.maximumFeatures) {
      const limit =
        vertices > limits.maximumVertices ? limits.maximumVertices : limits.maximumFeatures;
      throw new MapFileError('too_many_vertices', { limit });
    }
    features.push({ properties: Object.fromEntries(values), geometry });
  }
  return { features, warnings };
}

function geometryOf(value: unknown): PlainGeometry | null {
  return value instanceof Uint8Array ? readGeoPackageGeometry(value) : null;
}

function attributeOf(value: unknown): AttributeValue {
  if (typeof value === 'string') return value;
  // Whole numbers beyond 2^53 come as bigint.
  const number = typeof value === 'bigint' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** -1 and 0 are the format's own numbers for "not known". */
function declaredCrs(database: GeoPackageFile, srsId: number): DeclaredCrs {
  const nothing = { from: 'geopackage' as const, srid: null, wkt: null };
  const system = srsId > 0 ? findSpatialSystem(database, srsId) : null;
  if (!system) return srsId > 0 ? { ...nothing, srid: srsId } : nothing;
  const srid = system.organization.toUpperCase() === 'EPSG' ? system.code : null;
  return {
    ...nothing,
    srid,
    wkt: /^undefined$/i.test(system.definition) ? null : system.definition,
  };
}

/**
 * A file that an open desktop program left in write-ahead mode cannot be opened in memory; put back into
 * rollback mode it can. What stood only in the log beside it is not there: hence the warning.
 */
function withoutWriteAheadLog(bytes: Uint8Array): { content: Uint8Array; hadJournal: boolean } {
  if (!JOURNAL_VERSIONS.some((at) => bytes[at] === 2)) return { content: bytes, hadJournal: false };
  const content = Uint8Array.from(bytes);
  for (const at of JOURNAL_VERSIONS) content[at] = 1;
  return { content, hadJournal: true };
}
