import { loadEngine } from '#server/features/tiles/engine-load.ts';

import type { BenchCity } from './bench-city.ts';
import { startServer } from './bench-server.ts';
import type { Row } from './row.ts';

const SUITE = 'load';

/** How long a start takes, and what the engine holds. */
export async function benchLoad(city: BenchCity): Promise<Row[]> {
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
  return [
    { ...at, metric: 'process ready after', value: server.readyMilliseconds, unit: 'ms' },
    { ...at, metric: 'of that loading', value: server.loadMilliseconds, unit: 'ms' },
    { ...at, metric: 'engine memory', value: megabytes, unit: 'MiB' },
    { ...at, metric: 'a point', value: (columns + ids) / city.points, unit: 'bytes' },
    { ...at, metric: 'process memory', value: rss / 2 ** 20, unit: 'MiB' },
  ];
}
