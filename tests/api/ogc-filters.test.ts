import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import {
  allFeatures,
  type Feature,
  type FeaturePage,
  idsOf,
  listedIds,
  readFeatures,
} from '#tests/support/requests/ogc-features.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

let test: TestApp;
let analyst: TestClient;
beforeAll(async () => {
  test = await createTestApp({ demo: true });
  analyst = await test.as('analyst');
});
afterAll(() => test.close());

/** A column of a feature as text. */
const column = (name: string) => (feature: Feature) => String(feature.properties[name]);
const status = column('status');
const since = column('status_since');
const filtered = (filter: string) => allFeatures(analyst, 'points', { filter });

describe('features are chosen', () => {
  it('by columns, as the list chooses them', async () => {
    for (const one of ['active', 'recurring', 'handed_over']) {
      const found = await allFeatures(analyst, 'points', { status: one });
      expect(found.features.length).toBeGreaterThan(0);
      expect(idsOf(found)).toEqual(await listedIds(analyst, `&status=${one}`));
    }
  });

  it('by a box, in any system of coordinates', async () => {
    const box = [105.8, 20.98, 105.9, 21.06];
    const inWgs84 = idsOf(await allFeatures(analyst, 'points', { bbox: box.join(',') }));
    expect(inWgs84.length).toBeGreaterThan(5);
    const epsg = (code: number) => `http://www.opengis.net/def/crs/EPSG/0/${code}`;
    const [west, south, east, north] = box;
    const turned = { bbox: [south, west, north, east].join(','), 'bbox-crs': epsg(4326) };
    expect(idsOf(await allFeatures(analyst, 'points', turned))).toEqual(inWgs84);
  });

  it.each([
    [`status = 'recurring'`, (f: Feature) => status(f) === 'recurring'],
    [`status IN ('active', 'recurring')`, (f: Feature) => /active|recurring/.test(status(f))],
    [
      `NOT status = 'active' AND cycle >= 2`,
      (f: Feature) => status(f) !== 'active' && Number(f.properties['cycle']) >= 2,
    ],
    [`code LIKE 'DP-0000%'`, (f: Feature) => column('code')(f).startsWith('DP-0000')],
    [
      `CASEI(name) LIKE CASEI('%PHỐ%')`,
      (f: Feature) => column('name')(f).toLowerCase().includes('phố'),
    ],
    [`cycle BETWEEN 2 AND 3`, (f: Feature) => [2, 3].includes(Number(f.properties['cycle']))],
    [`address IS NOT NULL`, (f: Feature) => f.properties['address'] !== null],
    [
      `flags = 'check_overdue'`,
      (f: Feature) => (f.properties['flags'] as string[]).includes('check_overdue'),
    ],
    [`status_since < DATE('2026-06-01')`, (f: Feature) => since(f) < '2026-06-01'],
    [
      `T_DURING(status_since, INTERVAL('2026-01-01', '2026-06-30'))`,
      (f: Feature) => since(f) > '2026-01-01' && since(f) < '2026-06-30',
    ],
    [
      `(status = 'active' OR kind = 'business') AND recurrences <> 0`,
      (f: Feature) =>
        (status(f) === 'active' || f.properties['kind'] === 'business') &&
        f.properties['recurrences'] !== 0,
    ],
  ])('by CQL2 text: %s', async (filter, fits) => {
    const all = await allFeatures(analyst, 'points');
    const expected = all.features.filter(fits);
    expect(idsOf(await filtered(filter))).toEqual(expected.map(({ id }) => id));
  });

  it('by CQL2 as JSON, and by shapes', async () => {
    const box = idsOf(await allFeatures(analyst, 'points', { bbox: '105.8,20.98,105.9,21.06' }));
    const ring = [
      [105.8, 20.98],
      [105.9, 20.98],
      [105.9, 21.06],
      [105.8, 21.06],
      [105.8, 20.98],
    ];
    const json = JSON.stringify({
      op: 's_intersects',
      args: [{ property: 'geometry' }, { type: 'Polygon', coordinates: [ring] }],
    });
    const asJson = { 'filter-lang': 'cql2-json', filter: json };
    expect(idsOf(await allFeatures(analyst, 'points', asJson))).toEqual(box);
    const wkt = `POLYGON((${ring.map((corner) => corner.join(' ')).join(', ')}))`;
    expect(idsOf(await filtered(`S_INTERSECTS(geometry, ${wkt})`))).toEqual(box);
    expect(
      idsOf(await filtered('S_INTERSECTS(geometry, BBOX(105.8, 20.98, 105.9, 21.06))')),
    ).toEqual(box);
  });

  it('by an evening, as the map shows it', async () => {
    for (const day of ['2026-03-31', '2025-12-31']) {
      const found = await allFeatures(analyst, 'points', { datetime: day });
      const response = await analyst.get(`/api/points?limit=500&as_of=${day}`);
      const { items: expected } = await response.json();
      expect(found.features.length).toBeGreaterThan(0);
      const states = ({ id, status }: { id: number; status: string }) => `${id} ${status}`;
      expect(
        found.features
          .map(({ id, properties }) => states({ id, status: String(properties['status']) }))
          .toSorted(),
      ).toEqual(expected.map(states).toSorted());
    }
  });

  it('by a period: points with an event in it, and the events themselves', async () => {
    const found = idsOf(
      await allFeatures(analyst, 'points', { datetime: '2026-01-01/2026-03-31' }),
    );
    expect(found).toEqual(
      await listedIds(analyst, '&from=2026-01-01&to=2026-03-31&as_of=2026-03-31'),
    );
    const events = await allFeatures(analyst, 'events', {
      datetime: '2026-01-01T00:00:00+07:00/2026-03-31',
    });
    expect(events.features.length).toBeGreaterThan(0);
    for (const { properties } of events.features) {
      const on = String(properties['effective_on']);
      expect(on >= '2026-01-01' && on <= '2026-03-31').toBe(true);
    }
  });
});

