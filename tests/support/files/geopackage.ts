import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Position } from 'geojson';
import sqlite from 'node-sqlite3-wasm';

type Layer = { name: string; srsId?: number; rows: readonly { name: string; shape: Uint8Array }[] };

/** A GeoPackage of the given layers, each with one text column; `more` is run at the end. */
export function geoPackage(layers: readonly Layer[], more = ''): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'diaban-geopackage-'));
  const path = join(folder, 'made.gpkg');
  const database = new sqlite.Database(path);
  database.exec(`
    create table gpkg_spatial_ref_sys (srs_name text, srs_id integer primary key, organization text,
      organization_coordsys_id integer, definition text, description text);
    create table gpkg_geometry_columns (table_name text, column_name text, geometry_type_name text,
      srs_id integer, z integer, m integer);
    insert into gpkg_spatial_ref_sys values ('WGS 84', 4326, 'EPSG', 4326, 'undefined', null);`);
  for (const { name, srsId = 4326, rows } of layers) {
    database.run(`create table "${name}" (fid integer primary key, geom blob, ten text)`);
    database.run('insert into gpkg_geometry_columns values (?, ?, ?, ?, 0, 0)', [
      name,
      'geom',
      'POLYGON',
      srsId,
    ]);
    for (const row of rows) {
      database.run(`insert into "${name}" (geom, ten) values (?, ?)`, [row.shape, row.name]);
    }
  }
  database.exec(more);
  database.close();
  const bytes = readFileSync(path);
  rmSync(folder, { recursive: true });
  return bytes;
}

/** A GeoPackage blob of one polygon of one ring; three numbers a position make it ISO WKB with Z. */
export function polygonBlob(ring: readonly Position[], envelope: 0 | 1 = 0): Uint8Array {
  return blob(polygonWkb(ring), envelope);
}

export function multiPolygonBlob(rings: readonly (readonly Position[])[]): Uint8Array {
  const head = Buffer.alloc(9);
  head.writeUInt8(1, 0);
  head.writeUInt32LE(6, 1);
  head.writeUInt32LE(rings.length, 5);
  return blob(Buffer.concat([head, ...rings.map(polygonWkb)]), 0);
}

function blob(wkb: Buffer, envelope: 0 | 1): Uint8Array {
  const head = Buffer.alloc(8 + envelope * 32);
  head.write('GP');
  head.writeUInt8(1 | (envelope << 1), 3);
  head.writeInt32LE(4326, 4);
  return Buffer.concat([head, wkb]);
}

function polygonWkb(ring: readonly Position[]): Buffer {
  const hasZ = ring[0]?.length === 3;
  const head = Buffer.alloc(13);
  head.writeUInt8(1, 0);
  head.writeUInt32LE(hasZ ? 1003 : 3, 1);
  head.writeUInt32LE(1, 5);
  head.writeUInt32LE(ring.length, 9);
  const numbers = ring.flat().map((value) => {
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleLE(value);
    return bytes;
  });
  return Buffer.concat([head, ...numbers]);
}
