import proj4 from 'proj4';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { VN2000_SYSTEMS } from '#server/contract/vn2000.ts';
import { printAbstractTests } from '#tests/support/requests/abstract-tests.ts';
import { boxOf } from '#tests/support/requests/boxes.ts';
import { allFeatures, idsOf } from '#tests/support/requests/ogc-features.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';
import { some } from '#tests/support/some.ts';

type Collection = { id: string; crs: string[]; storageCrs: string; extent?: object };

printAbstractTests('OGC API Features 1.0, part 2: coordinate reference systems');
const CRS84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';
const EPSG = 'http://www.opengis.net/def/crs/EPSG/0/';
const OTHER = `${EPSG}999999`;
/** Collections whose geometries are points, lines and areas, collections of places, and areas. */
const SPATIAL = ['points', 'events', 'inspection-objects'];

let test: TestApp;
let reader: TestClient;
let collections: Collection[];
beforeAll(async () => {
  test = await createTestApp({ demo: true });
  reader = await test.as('coordinator');
  ({ collections } = await (await reader.get('/ogc/collections')).json());
});
afterAll(() => test.close());

const uris = () => collections[0]?.crs ?? [];

/** Turns a position of WGS 84 into a system, with its axes in the order of its definition. */
function turned(uri: string, [x, y]: readonly [number, number]): [number, number] {
  const srid = Number(uri.slice(EPSG.length));
  if (uri === CRS84) return [x, y];
  if (srid === 4326) return [y, x];
  const { definition = '' } = VN2000_SYSTEMS.get(srid) ?? {};
  const [a, b] = proj4('EPSG:4326', definition, [x, y]);
  return srid === 4756 ? [b, a] : [a, b];
}

describe('discovery', () => {
  it('/conf/crs/crs-uri: each system is named by a URI', async () => {
    expect(collections.length).toBeGreaterThan(5);
    for (const { id, crs, storageCrs } of collections) {
      const own = await (await reader.get(`/ogc/collections/${id}`)).json();
      expect(own.crs).toEqual(crs);
      for (const uri of [...crs, storageCrs]) {
        expect(uri).toMatch(
          /^http:\/\/www\.opengis\.net\/def\/crs\/(?:EPSG\/0\/\d+|OGC\/1\.3\/CRS84)$/,
        );
      }
    }
  });
  it('/conf/crs/default-crs: the usual one is among them', () => {
    for (const { crs } of some(collections)) expect(crs).toContain(CRS84);
  });
  it('/conf/crs/storageCrs: that of the storage is among them', () => {
    for (const { crs, storageCrs } of some(collections)) expect(crs).toContain(storageCrs);
  });
});

describe('queries', () => {
  it('/conf/crs/crs-parameter: each system is answered and said', async () => {
    expect(uris().length).toBeGreaterThan(20);
    for (const uri of uris()) {
      const [feature] = (await allFeatures(reader, 'points')).features;
      for (const path of ['items?limit=1&', `items/${feature?.id}?`]) {
        const response = await reader.get(`/ogc/collections/points/${path}crs=${uri}`);
        expect([uri, response.status]).toEqual([uri, 200]);
        expect(response.headers.get('content-crs')).toBe(`<${uri}>`);
      }
    }
  });
  it('/conf/crs/crs-parameter-invalid: another one is refused', async () => {
    for (const path of ['items', `items/${idsOf(await allFeatures(reader, 'points'))[0]}`]) {
      const response = await reader.get(`/ogc/collections/points/${path}?crs=${OTHER}`);
      expect(response.status).toBe(400);
    }
  });
  it('/conf/crs/crs-parameter-default: without one it is the usual one', async () => {
    const plain = await reader.get('/ogc/collections/points/items?limit=3');
    const asked = await reader.get(`/ogc/collections/points/items?limit=3&crs=${CRS84}`);
    expect(plain.headers.get('content-crs')).toBe(`<${CRS84}>`);
    const [a, b] = [await plain.json(), await asked.json()];
    expect(b.features).toEqual(a.features);
  });
  it('/conf/crs/crs-parameter-transform: positions are turned as PROJ does', async () => {
    for (const id of SPATIAL) {
      const plain = (await allFeatures(reader, id, { limit: '20' })).features;
      for (const uri of uris()) {
        const there = (await allFeatures(reader, id, { limit: '20', crs: uri })).features;
        expect(there.map((feature) => feature.id)).toEqual(plain.map((feature) => feature.id));
        for (const [at, { geometry }] of plain.entries()) {
          if (geometry === null || geometry.type !== 'Point') continue;
          const [x = 0, y = 0] = geometry.coordinates;
          const [a = 0, b = 0] = there[at]?.geometry?.coordinates ?? [];
          const [c, d] = turned(uri, [x, y]);
          const near = a > 1_000 || b > 1_000 ? 0.05 : 5e-7;
          expect([uri, Math.abs(a - c) < near, Math.abs(b - d) < near]).toEqual([uri, true, true]);
        }
      }
    }
  });
  it('/conf/crs/bbox-crs-parameter: a box in each system finds the same', async () => {
    for (const id of SPATIAL) {
      const { features } = await allFeatures(reader, id);
      for (const { geometry } of features.slice(0, 1)) {
        if (geometry === null) continue;
        const [west, south, east, north] = boxOf(geometry);
        const corners = [
          [west - 0.001, south - 0.001],
          [east + 0.001, north + 0.001],
        ] as const;
        const expected = idsOf(await allFeatures(reader, id, { bbox: corners.flat().join(',') }));
        expect(expected.length).toBeGreaterThan(0);
        for (const uri of uris()) {
          const box = corners.flatMap((corner) => turned(uri, corner)).join(',');
          const found = idsOf(await allFeatures(reader, id, { bbox: box, 'bbox-crs': uri }));
          // The edge of a box in metres is a little askew in degrees: what stands in its middle is found in any case.
          expect(found.length).toBeGreaterThan(0);
          const isDegrees = uri === CRS84 || uri.endsWith('/4326');
          expect(isDegrees ? found : expected).toEqual(expected);
        }
      }
    }
  });
  it('/conf/crs/bbox-crs-parameter-invalid: another one is refused', async () => {
    const path = `/ogc/collections/points/items?bbox=1,2,3,4&bbox-crs=${OTHER}`;
    expect((await reader.get(path)).status).toBe(400);
  });
  it('/conf/crs/bbox-crs-parameter-default: without one it is the usual one', async () => {
    const bbox = '105.8,20.98,105.9,21.06';
    expect(idsOf(await allFeatures(reader, 'points', { bbox }))).toEqual(
      idsOf(await allFeatures(reader, 'points', { bbox, 'bbox-crs': CRS84 })),
    );
  });
});
