import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { asSystem } from '#server/db/transaction.ts';
import { listRoutes, type Route } from '#tests/support/requests/every-route.ts';
import type { TestApp, TestClient } from '#tests/support/test-app.ts';
import { marksIn } from '#tests/support/thief/marks.ts';
import { unpack } from '#tests/support/thief/unpack.ts';

import type { Planter } from './planter.ts';

/** Notes in which places each mark was seen. */
export function createSightings({ meanings }: Planter) {
  const places = new Map<string, Set<string>>();
  return {
    /** Places by field. */
    places,
    /** Looks at some bytes, packed or not; true where a mark was seen. */
    look(place: string, bytes: Uint8Array | string): boolean {
      let seen = false;
      for (const piece of unpack({ place, bytes: Buffer.from(bytes as Uint8Array) })) {
        for (const { mark } of marksIn(piece)) {
          seen = true;
          const field = meanings.get(mark) ?? mark;
          places.set(field, (places.get(field) ?? new Set()).add(place));
        }
      }
      return seen;
    },
  };
}
export type Sightings = ReturnType<typeof createSightings>;

/** Addresses of everything that can be read: each with every id that was made, and the first few. */
async function addressesOf(planter: Planter): Promise<string[]> {
  const routes = (await listRoutes(planter.test)).filter((route) => !route.writes);
  return routes.flatMap((route) => addresses(route, planter)).filter((one) => !ENDLESS.test(one));
}

/** Answers that are files, which leave the product. */
const FILE = /\.(csv|xlsx|gpkg|kml|gpx|ics|geojson|ndjson|syslog)(\?|$)/;
/** Tells the source of the streets, which anybody reads below every map. */
const GROUND = '/api/tiles/ground.json';
const FILES = 'files of those who may read it';
/** Whoever else reads a file sees what is in it under their own name. */
const READ_BY_MANY = new Set([
  'coordinator',
  'analyst',
  'planner',
  'leader',
  'officer',
  'inspector',
  'token',
]);
/** A stream does not end. */
const ENDLESS = /\/api\/stream/;
const ROUTE = '/api/routes/{id}';
const ROUTE_FILES = ['gpx', 'kml', 'geojson', 'ics'];
const QUERY: Readonly<Record<string, string>> = {
  purpose: 'thử',
  q: 'nhà nghỉ',
  format: 'csv',
  act: 'recognise',
  bbox: '105.8,21.0,105.9,21.1',
  commune: '00070',
  kind: 'month',
  year: '2026',
  number: '3',
  from: '2026-01-01',
  to: '2026-11-24',
  method: 'kernel_density',
  limit: '200',
  week: '2026-03-01',
};

function addresses({ path, parameters }: Route, { ids }: Planter): string[] {
  const wanted = parameters.filter(
    ({ name, in: at, required }) => at === 'query' && (required === true || name === 'limit'),
  );
  const more = path.endsWith('weekly-sheets') ? ['week'] : [];
  const query = new URLSearchParams(
    [...wanted.map(({ name }) => name), ...more].map((name) => [name, QUERY[name] ?? '1']),
  ).toString();
  const tail = query === '' ? '' : `?${query}`;
  const [base = ''] = path.split('/{');
  if (!path.includes('{')) return [path + tail];
  const known = [...(ids.get(base) ?? []), '1', '2', '3'];
  const tile = { z: '12', x: '3252', y: '1803.mvt', file: 'requests.json', commune: '00070' };
  const filled = [...new Set(known)].map((id) =>
    path.replaceAll(/\{(\w+)\}/g, (_, name: string) => tile[name as keyof typeof tile] ?? id),
  );
  const files = path === ROUTE ? ROUTE_FILES.map((form) => `${filled[0]}.${form}`) : [];
  return [...filled, ...files].map((address) => address + tail);
}

/**
 * Reads everything as each of some people. Gives the addresses whose answers show a mark and may be kept by a cache that
 * serves others too.
 */
export async function lookAtAnswers(
  planter: Planter,
  sightings: Sightings,
  readers: Readonly<Record<string, TestClient>>,
): Promise<string[]> {
  const shared: string[] = [];
  for (const address of await addressesOf(planter)) {
    for (const [who, client] of Object.entries(readers)) {
      const response = await client.get(address);
      const bytes = new Uint8Array(await response.arrayBuffer());
      const kept = response.headers.get('cache-control') ?? '';
      const seen = sightings.look(FILE.test(address) && READ_BY_MANY.has(who) ? FILES : who, bytes);
      if (!seen || client === planter.test.anonymous) continue;
      if (!/private|no-store/.test(kept) && address !== GROUND)
        shared.push(`${who} ${address}: ${kept}`);
    }
  }
  return shared;
}

/** Looks at all rows of the database. */
export async function lookAtDatabase({ database }: TestApp, sightings: Sightings): Promise<void> {
  await asSystem(database, async (sql) => {
    const tables = await sql<{ name: string }[]>`
      select quote_ident(table_name) as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE'`;
    for (const { name } of tables) {
      const rows = await sql<{ row: string }[]>`
        select to_jsonb(one)::text as row from ${sql(name)} as one`;
      sightings.look('database', rows.map(({ row }) => row).join('\n'));
    }
  });
}

/** Looks at all files of a folder, and their names. */
export function lookAtFolder(place: string, folder: string, sightings: Sightings): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    sightings.look(place, Buffer.from(path));
    if (entry.isFile()) sightings.look(place, readFileSync(path));
  }
}
