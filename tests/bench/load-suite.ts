import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { ensureClientBuilt } from '#server/build/client-build.ts';
import { buildProgram } from '#server/build/program-build.ts';
import { COPY_FILE } from '#server/live-engine/engine-copies.ts';
import { loadEngine } from '#server/live-engine/engine-load.ts';

import { PROJECT_ROOT } from '#server/program.ts';
import { type S3Server, startS3 } from '#tests/support/object-store/s3-server.ts';
import { freePort } from '#tests/support/processes/free-port.ts';
import { startServer as startProduct } from '#tests/support/processes/start-server.ts';

import type { BenchCity } from './bench-city.ts';
import { SECRET, startServer, type BenchServer } from './bench-server.ts';
import { watchUse } from './process-use.ts';
import type { Row } from './row.ts';

const SUITE = 'load';
const LONGEST_WRITING_MILLISECONDS = 60_000;

/**
 * Measures the first start of the product as `npm run build` makes it. Then, from the sources, a start without a copy,
 * one with the copy that it left in its folder, one of another machine with that in an object store (in this process,
 * over loopback), and the size of the engine.
 */
export async function benchLoad(city: BenchCity): Promise<Row[]> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'diaban-bench-'));
  const elsewhere = await mkdtemp(join(tmpdir(), 'diaban-bench-'));
  const builtDirectory = await mkdtemp(join(tmpdir(), 'diaban-bench-'));
  const s3 = await startS3();
  const start = (folder = dataDirectory) =>
    startServer({
      databaseUrl: city.databaseUrl,
      cookie: city.cookie,
      cache: true,
      dataDirectory: folder,
      environment: s3.environment,
    });
  const at = {
    suite: SUITE,
    subject: 'engine',
    case: `${city.points} points, ${city.events} events`,
  };
  try {
    const product = await startBuilt(city, builtDirectory);
    const first = await start();
    const { rss } = await first.figures();
    const copyBytes = await waitForCopy(join(dataDirectory, COPY_FILE), s3);
    const { worstDelay } = await first.figures();
    first.stop();
    const later = await start();
    later.stop();
    const newMachine = await start(elsewhere);
    newMachine.stop();
    const { engine } = await loadEngine(city.database);
    const { columns, ids, snapshots, versions } = engine.bytes;
    const megabytes = (columns + ids + snapshots + versions) / 2 ** 20;
    return [
      {
        ...at,
        metric: 'first start as built, ready after',
        value: product.milliseconds,
        unit: 'ms',
      },
      { ...at, metric: 'of that processor of the program', value: product.seconds, unit: 's' },
      ...startRows(at, 'first start', first),
      { ...at, metric: 'worst delay while the copy is written', value: worstDelay, unit: 'ms' },
      { ...at, metric: 'the copy', value: copyBytes / 2 ** 20, unit: 'MiB' },
      ...startRows(at, 'later start', later),
      ...startRows(at, 'new machine, copy from the store', newMachine),
      { ...at, metric: 'engine memory', value: megabytes, unit: 'MiB' },
      { ...at, metric: 'a point', value: (columns + ids) / city.points, unit: 'bytes' },
      { ...at, metric: 'process memory', value: rss / 2 ** 20, unit: 'MiB' },
    ];
  } finally {
    await s3.stop();
    await rm(dataDirectory, { recursive: true });
    await rm(elsewhere, { recursive: true });
    await rm(builtDirectory, { recursive: true });
  }
}

/** Starts what an operator starts, until it says that it serves, and stops it. */
async function startBuilt({ databaseUrl }: BenchCity, folder: string) {
  await ensureClientBuilt(PROJECT_ROOT);
  await buildProgram(PROJECT_ROOT);
  const environment = {
    DATABASE_URL: databaseUrl,
    DIABAN_SECRET: SECRET,
    DIABAN_DATA_DIR: folder,
  };
  const port = await freePort();
  const begun = performance.now();
  const { child, ready, ended } = startProduct(port, environment, ['dist/program/server/main.js']);
  const use = watchUse(child.pid ?? 0);
  try {
    await ready;
    return { milliseconds: performance.now() - begun, seconds: use.end().seconds };
  } finally {
    use.end();
    child.kill('SIGTERM');
    await ended;
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

/** Bytes of the file, as soon as it is there and in the store; 0 after a minute, or where the register is too small. */
async function waitForCopy(file: string, { objects }: S3Server): Promise<number> {
  const end = performance.now() + LONGEST_WRITING_MILLISECONDS;
  for (;;) {
    const found = await stat(file).catch(() => null);
    if (found !== null && objects.size > 0) return found.size;
    if (performance.now() > end) return 0;
    await pause(100);
  }
}
