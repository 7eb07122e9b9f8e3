import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';

import sqlite from 'node-sqlite3-wasm';

import { COLUMNS, type ExportRow, type Provenance } from './export-row.ts';
import type { RowPage, RowPages } from './row-pages.ts';

type Statement = ReturnType<InstanceType<typeof sqlite.Database>['prepare']>;

const WGS84 = 4326;
/** "GPKG" and version 1.3 in the header of the file. */
const APPLICATION_ID = 0x47504b47;
const USER_VERSION = 10_300;
const LAYER = 'diem';
const TYPES = { text: 'TEXT', integer: 'INTEGER', real: 'REAL', date: 'DATE' } as const;
const WGS84_TEXT =
  'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]';

/**
 * GeoPackage 1.3 (OGC 12-128r18) with one layer of all shapes. SQLite writes into a temporary file, so that nothing
 * grows in memory; the file is handed on and removed.
 */
export async function* writeGeoPackage(
  pages: RowPages<string>,
  about: Provenance,
): AsyncGenerator<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'diaban-export-'));
  try {
    const path = join(folder, 'points.gpkg');
    await fill(path, pages, about);
    yield* createReadStream(path) as AsyncIterable<Buffer>;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function fill(path: string, pages: RowPages<string>, about: Provenance): Promise<void> {
  const database = new sqlite.Database(path);
  try {
    database.exec(`pragma application_id = ${APPLICATION_ID}; pragma user_version = ${USER_VERSION};
      pragma journal_mode = off; pragma synchronous = off; begin`);
    database.exec(TABLES);
    const columns = COLUMNS.map(({ field, type }) => `${field} ${TYPES[type]}`);
    database.exec(
      `create table ${LAYER} (fid integer primary key not null, geom geometry, ${columns.join(', ')})`,
    );
    const places = Array.from({ length: COLUMNS.length + 2 }, () => '?');
    const insert = database.prepare(`insert into ${LAYER} values (${places.join(', ')})`);
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for await (const page of pages) {
      insertPage(insert, page, box);
      // Others are answered in between.
      await breathe();
    }
    insert.finalize();
    describe(database, about, box);
    database.exec('commit');
  } finally {
    database.close();
  }
}

function insertPage(insert: Statement, page: RowPage<string>, box: number[]): void {
  for (const row of page()) {
    insert.run([row.id, geometryOf(row.shape), ...valuesOf(row)]);
    widen(box, row.anchor);
  }
}

function valuesOf(row: ExportRow): (string | number | null)[] {
  return COLUMNS.map(({ cell }) => {
    const value = cell(row);
    return value !== null && typeof value === 'object' ? value.date : value;
  });
}

/** The header of a geometry in a GeoPackage (little-endian, no envelope) before its WKB, which is given as hexadecimal. */
function geometryOf(shape: string): Uint8Array {
  const blob = Buffer.alloc(8 + shape.length / 2);
  blob.write('GP', 0, 'latin1');
  blob.writeUInt8(1, 3);
  blob.writeInt32LE(WGS84, 4);
  blob.write(shape, 8, 'hex');
  return blob;
}

function widen(box: number[], [longitude, latitude]: readonly [number, number]): void {
  box[0] = Math.min(box[0] ?? longitude, longitude);
  box[1] = Math.min(box[1] ?? latitude, latitude);
  box[2] = Math.max(box[2] ?? longitude, longitude);
  box[3] = Math.max(box[3] ?? latitude, latitude);
}

function describe(
  database: InstanceType<typeof sqlite.Database>,
  about: Provenance,
  box: number[],
): void {
  const known = box.every(Number.isFinite) ? box : [null, null, null, null];
  database.run('insert into gpkg_contents values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', [
    LAYER,
    'features',
    LAYER,
    [about.title, ...about.lines].join('\n'),
    new Date().toISOString(),
    ...known,
    WGS84,
  ]);
  database.run('insert into gpkg_geometry_columns values (?, ?, ?, ?, 0, 0)', [
    LAYER,
    'geom',
    'GEOMETRY',
    WGS84,
  ]);
}

const TABLES = `
  create table gpkg_spatial_ref_sys (
    srs_name text not null, srs_id integer not null primary key, organization text not null,
    organization_coordsys_id integer not null, definition text not null, description text
  );
  insert into gpkg_spatial_ref_sys values
    ('WGS 84', 4326, 'EPSG', 4326, '${WGS84_TEXT}', null),
    ('Undefined cartesian', -1, 'NONE', -1, 'undefined', null),
    ('Undefined geographic', 0, 'NONE', 0, 'undefined', null);
  create table gpkg_contents (
    table_name text not null primary key, data_type text not null, identifier text unique,
    description text default '',
    last_change datetime not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    min_x double, min_y double, max_x double, max_y double, srs_id integer,
    constraint fk_gc_r_srs_id foreign key (srs_id) references gpkg_spatial_ref_sys (srs_id)
  );
  create table gpkg_geometry_columns (
    table_name text not null, column_name text not null, geometry_type_name text not null,
    srs_id integer not null, z tinyint not null, m tinyint not null,
    constraint pk_geom_cols primary key (table_name, column_name),
    constraint uk_gc_table_name unique (table_name),
    constraint fk_gc_tn foreign key (table_name) references gpkg_contents (table_name),
    constraint fk_gc_srs foreign key (srs_id) references gpkg_spatial_ref_sys (srs_id)
  );`;
