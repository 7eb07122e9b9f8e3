import { readFile } from 'node:fs/promises';

import { parse } from 'csv-parse/sync';

import type { Database } from '#server/db/client.ts';

import { realData } from '#tests/support/files/real-data.ts';

export type Stop = { name: string; longitude: number; latitude: number; code: string };

/** 3,326 real places, neutral stand-ins for points; `code` is another boundary set's answer. */
export async function readStops(): Promise<Stop[]> {
  const text = await readFile(realData('hanoi_bus_stops_osm.csv'), 'utf8');
  const rows: Record<string, string>[] = parse(text, { columns: true, bom: true });
  return rows.map((row) => ({
    name: `stop ${row['osm_node']}`,
    longitude: Number(row['lon']),
    latitude: Number(row['lat']),
    code: row['commune_code'] ?? '',
  }));
}

/** Writes them as points without communes. */
export async function addStops(database: Database, stops: readonly Stop[]): Promise<void> {
  await database.sql`
    insert into point (
      official_name, kind, category, geom, anchor, status, status_since, cycle,
      commune_uncertain, created_at
    )
    select name, 'public_area', 'CC-BX', place, place, 'active', '2026-01-01', 1, false, now()
    from (
      select name, st_setsrid(st_point(longitude, latitude), 4326) as place
      from jsonb_to_recordset(${JSON.stringify(stops)}::text::jsonb)
        as stop (name text, longitude float8, latitude float8)
    ) given`;
}
