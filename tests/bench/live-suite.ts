import { systemClock } from '#server/clock.ts';

import type { BenchCity } from './bench-city.ts';
import { startServer, type BenchServer } from './bench-server.ts';
import { percentile, type Row } from './row.ts';
import { tileAt, tilePath } from './tile-cases.ts';

const SUITE = 'live';
const CHANGES = 30;
const MOST_WAIT_MILLISECONDS = 5_000;

type Closed = { id: number; version: number; longitude: number; latitude: number };

/** From a recurrence that is sent to one server to a tile that shows it, there and on a second server. */
export async function benchLive(city: BenchCity): Promise<Row[]> {
  const given = { databaseUrl: city.databaseUrl, cookie: city.cookie, cache: true };
  const servers = [await startServer(given), await startServer(given)] as const;
  try {
    const closed = await city.database.sql<Closed[]>`
      select id, version, st_x(anchor) as longitude, st_y(anchor) as latitude
      from point where status = 'eliminated' order by md5(id::text) limit ${CHANGES}`;
    const times = { written: [] as number[], here: [] as number[], there: [] as number[] };
    for (const point of closed) {
      const one = await change(point, servers);
      times.written.push(one.written);
      times.here.push(one.here);
      times.there.push(one.there);
    }
    const at = { suite: SUITE, subject: 'engine over HTTP', unit: 'ms' };
    const both = (name: string, values: number[]): Row[] => [
      { ...at, case: name, metric: 'p50', value: percentile(values, 0.5) },
      { ...at, case: name, metric: 'p95', value: percentile(values, 0.95) },
    ];
    return [
      ...both('write answered', times.written),
      ...both('answer to fresh tile, same process', times.here),
      ...both('answer to fresh tile, second process', times.there),
    ];
  } finally {
    for (const server of servers) server.stop();
  }
}

async function change(point: Closed, [first, second]: readonly [BenchServer, BenchServer]) {
  const path = tilePath(tileAt(point, 14), {});
  const [before, beforeThere] = [await first.get(path), await second.get(path)];
  const start = performance.now();
  const answer = await first.post(`/api/points/${point.id}/mark-recurring`, {
    effectiveOn: systemClock.today(),
    documentNumber: 'BENCH-1',
    grounds: 'Đo thời gian cập nhật bản đồ',
    version: point.version,
  });
  if (answer.status >= 300) throw new Error(`${answer.status}: ${answer.bytes.toString()}`);
  const written = performance.now();
  await changed(first, path, before.etag);
  const here = performance.now();
  await changed(second, path, beforeThere.etag);
  const there = performance.now();
  return { written: written - start, here: here - written, there: there - written };
}

async function changed(server: BenchServer, path: string, etag: string): Promise<void> {
  const until = performance.now() + MOST_WAIT_MILLISECONDS;
  while (performance.now() < until) {
    const { status } = await server.get(path, { 'if-none-match': etag });
    if (status === 200) return;
  }
  throw new Error(`the tile ${path} never changed`);
}
