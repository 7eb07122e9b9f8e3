import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { BenchCity } from './bench-city.ts';
import { settledBytes, startServer, type BenchServer } from './bench-server.ts';
import { watchUse } from './process-use.ts';
import type { Row } from './row.ts';

const run = promisify(execFile);
const SUBJECT = 'OGC API Features';
const MEGABYTE = 2 ** 20;
const WATCHED_EVERY_MILLISECONDS = 100;
/** The largest page that the server gives. */
const PAGE = 10_000;

/** All points of a city as another program takes them out: by ogr2ogr into a GeoPackage, and one page by itself. */
export async function benchOgc(city: BenchCity): Promise<Row[]> {
  const { databaseUrl, cookie } = city;
  const server = await startServer({ databaseUrl, cookie, cache: true });
  const folder = mkdtempSync(join(tmpdir(), 'diaban-ogc-'));
  try {
    const page = await pageRows(server);
    return [...page, ...(await packageRows(server, join(folder, 'points.gpkg')))];
  } finally {
    server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function pageRows(server: BenchServer): Promise<Row[]> {
  const path = `/ogc/collections/points/items?limit=${PAGE}`;
  await server.get(path);
  const before = await server.figures();
  const { bytes, milliseconds } = await server.get(path);
  const after = await server.figures();
  const processor = after.cpuMilliseconds - before.cpuMilliseconds;
  return [
    row('one page of 10,000', 'time', milliseconds, 'ms'),
    row('one page of 10,000', 'processor of the server', processor, 'ms'),
    row('one page of 10,000', 'size', bytes.byteLength / MEGABYTE, 'MiB'),
    row('one page of 10,000', 'longest hold of the event loop', after.worstDelay, 'ms'),
  ];
}

async function packageRows(server: BenchServer, file: string): Promise<Row[]> {
  const made = await server.post('/api/tokens', { name: 'ogr2ogr', days: 1 });
  const { token } = JSON.parse(made.bytes.toString()) as { token: string };
  const rss = await settledBytes(server);
  const { cpuMilliseconds } = await server.figures();
  let most = rss;
  const watch = setInterval(() => {
    most = Math.max(most, server.residentBytes());
  }, WATCHED_EVERY_MILLISECONDS);
  const start = performance.now();
  const source = [`OAPIF:${server.address}/ogc`, 'points', '-oo', `PAGE_SIZE=${PAGE}`];
  const reading = run('ogr2ogr', ['-f', 'GPKG', file, ...source], {
    env: { ...process.env, GDAL_HTTP_USERPWD: `bench:${token}` },
  });
  const client = watchUse(reading.child.pid ?? 0);
  await reading.finally(() => clearInterval(watch));
  const used = client.end();
  const seconds = (performance.now() - start) / 1_000;
  const after = await server.figures();
  const features = await countFeatures(file);
  const name = 'all points into a GeoPackage by ogr2ogr';
  return [
    row(name, 'time', seconds, 's'),
    row(name, 'features', features, ''),
    row(name, 'features a second', features / seconds, '1/s'),
    row(name, 'processor of the server', (after.cpuMilliseconds - cpuMilliseconds) / 1_000, 's'),
    row(name, 'processor of ogr2ogr', used.seconds, 's'),
    row(name, 'size of the file', statSync(file).size / MEGABYTE, 'MiB'),
    row(name, 'memory of the server grew by at most', (most - rss) / MEGABYTE, 'MiB'),
    row(name, 'longest hold of the event loop', after.worstDelay, 'ms'),
  ];
}

async function countFeatures(file: string): Promise<number> {
  const { stdout } = await run('ogrinfo', ['-ro', '-so', '-al', file]);
  return Number(/Feature Count: (\d+)/.exec(stdout)?.[1] ?? 0);
}

function row(name: string, metric: string, value: number, unit: string): Row {
  return { suite: 'ogc', subject: SUBJECT, case: name, metric, value, unit };
}
