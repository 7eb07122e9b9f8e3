import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { BenchCity } from './bench-city.ts';
import { settledBytes, startServer, type BenchServer } from './bench-server.ts';
import { watchUse } from './process-use.ts';
import type { Row } from './row.ts';
import { slowReaderRows } from './slow-readers.ts';

const run = promisify(execFile);
const SUBJECT = 'OGC API Features';
const MEGABYTE = 2 ** 20;
const WATCHED_EVERY_MILLISECONDS = 100;
/** The largest page that the server gives. */
const PAGE = 10_000;
const ALL_PAGES = `/ogc/collections/points/items?limit=${PAGE}`;
const PURPOSE = encodeURIComponent('Đo tốc độ đọc');

/**
 * All points of a city as another program takes them out: one page, all pages beside the product's own file of GeoJSON, by
 * ogr2ogr into a GeoPackage, and by fifty readers who do not read on.
 */
export async function benchOgc(city: BenchCity): Promise<Row[]> {
  const { databaseUrl, cookie } = city;
  const server = await startServer({ databaseUrl, cookie, cache: true });
  const folder = mkdtempSync(join(tmpdir(), 'diaban-ogc-'));
  try {
    return [
      ...(await pageRows(server)),
      ...(await wholeRows(server, 'all pages, one after the other', takePages)),
      ...(await wholeRows(server, 'points.geojson beside it', takeFile)),
      ...(await packageRows(server, join(folder, 'points.gpkg'))),
      ...(await slowReaderRows(server, { path: ALL_PAGES, cookie })),
    ];
  } finally {
    server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function pageRows(server: BenchServer): Promise<Row[]> {
  await server.get(ALL_PAGES);
  const before = await server.figures();
  const { bytes, milliseconds } = await server.get(ALL_PAGES);
  const after = await server.figures();
  const processor = after.cpuMilliseconds - before.cpuMilliseconds;
  return [
    row('one page of 10,000', 'time', milliseconds, 'ms'),
    row('one page of 10,000', 'processor of the server', processor, 'ms'),
    row('one page of 10,000', 'size', bytes.byteLength / MEGABYTE, 'MiB'),
    row('one page of 10,000', 'longest hold of the event loop', after.worstDelay, 'ms'),
  ];
}

type Taken = { features: number; bytes: number };

/** Follows the links of the pages from the first to the last one. */
async function takePages(server: BenchServer): Promise<Taken> {
  const taken = { features: 0, bytes: 0 };
  let path: string | null = ALL_PAGES;
  while (path !== null) {
    const { bytes }: { bytes: Buffer } = await server.get(path);
    const page = JSON.parse(bytes.toString()) as {
      features: unknown[];
      links: { rel: string; href: string }[];
    };
    taken.features += page.features.length;
    taken.bytes += bytes.byteLength;
    const next = page.links.find(({ rel }) => rel === 'next');
    path = next === undefined ? null : pathOf(next.href);
  }
  return taken;
}

function pathOf(address: string): string {
  const { pathname, search } = new URL(address);
  return `${pathname}${search}`;
}

async function takeFile(server: BenchServer): Promise<Taken> {
  const { bytes } = await server.get(`/api/points.geojson?purpose=${PURPOSE}`);
  let features = 0;
  // A million features are more text than a string can hold.
  for (let at = bytes.indexOf(FEATURE); at !== -1; at = bytes.indexOf(FEATURE, at + 1)) {
    features += 1;
  }
  return { features, bytes: bytes.byteLength };
}

const FEATURE = '"type":"Feature",';

async function wholeRows(
  server: BenchServer,
  name: string,
  take: (server: BenchServer) => Promise<Taken>,
): Promise<Row[]> {
  const { cpuMilliseconds } = await server.figures();
  const start = performance.now();
  const { features, bytes } = await take(server);
  const seconds = (performance.now() - start) / 1_000;
  const after = await server.figures();
  return [
    row(name, 'features', features, ''),
    row(name, 'features a second', features / seconds, '1/s'),
    row(name, 'size', bytes / MEGABYTE, 'MiB'),
    row(name, 'bytes a feature', bytes / features, 'B'),
    row(name, 'processor of the server', (after.cpuMilliseconds - cpuMilliseconds) / 1_000, 's'),
    row(name, 'longest hold of the event loop', after.worstDelay, 'ms'),
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
