import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { GROUND_ZOOMS } from '#server/contract/ground.ts';
import { openDatabase, type Database } from '#server/db/client.ts';
import { migrate } from '#server/db/migrate.ts';
import { madeExtract } from '#tests/support/files/made-extract.ts';
import { communesAsOsm } from '#tests/support/files/osm-communes.ts';
import { realData, realDataMissing, WHERE_REAL_DATA_IS } from '#tests/support/files/real-data.ts';

import type { BenchHost } from './bench-city.ts';
import { startServer, type BenchServer } from './bench-server.ts';
import { enterGroundFile, type EnteredGround } from './enter-ground-file.ts';
import { importedRows } from './imported-rows.ts';
import { percentile, type Row } from './row.ts';

const SUITE = 'ground';
const WAYS = 500_000;
/** The heap that a worker has which reads files of uploads. */
const HEAP_MEGABYTES = 1_500;
const TILES = 600;
const SAMPLE = 'hanoi_centre_roads_overpass_2026-04-11.json';
const COMMUNES = 'hanoi_communes_2025_osm.geojson';

/**
 * Tiles of the ground, made of the streets of a real centre on both databases and of a generated extract of a large
 * city in a process of its own; then that extract with all its parts, by the command; then tiles asked for over HTTP.
 */
export async function benchGround(host: BenchHost): Promise<Row[]> {
  const { database, databaseUrl, cookie } = await host.openFresh();
  try {
    const rows = realDataMissing ? [] : await benchSample(database);
    if (realDataMissing) console.log(`ground of a real centre: left out, ${WHERE_REAL_DATA_IS}`);
    rows.push(...(await benchExtract(databaseUrl)));
    rows.push(...(await benchTiles(database, databaseUrl, cookie)));
    return rows;
  } finally {
    await database.close();
  }
}

async function benchSample(server: Database): Promise<Row[]> {
  const bytes = readFileSync(realData(SAMPLE));
  const folder = mkdtempSync(join(tmpdir(), 'diaban-ground-'));
  const embedded = await openDatabase({ databaseUrl: null, dataDirectory: join(folder, 'data') });
  try {
    await migrate(embedded);
    const at = { suite: SUITE, case: 'streets of a real centre' };
    return [
      ...enteredRows({ ...at, subject: 'server' }, await enterGroundFile(server, bytes)),
      ...enteredRows({ ...at, subject: 'embedded' }, await enterGroundFile(embedded, bytes)),
    ];
  } finally {
    await embedded.close();
    rmSync(folder, { recursive: true });
  }
}

async function benchExtract(databaseUrl: string): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'diaban-ground-'));
  try {
    const file = join(folder, 'city.osm.pbf');
    const communes = realDataMissing
      ? undefined
      : communesAsOsm(readFileSync(realData(COMMUNES), 'utf8'));
    writeFileSync(file, madeExtract(WAYS, { beside: communes }));
    const entered = await inProcess(databaseUrl, file);
    const at = { suite: SUITE, subject: 'server', case: `${entered.ways} generated ways` };
    return [
      ...enteredRows(at, entered),
      { ...at, metric: 'memory at most', value: entered.megabytes, unit: 'MB' },
      ...entered.report.zooms.map(({ zoom, largestBytes }) => ({
        ...at,
        metric: `largest tile, zoom ${zoom}`,
        value: largestBytes / 1_000,
        unit: 'kB',
      })),
      {
        ...at,
        metric: 'tiles that leave things out',
        value: entered.report.zooms.reduce((sum, { trimmedTiles }) => sum + trimmedTiles, 0),
        unit: 'tiles',
      },
      ...(await importedRows({ ...at, case: `${at.case}, every part` }, databaseUrl, file)),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function enteredRows(at: Pick<Row, 'suite' | 'subject' | 'case'>, entered: EnteredGround): Row[] {
  const { readSeconds, makeSeconds, writeSeconds, report } = entered;
  const bytes = report.zooms.reduce((sum, zoom) => sum + zoom.bytes, 0);
  return [
    { ...at, metric: 'file read', value: readSeconds, unit: 's' },
    { ...at, metric: 'tiles made', value: makeSeconds, unit: 's' },
    { ...at, metric: 'tiles written', value: writeSeconds, unit: 's' },
    { ...at, metric: 'in all', value: readSeconds + makeSeconds + writeSeconds, unit: 's' },
    { ...at, metric: 'size of all tiles', value: bytes / 2 ** 20, unit: 'MiB' },
  ];
}

/** Enters a file in a process of its own, whose memory nothing else uses. */
async function inProcess(databaseUrl: string, file: string): Promise<EnteredGround> {
  const script = join(import.meta.dirname, 'enter-ground-file.ts');
  const heap = `--max-old-space-size=${HEAP_MEGABYTES}`;
  const child = spawn(process.execPath, [heap, '--import', 'tsx', script, databaseUrl, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  for await (const part of child.stdout) text += String(part);
  return JSON.parse(text) as EnteredGround;
}

/** Every tile is asked for twice: the first time it comes from the database, then from memory. */
async function benchTiles(database: Database, databaseUrl: string, cookie: string): Promise<Row[]> {
  const tiles = await database.sql.begin(
    (sql) => sql<{ z: number; x: number; y: number; version: string }[]>`
      select z, x, y, version from ground_tile join ground on ground.id = ground_id
      where active order by md5(concat(z, ' ', x, ' ', y)) limit ${TILES}`,
  );
  const server = await startServer({ databaseUrl, cookie, cache: true });
  try {
    await server.get('/api/tiles/ground.json');
    return [
      ...(await askFor(server, tiles, 'from the database')),
      ...(await askFor(server, tiles, 'from memory')),
    ];
  } finally {
    server.stop();
  }
}

async function askFor(
  server: BenchServer,
  tiles: readonly { z: number; x: number; y: number; version: string }[],
  name: string,
): Promise<Row[]> {
  const times: number[] = [];
  const load = await server.load(tiles, 1, async (connection, { z, x, y, version }) => {
    const start = performance.now();
    const { status } = await connection.get(`/api/tiles/ground/${z}/${x}/${y}.mvt?v=${version}`);
    times.push(performance.now() - start);
    if (status !== 200) throw new Error(`a tile was answered with ${status}`);
  });
  const zooms = `z${GROUND_ZOOMS.first}–z${GROUND_ZOOMS.last}`;
  const at = { suite: SUITE, subject: 'over HTTP', case: `a tile ${name}, ${zooms}` };
  return [
    { ...at, metric: 'p50', value: percentile(times, 0.5), unit: 'ms' },
    { ...at, metric: 'p95', value: percentile(times, 0.95), unit: 'ms' },
    { ...at, metric: 'server cpu', value: load.cpuMilliseconds, unit: 'ms' },
  ];
}
