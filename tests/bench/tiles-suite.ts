import { gzipSync } from 'node:zlib';

import type { BenchCity } from './bench-city.ts';
import { startServer, type BenchServer, type Load } from './bench-server.ts';
import { buildGrid, gridTile, naiveTile } from './postgis-peers.ts';
import { percentile, type Row } from './row.ts';
import { buildClusterIndex } from './supercluster-peer.ts';
import { filterCases, tileAt, tilePath, ZOOMS, type Tile, type TileFilter } from './tile-cases.ts';

const SUITE = 'tiles';
const RUNS = 12;
const MOST_MILLISECONDS_A_CASE = 6_000;
const MIXED_TILES = 2_000;
const WARM_TILES = 300;
const REPEATED_TILES = 20_000;
const CONNECTIONS = 16;
const FOLLOWING_MILLISECONDS = 1_000;

/**
 * Every subject answers the same tiles of the same points, one after the other; bytes are gzipped by all.
 * The server has answered some before, as any that is not just starting.
 */
export async function benchTiles(city: BenchCity): Promise<Row[]> {
  const given = { databaseUrl: city.databaseUrl, cookie: city.cookie };
  const server = await startServer({ ...given, cache: false });
  const rows: Row[] = [];
  try {
    await server.load(mixedPaths(city, WARM_TILES), CONNECTIONS, async (connection, path) => {
      await connection.get(path);
    });
    rows.push(
      ...(await benchSubject(city, 'engine over HTTP', async (tile, filter) => {
        const { status, bytes } = await server.get(tilePath(tile, filter));
        if (status !== 200) throw new Error(`the server answered ${status}: ${bytes.toString()}`);
        return bytes;
      })),
      ...(await mixedRate(city, server)),
      ...(await benchSubject(city, 'ST_AsMVT of points', async (tile, filter) =>
        gzipSync(await naiveTile(city.database, tile, filter), { level: 1 }),
      )),
      ...(await benchGrid(city)),
      ...(await benchClusters(city)),
    );
  } finally {
    server.stop();
  }
  rows.push(...(await benchRepeated(city)));
  return rows;
}

type Subject = (tile: Tile, filter: TileFilter) => Promise<Uint8Array>;

async function benchSubject(
  city: BenchCity,
  subject: string,
  answer: Subject,
  understands: (filter: TileFilter) => boolean = () => true,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, nextFilter] of Object.entries(filterCases(city))) {
    if (!understands(nextFilter())) continue;
    for (const z of ZOOMS) {
      const times: number[] = [];
      const sizes: number[] = [];
      const until = performance.now() + MOST_MILLISECONDS_A_CASE;
      for (const spot of city.spots.slice(0, RUNS)) {
        const start = performance.now();
        sizes.push((await answer(tileAt(spot, z), nextFilter())).byteLength);
        times.push(performance.now() - start);
        if (performance.now() > until) break;
      }
      const at = { suite: SUITE, subject, case: `z${z}, ${name}` };
      rows.push(
        { ...at, metric: 'p50', value: percentile(times, 0.5), unit: 'ms' },
        { ...at, metric: 'p95', value: percentile(times, 0.95), unit: 'ms' },
        { ...at, metric: 'size', value: percentile(sizes, 0.5) / 1024, unit: 'KiB' },
      );
    }
  }
  return rows;
}

/** Tiles of all zooms and filters, none of them ready, over several connections at once. */
async function mixedRate(city: BenchCity, server: BenchServer): Promise<Row[]> {
  const load = await server.load(
    mixedPaths(city, MIXED_TILES),
    CONNECTIONS,
    async (connection, path) => {
      expectStatus(200, await connection.get(path));
    },
  );
  return loadRows('z6–z16, every filter, uncached', load);
}

function mixedPaths(city: BenchCity, count: number): string[] {
  const filters = Object.values(filterCases(city));
  return Array.from({ length: count }, (_, index) => {
    const spot = city.spots[index % city.spots.length] ?? { longitude: 105.85, latitude: 21.03 };
    return tilePath(tileAt(spot, 6 + (index % 11)), filters[index % filters.length]?.() ?? {});
  });
}

function loadRows(name: string, { perSecond, cpuMilliseconds }: Load): Row[] {
  const at = { suite: SUITE, subject: 'engine over HTTP', case: name };
  return [
    { ...at, metric: 'rate', value: perSecond, unit: 'tiles/s' },
    { ...at, metric: 'server cpu', value: cpuMilliseconds, unit: 'ms' },
  ];
}

function expectStatus(expected: number, { status }: { status: number }): void {
  if (status !== expected) throw new Error(`a tile was answered with ${status}, not ${expected}`);
}

async function benchGrid(city: BenchCity): Promise<Row[]> {
  const subject = 'table of cells';
  const start = performance.now();
  const { megabytes } = await buildGrid(city.database);
  const at = { suite: SUITE, subject, case: 'all zooms' };
  return [
    { ...at, metric: 'build', value: performance.now() - start, unit: 'ms' },
    { ...at, metric: 'table', value: megabytes, unit: 'MiB' },
    ...(await benchSubject(
      city,
      subject,
      async (tile, filter) => gzipSync(await gridTile(city.database, tile, filter), { level: 1 }),
      ({ commune, asOf }) => commune === undefined && asOf === undefined,
    )),
  ];
}

/** The first tile of a filter pays for reading its points and for the index; the others are quick. */
async function benchClusters(city: BenchCity): Promise<Row[]> {
  const subject = 'supercluster on the server';
  const rows: Row[] = [];
  for (const [name, nextFilter] of Object.entries(filterCases(city))) {
    const index = await buildClusterIndex(city.database, nextFilter());
    const times = ZOOMS.flatMap((z) =>
      city.spots.slice(0, RUNS).map((spot) => {
        const start = performance.now();
        index.tile(tileAt(spot, z));
        return performance.now() - start;
      }),
    );
    const at = { suite: SUITE, subject, case: `${name}, an index of its own` };
    rows.push(
      { ...at, metric: 'read', value: index.readMilliseconds, unit: 'ms' },
      { ...at, metric: 'index', value: index.indexMilliseconds, unit: 'ms' },
      { ...at, metric: 'memory', value: index.megabytes, unit: 'MiB' },
      { ...at, metric: 'tile p95', value: percentile(times, 0.95), unit: 'ms' },
    );
  }
  return rows;
}

/** Tiles that are ready already, and tiles of which the asker has the same version. */
async function benchRepeated(city: BenchCity): Promise<Row[]> {
  const given = { databaseUrl: city.databaseUrl, cookie: city.cookie };
  const server = await startServer({ ...given, cache: true });
  try {
    // The server has begun to follow the database: what it missed while it loaded, it reads now.
    await new Promise((resolve) => setTimeout(resolve, FOLLOWING_MILLISECONDS));
    const paths = city.spots.slice(0, 100).map((spot) => tilePath(tileAt(spot, 12), {}));
    const etags: string[] = [];
    for (const path of paths) etags.push((await server.get(path)).etag);
    const numbers = Array.from({ length: REPEATED_TILES }, (_, index) => index % paths.length);
    const ready = await server.load(numbers, CONNECTIONS, async (connection, number) => {
      expectStatus(200, await connection.get(paths[number] ?? ''));
    });
    const unchanged = await server.load(numbers, CONNECTIONS, async (connection, number) => {
      const headers = { 'if-none-match': etags[number] ?? '' };
      expectStatus(304, await connection.get(paths[number] ?? '', headers));
    });
    return [...loadRows('z12, ready', ready), ...loadRows('z12, answered 304', unchanged)];
  } finally {
    server.stop();
  }
}
