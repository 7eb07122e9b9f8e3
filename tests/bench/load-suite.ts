import { loadEngine } from '#server/features/tiles/engine-load.ts';

import type { BenchCity, BenchHost } from './bench-city.ts';
import { startServer } from './bench-server.ts';
import type { Row } from './row.ts';

const SUITE = 'load';
/** Beyond, a second city of half the size would take longer than all the rest. */
const MOST_POINTS_TO_HALVE = 200_000;

/** How long a start takes, and what the engine holds; at half the points too, for the growth. */
export async function benchLoad(city: BenchCity, host: BenchHost): Promise<Row[]> {
  const whole = await measure(city);
  const rows = [...whole.rows];
  if (city.points > MOST_POINTS_TO_HALVE) return rows;
  const half = await host.openCity(Math.round(city.points / 2));
  try {
    // A given database cannot be halved.
    if (half.points === city.points) return rows;
    const { rows: halfRows, load, megabytes } = await measure(half);
    const at = { suite: SUITE, subject: 'engine', case: 'twice the points', unit: '×' };
    rows.push(
      ...halfRows,
      { ...at, metric: 'load grows by', value: whole.load / load },
      { ...at, metric: 'memory grows by', value: whole.megabytes / megabytes },
    );
  } finally {
    await half.close();
  }
  return rows;
}

async function measure(city: BenchCity) {
  const server = await startServer({
    databaseUrl: city.databaseUrl,
    cookie: city.cookie,
    cache: true,
  });
  const { rss } = await server.figures();
  server.stop();
  const engine = await loadEngine(city.database);
  const { columns, ids, snapshots, versions } = engine.bytes;
  const megabytes = (columns + ids + snapshots + versions) / 2 ** 20;
  const at = {
    suite: SUITE,
    subject: 'engine',
    case: `${city.points} points, ${city.events} events`,
  };
  const rows: Row[] = [
    { ...at, metric: 'process ready after', value: server.readyMilliseconds, unit: 'ms' },
    { ...at, metric: 'of that loading', value: server.loadMilliseconds, unit: 'ms' },
    { ...at, metric: 'engine memory', value: megabytes, unit: 'MiB' },
    { ...at, metric: 'a point', value: (columns + ids) / city.points, unit: 'bytes' },
    { ...at, metric: 'process memory', value: rss / 2 ** 20, unit: 'MiB' },
  ];
  return { rows, load: server.loadMilliseconds, megabytes };
}
