import type sqlite from 'node-sqlite3-wasm';

export type GeoPackageFile = InstanceType<typeof sqlite.Database>;
type Row = Readonly<Record<string, unknown>>;

export type SpatialLayer = { table: string; column: string; srsId: number };
export type SpatialSystem = { organization: string; code: number; definition: string };

/**
 * Makes SQLite distrust the file and look it through; false when it is damaged.
 * Check constraints are code of the file's author, so they are not run.
 */
export function isSound(database: GeoPackageFile): boolean {
  database.exec('pragma trusted_schema = off; pragma ignore_check_constraints = on');
  return rowsOf(database, 'pragma quick_check(1)').every((row) => row['quick_check'] === 'ok');
}

/** True for a stored table; a view or virtual table would run whatever its author wrote. */
export function isStoredTable(database: GeoPackageFile, name: string): boolean {
  const [row] = rowsOf(
    database,
    "select type, sql from sqlite_master where lower(name) = lower($name) and type in ('table', 'view')",
    { $name: name },
  );
  return row?.['type'] === 'table' && !/^\s*create\s+virtual/i.test(String(row['sql']));
}

export function listSpatialLayers(database: GeoPackageFile): SpatialLayer[] {
  return rowsOf(
    database,
    'select table_name, column_name, srs_id from gpkg_geometry_columns order by table_name',
  ).map((row) => ({
    table: String(row['table_name']),
    column: String(row['column_name']),
    srsId: Number(row['srs_id']),
  }));
}

export function findSpatialSystem(database: GeoPackageFile, srsId: number): SpatialSystem | null {
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
export function listColumns(database: GeoPackageFile, table: string): string[] {
  return rowsOf(database, 'select name from pragma_table_info($table)', { $table: table }).map(
    (row) => String(row['name']),
  );
}

/** The rows of a layer, one more than `limit` at most, so that too many can be told from just enough. */
export function* eachRow(
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
