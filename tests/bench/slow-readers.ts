import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

import { settledBytes, type BenchServer } from './bench-server.ts';
import type { Row } from './row.ts';

const READERS = 50;
const SECONDS = 20;
/** Each reader takes so many bytes ten times a second: a page of ten thousand takes it minutes. */
const SIP_BYTES = 2_048;
const SIP_MILLISECONDS = 100;
const MEGABYTE = 2 ** 20;
const CASE = `${READERS} readers at ${(SIP_BYTES * 1_000) / SIP_MILLISECONDS / 1_024} kB/s, for ${SECONDS} s`;

/** Lets fifty readers begin all points and hardly read on, and asks beside them as one more: memory, and their delay. */
export async function slowReaderRows(
  server: BenchServer,
  { path, cookie }: { path: string; cookie: string },
): Promise<Row[]> {
  const beside = '/ogc/collections/points/items?limit=10';
  const alone = await delaysOf(server, beside, 2);
  const rss = await settledBytes(server);
  let most = rss;
  const watch = setInterval(() => {
    most = Math.max(most, server.residentBytes());
  }, SIP_MILLISECONDS);
  const readers = await Promise.all(
    Array.from({ length: READERS }, () => openReader(server, path, cookie)),
  );
  const disturbed = await delaysOf(server, beside, SECONDS);
  clearInterval(watch);
  const open = readers.filter(({ socket }) => !socket.destroyed).length;
  const bytes = readers.reduce((sum, reader) => sum + reader.taken(), 0);
  for (const { socket } of readers) socket.destroy();
  const { worstDelay } = await server.figures();
  const kept = (await settledBytes(server)) - rss;
  return [
    row('readers still served at the end', open, ''),
    row('taken by all of them', bytes / MEGABYTE, 'MiB'),
    row('memory of the server grew by at most', (most - rss) / MEGABYTE, 'MiB'),
    row('memory kept afterwards', kept / MEGABYTE, 'MiB'),
    row('10 features beside them, p50', percentile(disturbed, 0.5), 'ms'),
    row('10 features beside them, p95', percentile(disturbed, 0.95), 'ms'),
    row('10 features without them, p50', percentile(alone, 0.5), 'ms'),
    row('longest hold of the event loop', worstDelay, 'ms'),
  ];
}

type SlowReader = { socket: Socket; taken(): number };

async function openReader(
  { address }: BenchServer,
  path: string,
  cookie: string,
): Promise<SlowReader> {
  const { hostname, port } = new URL(address);
  const socket = connect({ host: hostname, port: Number(port) });
  await once(socket, 'connect');
  const head = [`Host: ${hostname}`, `Cookie: ${cookie}`, 'Connection: close'];
  socket.write(`GET ${path} HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n`);
  let taken = 0;
  const sip = setInterval(() => {
    const part = socket.read(SIP_BYTES) ?? socket.read();
    taken += part instanceof Buffer ? part.byteLength : 0;
  }, SIP_MILLISECONDS);
  socket.on('readable', () => undefined);
  socket.on('error', () => undefined);
  socket.on('close', () => clearInterval(sip));
  return { socket, taken: () => taken };
}

/** Asks the same again and again for some seconds; gives the milliseconds of each answer. */
async function delaysOf(server: BenchServer, path: string, seconds: number): Promise<number[]> {
  const delays: number[] = [];
  const end = performance.now() + seconds * 1_000;
  while (performance.now() < end) {
    const { status, milliseconds } = await server.get(path);
    if (status !== 200) throw new Error(`${path} answered ${status} beside slow readers`);
    delays.push(milliseconds);
    await pause(SIP_MILLISECONDS);
  }
  return delays;
}

function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}

function row(metric: string, value: number, unit: string): Row {
  return { suite: 'ogc', subject: 'OGC API Features', case: CASE, metric, value, unit };
}
