import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { COPY_FILE } from '#server/live-engine/engine-copies.ts';
import { loadEngine } from '#server/live-engine/engine-load.ts';

import type { BenchCity } from './bench-city.ts';
import { startServer, type BenchServer } from './bench-server.ts';
import type { Row } from './row.ts';

const SUITE = 'load';
const LONGEST_WRITING_MILLISECONDS = 60_000;

/** Measures a start, without a copy and with the one that it left, and the size of the engine. */
export async function benchLoad(city: BenchCity): Promise<Row[]> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'diaban-bench-'));
  const start = () =>
    startServer({ databaseUrl: city.databaseUrl, cookie: city.cookie, cache: true, dataDirectory });
  const at = {
    suite: SUITE,
    subject: 'engine',
    case: `${city.points} points, ${city.events} events`,
  };
  try {
    const first = await start();
    const { rss } = await first.figures();
    const copyBytes = await waitForCopy(join(dataDirectory, COPY_FILE));
    const { worstDelay } = await first.figures();
    first.stop();
    const later = await start();
    later.stop();
    const { engine } = await loadEngine(city.database);
    const { columns, ids, snapshots, versions } = engine.bytes;
    const megabytes = (columns + ids + snapshots + versions) / 2 ** 20;
    return [
      ...startRows(at, 'first start', first),
      { ...at, metric: 'worst delay while the copy is written', value: worstDelay, unit: 'ms' },
      { ...at, metric: 'the copy', value: copyBytes / 2 ** 20, unit: 'MiB' },
      ...startRows(at, 'later start', later),
      { ...at, metric: 'engine memory', value: megabytes, unit: 'MiB' },
      { ...at, metric: 'a point', value: (columns + ids) / city.points, unit: 'bytes' },
      { ...at, metric: 'process memory', value: rss / 2 ** 20, unit: 'MiB' },
    ];
  } finally {
    await rm(dataDirectory, { recursive: true });
  }
}

function startRows(
  at: Pick<Row, 'suite' | 'subject' | 'case'>,
  name: string,
  { readyMilliseconds, loadMilliseconds }: BenchServer,
): Row[] {
  return [
    { ...at, metric: `${name}, process ready after`, value: readyMilliseconds, unit: 'ms' },
    { ...at, metric: `${name}, of that loading`, value: loadMilliseconds, unit: 'ms' },
  ];
}

/** Bytes of the file, as soon as it is there. */
async function waitForCopy(file: string): Promise<number> {
  const end = performance.now() + LONGEST_WRITING_MILLISECONDS;
  for (;;) {
    const found = await stat(file).catch(() => null);
    if (found !== null) return found.size;
    if (performance.now() > end) return 0;
    await pause(100);
  }
}