describe('coordinates', () => {
  it('come in VN-2000 with its shift of the datum, and say so', async () => {
    const uri = 'http://www.opengis.net/def/crs/EPSG/0/5897';
    const response = await analyst.get(`/ogc/collections/points/items?limit=1&crs=${uri}`);
    expect(response.headers.get('content-crs')).toBe(`<${uri}>`);
    const [inMetres] = ((await response.json()) as FeaturePage).features;
    const [inDegrees] = (await readFeatures(analyst, '/ogc/collections/points/items?limit=1'))
      .features;
    const back = { bbox: boxAround(inMetres?.geometry).join(','), 'bbox-crs': uri };
    expect(idsOf(await allFeatures(analyst, 'points', back))).toContain(inDegrees?.id);
    const [easting = 0] = inMetres?.geometry?.coordinates.flat(4) ?? [];
    expect(easting).toBeGreaterThan(400_000);
    expect(easting).toBeLessThan(700_000);
  });
});

/** A box of ten metres around the first position of a geometry. */
function boxAround(geometry: Feature['geometry'] | undefined): number[] {
  const [x = 0, y = 0] = (geometry?.coordinates ?? []).flat(4);
  return [x - 5, y - 5, x + 5, y + 5];
}

describe('bad requests are refused', () => {
  it.each([
    ['bbox=1,2,3', 'ogc.parameter_invalid'],
    ['bbox=105,22,106,21', 'ogc.parameter_invalid'],
    ['bbox=9,1,5,2&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/5897', 'ogc.parameter_invalid'],
    ['shape=round', 'ogc.parameter_invalid'],
    ['bbox=a,b,c,d', 'ogc.parameter_invalid'],
    ['limit=0', 'ogc.parameter_invalid'],
    ['limit=-1', 'ogc.parameter_invalid'],
    ['datetime=2026-02-30', 'ogc.parameter_invalid'],
    ['datetime=2026-03-01/2026-01-01', 'ogc.parameter_invalid'],
    ['crs=EPSG:9999', 'ogc.parameter_invalid'],
    ['filter-lang=ecql', 'ogc.parameter_invalid'],
    ['cursor=abc', 'ogc.parameter_invalid'],
    ['f=gml', 'ogc.parameter_invalid'],
    ['colour=red', 'ogc.parameter_unknown'],
    ['filter=status%20%3D', 'ogc.filter_invalid'],
    ['filter=status%20%3D%205', 'ogc.filter_invalid'],
    ['filter=secret%20%3D%201', 'ogc.property_unknown'],
    ['filter=cycle%20%2B%201%20%3D%202', 'ogc.filter_unsupported'],
    ['filter=myfunc(name)%20%3D%201', 'ogc.filter_unsupported'],
    [`filter=${'('.repeat(5_000)}`, 'ogc.filter_invalid'],
    [`filter=${'a'.repeat(30_000)}`, 'ogc.filter_too_long'],
    [`filter-lang=cql2-json&filter=${'['.repeat(19_000)}`, 'ogc.filter_invalid'],
    ['filter-lang=cql2-json&filter=%7B%22op%22%3A%22and%22%7D', 'ogc.filter_invalid'],
    [
      `filter=${encodeURIComponent(`name = 'x''; drop table point; --'`)}&limit=1&x=1`,
      'ogc.parameter_unknown',
    ],
  ] as const)('%.40s', async (query, code) => {
    const response = await analyst.get(`/ogc/collections/points/items?${query}`);
    await expectProblem(response, code);
  });

  it('an unknown collection or feature, and a limit of a billion is the largest page', async () => {
    await expectProblem(
      await analyst.get('/ogc/collections/persons/items'),
      'ogc.collection_not_found',
    );
    await expectProblem(
      await analyst.get('/ogc/collections/points/items/0x1'),
      'ogc.feature_not_found',
    );
    await expectProblem(
      await analyst.get('/ogc/collections/points/items/1?x=1'),
      'ogc.parameter_unknown',
    );
    expect(
      (await readFeatures(analyst, '/ogc/collections/points/items?limit=1000000000')).features
        .length,
    ).toBeGreaterThan(50);
    await expectProblem(await analyst.get('/ogc/nothing'), 'request.not_found');
  });

  it('words that look like SQL are only words', async () => {
    expect(idsOf(await filtered(`name = 'x''; drop table point; --'`))).toEqual([]);
    expect(idsOf(await filtered(`"name" LIKE '%'`))).toEqual(await listedIds(analyst));
  });
});
