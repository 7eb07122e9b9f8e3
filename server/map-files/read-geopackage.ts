import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sqlite from 'node-sqlite3-wasm';

import { MapFileError, brokenIfItThrows, severalLayers } from './map-file-error.ts';
import { readGeoPackageGeometry, type PlainGeometry } from './geopackage-geometry.ts';
import { countPositions } from './count-positions.ts';
import type {
  AttributeValue,
  MapWarning,
  DeclaredCrs,
  LayerChoice,
  MapFeature,
  MapLayer,
} from './map-file.ts';

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

type GeoPackageFile = InstanceType<typeof sqlite.Database>;

type Row = Readonly<Record<string, unknown>>;

type SpatialLayer = { table: string; column: string; srsId: number };

type SpatialSystem = { organization: string; code: number; definition: string };

/**
 * Makes SQLite distrust the file and look it through; false when it is damaged.
 * Check constraints are code of the file's author, so they are not run.
 */
function isSound(database: GeoPackageFile): boolean {
  database.exec('pragma trusted_schema = off; pragma ignore_check_constraints = on');
  return rowsOf(database, 'pragma quick_check(1)').every((row) => row['quick_check'] === 'ok');
}

/** True for a stored table; a view or virtual table would run whatever its author wrote. */
function isStoredTable(database: GeoPackageFile, name: string): boolean {
  const [row] = rowsOf(
    database,
    "select type, sql from sqlite_master where lower(name) = lower($name) and type in ('table', 'view')",
    { $name: name },
  );
  return row?.['type'] === 'table' && !/^\s*create\s+virtual/i.test(String(row['sql']));
}

function listSpatialLayers(database: GeoPackageFile): SpatialLayer[] {
  return rowsOf(
    database,
    'select table_name, column_name, srs_id from gpkg_geometry_columns order by table_name',
  ).map((row) => ({
    table: String(row['table_name']),
    column: String(row['column_name']),
    srsId: Number(row['srs_id']),
  }));
}

function findSpatialSystem(database: GeoPackageFile, srsId: number): SpatialSystem | null {
  const [row] = rowsOf(
    database,
    'select organization, organization_coordsys_id, definition from gpkg_spatial_ref_sys where srs_id = $id',
    { $id: srsId },
  );
  if (!row) return null;
  return {
    organization: String(row['organization']),
    code: Number(row['organization_coordsys_id']),
    definition: String(row['definition']),
  };
}

/** Stored columns of a table; generated ones are left out, as they compute what their author wrote. */
function listColumns(database: GeoPackageFile, table: string): string[] {
  return rowsOf(database, 'select name from pragma_table_info($table)', { $table: table }).map(
    (row) => String(row['name']),
  );
}

/** The rows of a layer, one more than `limit` at most, so that too many can be told from just enough. */
function* eachRow(
  database: GeoPackageFile,
  table: string,
  columns: readonly string[],
  limit: number,
): Generator<unknown[]> {
  // Numbered, so that no name of a column means anything to the object of a row.
  const chosen = columns.map((name, at) => `${quoteName(name)} as c${at}`).join(', ');
  const statement = database.prepare(`select ${chosen} from ${quoteName(table)} limit $limit`);
  try {
    for (const row of statement.iterate({ $limit: limit + 1 })) yield Object.values(row);
  } finally {
    statement.finalize();
  }
}

function rowsOf(database: GeoPackageFile, query: string, parameters = {}): readonly Row[] {
  return database.all(query, parameters);
}

/** SQLite takes names as parameters nowhere; doubled quotes are its own way to write any name. */
function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
