import type { BenchCity } from './bench-city.ts';
import { type BenchServer, startServer } from './bench-server.ts';
import type { Row } from './row.ts';
import { createReadStream } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join, resolve } from 'node:path';
import { chromium } from '@playwright/test';
import { CHROMIUM_ARGUMENTS, neededChromium } from '#tests/support/browser/chromium.ts';

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

const LIBRARY = resolve('node_modules/maplibre-gl/dist');
const MOST_WAIT_MILLISECONDS = 180_000;

type MapFigures = { idleMilliseconds: number; heapMegabytes: number };

/** Sources by name: all points as GeoJSON that MapLibre clusters, and the product's tiles. */
const SOURCES = {
  geojson: `{ type: 'geojson', data: '/points.geojson', cluster: true, clusterRadius: 46 }`,
  tiles: `{ type: 'vector', tiles: [location.origin + '/api/tiles/points/{z}/{x}/{y}.mvt'], maxzoom: 22 }`,
};

const page = (source: keyof typeof SOURCES) => `<!doctype html><meta charset="utf-8">
<div id="map" style="width: 1280px; height: 800px"></div>
<script type="module">
  import * as maplibregl from '/maplibre-gl.mjs';
  maplibregl.setWorkerUrl('/maplibre-gl-worker.mjs');
  const layer = { id: 'points', type: 'circle', source: 'points'${source === 'tiles' ? ", 'source-layer': 'points'" : ''} };
  const style = { version: 8, sources: { points: ${SOURCES[source]} }, layers: [layer] };
  const map = new maplibregl.Map({ container: 'map', style, center: [105.85, 21.03], zoom: 10, fadeDuration: 0 });
  map.once('idle', () => { window.idleAfter = performance.now(); });
</script>`;

/** Opens a map of all points in a real browser and waits until it is idle; null when it never is. */
async function openMap(
  city: BenchCity,
  server: BenchServer,
  source: keyof typeof SOURCES,
): Promise<MapFigures | null> {
  const executablePath = neededChromium();
  const host = serve(city, server, page(source));
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
  const address = host.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGUMENTS });
  try {
    const tab = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const session = await tab.context().newCDPSession(tab);
    await session.send('Performance.enable');
    await tab.goto(`http://127.0.0.1:${port}/`);
    const timeout = MOST_WAIT_MILLISECONDS;
    const idle = await tab
      .waitForFunction(() => Reflect.get(globalThis, 'idleAfter'), null, { timeout })
      .catch(() => null);
    if (idle === null) return null;
    const { metrics } = await session.send('Performance.getMetrics');
    const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0;
    return { idleMilliseconds: Number(await idle.jsonValue()), heapMegabytes: heap / 2 ** 20 };
  } finally {
    await browser.close();
    host.close();
  }
}

function serve(city: BenchCity, server: BenchServer, html: string): Server {
  return createServer((request, response) => {
    const path = request.url ?? '/';
    if (path === '/') {
      response.setHeader('content-type', 'text/html').end(html);
    } else if (path === '/points.geojson') {
      void writeGeoJson(city).then((text) => response.end(text));
    } else if (path.startsWith('/api/')) {
      void server
        .get(path)
        .then(({ status, bytes }) =>
          response.writeHead(status, { 'content-encoding': 'gzip' }).end(bytes),
        );
    } else if (/^\/maplibre-gl[a-z-]*\.mjs$/.test(path)) {
      response.setHeader('content-type', 'text/javascript');
      createReadStream(join(LIBRARY, path)).pipe(response);
    } else {
      response.writeHead(404).end();
    }
  });
}

async function writeGeoJson({ database }: BenchCity): Promise<string> {
  const rows = await database.sql<{ longitude: number; latitude: number; status: string }[]>`
    select st_x(anchor) as longitude, st_y(anchor) as latitude, status from point`;
  const features = rows.map(({ longitude, latitude, status }) => {
    const geometry = { type: 'Point', coordinates: [longitude, latitude] };
    return JSON.stringify({ type: 'Feature', properties: { status }, geometry });
  });
  return `{"type":"FeatureCollection","features":[${features.join(',')}]}`;
}
