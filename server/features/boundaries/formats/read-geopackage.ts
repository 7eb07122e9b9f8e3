import type { Position } from 'geojson';
import initSqlJs from 'sql.js';
import type { Database, SqlValue } from 'sql.js';

import { BoundaryFileError, brokenIfItThrows, severalLayers } from './boundary-file-error.ts';
import { readGeoPackageGeometry } from './geopackage-geometry.ts';
import {
  eachRow,
  findSpatialSystem,
  isSound,
  isStoredTable,
  listColumns,
  listSpatialLayers,
} from './geopackage-queries.ts';
import type {
  AttributeValue,
  BoundaryLimits,
  BoundaryWarning,
  DeclaredCrs,
  RawFeature,
  RawLayer,
} from './boundary-file.ts';
import type { SpatialLayer } from './geopackage-queries.ts';

const JOURNAL_VERSIONS = [18, 19];
const OWN_TABLES = ['gpkg_geometry_columns', 'gpkg_spatial_ref_sys'];

/**
 * Reads one layer of polygons of a GeoPackage.
 * @param wantedLayer name of the table, where there are several
 * @throws BoundaryFileError `boundary.file_broken`, `boundary.not_a_boundary_file` for another SQLite file,
 *   `boundary.several_layers`, `boundary.no_polygons`, `boundary.too_many_vertices`
 */
export async function readGeoPackage(
  bytes: Uint8Array,
  limits: BoundaryLimits,
  wantedLayer: string | null,
): Promise<RawLayer> {
  const sqlite = await initSqlJs();
  const { content, hadJournal } = withoutWriteAheadLog(bytes);
  const database = await brokenIfItThrows('sqlite', () => new sqlite.Database(content));
  try {
    return await brokenIfItThrows('sqlite', () => {
      if (!isSound(database))
        throw new BoundaryFileError('boundary.file_broken', { reason: 'sqlite' });
      const layer = readLayer(database, limits, wantedLayer);
      return hadJournal
        ? { ...layer, warnings: [...layer.warnings, { code: 'unsaved_changes' as const }] }
        : layer;
    });
  } finally {
    database.close();
  }
}

function readLayer(database: Database, limits: BoundaryLimits, wanted: string | null): RawLayer {
  if (!OWN_TABLES.every((table) => isStoredTable(database, table))) {
    throw new BoundaryFileError('boundary.not_a_boundary_file', { reason: 'other_sqlite' });
  }
  const candidates = listSpatialLayers(database)
    .filter((layer) => isStoredTable(database, layer.table))
    .filter((layer) => wanted === null || layer.table === wanted);
  const read = candidates
    .map((layer) => ({ layer, ...readFeatures(database, layer, limits) }))
    .filter(({ features }) => features.some(({ polygons }) => polygons !== null));
  const [only, ...others] = read;
  if (!only) throw new BoundaryFileError('boundary.no_polygons');
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

function readFeatures(database: Database, layer: SpatialLayer, limits: BoundaryLimits) {
  const columns = listColumns(database, layer.table);
  const shape = columns.indexOf(layer.column);
  const features: RawFeature[] = [];
  const warnings: BoundaryWarning[] = [];
  if (shape === -1) return { features, warnings };
  let vertices = 0;
  for (const row of eachRow(database, layer.table, columns, limits.maximumFeatures)) {
    const values = columns.flatMap((name, i): [string, AttributeValue][] =>
      i === shape ? [] : [[name, attributeOf(row[i])]],
    );
    const polygons = polygonsOf(row[shape]);
    for (const ring of polygons?.flat() ?? []) vertices += ring.length;
    if (vertices > limits.maximumVertices || features.length >= limits.maximumFeatures) {
      const limit =
        vertices > limits.maximumVertices ? limits.maximumVertices : limits.maximumFeatures;
      throw new BoundaryFileError('boundary.too_many_vertices', { limit });
    }
    features.push({ properties: Object.fromEntries(values), polygons });
  }
  return { features, warnings };
}

function polygonsOf(value: SqlValue | undefined): Position[][][] | null {
  return value instanceof Uint8Array ? readGeoPackageGeometry(value) : null;
}

function attributeOf(value: SqlValue | undefined): AttributeValue {
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** -1 and 0 are the format's own numbers for "not known". */
function declaredCrs(database: Database, srsId: number): DeclaredCrs {
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
