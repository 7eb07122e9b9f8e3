import { POINT_FLAGS, POINT_STATUSES } from '#server/contract/point.ts';
import { dateOfDay } from '#server/contract/civil-day.ts';
import { seededRandom } from '#server/generator/random.ts';

import type { BenchCity } from './bench-city.ts';
import { startServer } from './bench-server.ts';
import { percentile, type Row } from './row.ts';
import { tileAt, tilePath } from './tile-cases.ts';

const SUITE = 'storm';
const FILTERS = 10_000;
const CONNECTIONS = 32;
const IDLE_MILLISECONDS = 3_000;
const CENTRE = { longitude: 105.85, latitude: 21.03 };
const FIRST_DAY = 18_993;

/** Ten thousand different filters at once: what they cost a neighbour who asks for an ordinary tile. */
export async function benchStorm(city: BenchCity): Promise<Row[]> {
  const server = await startServer({
    databaseUrl: city.databaseUrl,
    cookie: city.cookie,
    cache: true,
  });
  try {
    // What the machine itself does to an idle process is no fault of the storm.
    await server.figures();
    await new Promise((resolve) => setTimeout(resolve, IDLE_MILLISECONDS));
    const before = await server.figures();
    const waited: number[] = [];
    let over = false;
    const neighbour = (async () => {
      while (!over) {
        const spot = city.spots[waited.length % city.spots.length] ?? CENTRE;
        const path = tilePath(tileAt(spot, 14), {});
        const { milliseconds } = await server.get(path, { cookie: city.neighbourCookie });
        waited.push(milliseconds);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    })();
    let refused = 0;
    const load = await server.load(stormPaths(city), CONNECTIONS, async (connection, path) => {
      if ((await connection.get(path)).status !== 200) refused += 1;
    });
    over = true;
    await neighbour;
    const after = load.figures;
    const at = { suite: SUITE, subject: 'engine over HTTP', case: `${FILTERS} different filters` };
    const held =
      (after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers) / 2 ** 20;
    return [
      { ...at, metric: 'rate', value: load.perSecond, unit: 'tiles/s' },
      { ...at, metric: 'server cpu', value: load.cpuMilliseconds, unit: 'ms' },
      { ...at, metric: 'not answered', value: refused, unit: 'tiles' },
      { ...at, metric: 'event loop late while idle, worst', value: before.worstDelay, unit: 'ms' },
      { ...at, metric: 'event loop late while idle, p99', value: before.delay99, unit: 'ms' },
      { ...at, metric: 'event loop late, worst', value: after.worstDelay, unit: 'ms' },
      { ...at, metric: 'event loop late, p99', value: after.delay99, unit: 'ms' },
      { ...at, metric: 'a neighbour waits, p95', value: percentile(waited, 0.95), unit: 'ms' },
      { ...at, metric: 'memory kept afterwards', value: held, unit: 'MiB' },
    ];
  } finally {
    server.stop();
  }
}

function stormPaths(city: BenchCity): string[] {
  const random = seededRandom(11);
  return Array.from({ length: FILTERS }, (_, index) => {
    const spot = city.spots[index % city.spots.length] ?? CENTRE;
    const asOf = dateOfDay(FIRST_DAY + random.below(1_800));
    const status = POINT_STATUSES.filter(() => random.next() < 0.6).join(',');
    const flag = POINT_FLAGS[random.below(POINT_FLAGS.length * 2)];
    const path = tilePath(tileAt(spot, 6 + random.below(11)), { asOf });
    return `${path}&status=${status}${flag === undefined ? '' : `&flag=${flag}`}`;
  });
}
