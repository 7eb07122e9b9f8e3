import { request, type IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

import { POINT_EXPORT_FORMATS, type PointExportFormat } from '#server/contract/point-export.ts';

import type { BenchCity } from './bench-city.ts';
import { settledBytes, startServer, type BenchServer } from './bench-server.ts';
import type { Row } from './row.ts';

const SUBJECT = 'over HTTP, with database';
const MEGABYTE = 2 ** 20;
const WATCHED_EVERY_MILLISECONDS = 100;
const PURPOSE = encodeURIComponent('Đo bộ nhớ khi xuất tệp');
const LIMITS = { megabytes: 100, milliseconds: 100 };
const SLOW = { bytesPerSecond: 50_000, seconds: 20 };

/** Takes all points out as files: time, growth of the server's memory, and holds of its event loop. */
export async function benchExport(city: BenchCity): Promise<Row[]> {
  const { databaseUrl, cookie, neighbourCookie } = city;
  const server = await startServer({ databaseUrl, cookie, cache: true });
  const take = (format: PointExportFormat, as = cookie) => takeFile(server, format, as);
  try {
    // Reads the words of all points, as a start does, and brings every writer in.
    await server.get('/api/search?q=a');
    for (const format of POINT_EXPORT_FORMATS) await server.get(pathOf(format, '&q=dp-1'));
    const rows: Row[] = [];
    for (const format of POINT_EXPORT_FORMATS) {
      rows.push(...(await watched(server, `all points as ${format}`, () => take(format))));
    }
    const three = () => Promise.all([take('xlsx'), take('gpkg'), take('kml', neighbourCookie)]);
    rows.push(...(await watched(server, 'three files at once: xlsx, gpkg, kml', three)));
    const slow = () => takeSlowly(server, 'geojson', cookie);
    rows.push(...(await watched(server, 'geojson, read at 50 kB/s for 20 s', slow)));
    return rows;
  } finally {
    server.stop();
  }
}

const pathOf = (format: PointExportFormat, query = '') =>
  `/api/points.${format}?purpose=${PURPOSE}${query}`;

async function watched(
  server: BenchServer,
  name: string,
  work: () => Promise<number | number[]>,
): Promise<Row[]> {
  const rss = await settledBytes(server);
  let most = rss;
  const watch = setInterval(() => {
    most = Math.max(most, server.residentBytes());
  }, WATCHED_EVERY_MILLISECONDS);
  const start = performance.now();
  const bytes = [await work()].flat().reduce((sum, one) => sum + one, 0);
  const seconds = (performance.now() - start) / 1_000;
  clearInterval(watch);
  const after = await server.figures();
  const row = (metric: string, value: number, unit: string): Row => ({
    suite: 'export',
    subject: SUBJECT,
    case: name,
    metric,
    value,
    unit,
  });
  const { megabytes, milliseconds } = LIMITS;
  return [
    row('time', seconds, 's'),
    row('size', bytes / MEGABYTE, 'MiB'),
    row(`memory grew by at most (limit ${megabytes})`, (most - rss) / MEGABYTE, 'MiB'),
    row('memory kept afterwards', (after.rss - rss) / MEGABYTE, 'MiB'),
    row(`longest hold of the event loop (limit ${milliseconds})`, after.worstDelay, 'ms'),
  ];
}

/** Takes a whole file, as fast as it comes, and throws it away; gives its bytes. */
async function takeFile(
  server: BenchServer,
  format: PointExportFormat,
  cookie: string,
): Promise<number> {
  let bytes = 0;
  for await (const chunk of await open(server, format, cookie)) bytes += (chunk as Buffer).length;
  return bytes;
}

/** Takes the beginning of a file at the pace of a poor line, and leaves; gives the bytes taken. */
async function takeSlowly(
  server: BenchServer,
  format: PointExportFormat,
  cookie: string,
): Promise<number> {
  const answer = await open(server, format, cookie);
  const start = performance.now();
  let bytes = 0;
  for await (const chunk of answer) {
    bytes += (chunk as Buffer).length;
    if (bytes > SLOW.bytesPerSecond * SLOW.seconds) break;
    const due = start + (bytes / SLOW.bytesPerSecond) * 1_000;
    await pause(Math.max(0, due - performance.now()));
  }
  return bytes;
}

function open(
  server: BenchServer,
  format: PointExportFormat,
  cookie: string,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const sent = request(`${server.address}${pathOf(format)}`, { headers: { cookie } });
    sent.on('response', (answer) => {
      if (answer.statusCode === 200) resolve(answer);
      else reject(new Error(`${format} answered ${answer.statusCode}`));
    });
    sent.on('error', reject);
    sent.end();
  });
}
