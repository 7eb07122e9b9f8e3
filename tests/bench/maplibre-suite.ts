import type { BenchCity } from './bench-city.ts';
import { startServer } from './bench-server.ts';
import { openMap } from './maplibre-peer.ts';
import type { Row } from './row.ts';

/**
 * Measures the same map in a real browser from the product's tiles and from one file that MapLibre clusters. A map that
 * never becomes idle is named; the other one is still measured.
 */
export async function benchMapLibre(city: BenchCity): Promise<Row[]> {
  const { databaseUrl, cookie } = city;
  const server = await startServer({ databaseUrl, cookie, cache: false });
  const rows: Row[] = [];
  try {
    for (const [source, subject] of [
      ['tiles', 'MapLibre with the tiles'],
      ['geojson', 'MapLibre clustering GeoJSON'],
    ] as const) {
      const figures = await openMap(city, server, source);
      if (figures === null) {
        console.log(`${subject} did not come to rest`);
        continue;
      }
      const at = { suite: 'tiles', subject, case: 'first map at z10' };
      rows.push(
        { ...at, metric: 'idle after', value: figures.idleMilliseconds, unit: 'ms' },
        { ...at, metric: 'heap', value: figures.heapMegabytes, unit: 'MiB' },
      );
    }
  } finally {
    server.stop();
  }
  return rows;
}
