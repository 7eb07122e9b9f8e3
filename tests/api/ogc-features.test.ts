import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { REACH, ROLES } from '#server/contract/permission.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { withToken } from '#tests/support/signals/tip-source.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

type Feature = {
  id: number;
  geometry: { type: string; coordinates: number[] } | null;
  properties: Record<string, unknown>;
};
type Page = {
  features: Feature[];
  numberReturned: number;
  links: { rel: string; href: string }[];
};

let test: TestApp;
let analyst: TestClient;
beforeAll(async () => {
  test = await createTestApp({ demo: true });
  analyst = await test.as('analyst');
});
afterAll(() => test.close());

async function read(client: TestClient, path: string): Promise<Page> {
  const response = await client.get(path);
  expect(response.status, await response.clone().text()).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/geo+json');
  return (await response.json()) as Page;
}
const items = (collection: string, query = '', client = analyst) =>
  read(client, `/ogc/collections/${collection}/items?limit=10000${query}`);
const filtered = (filter: string, collection = 'points') =>
  items(collection, `&filter=${encodeURIComponent(filter)}`);
const idsOf = ({ features }: Page) => features.map(({ id }) => id);

/** The ids of all points that a person finds in the list of the register. */
async function listed(client: TestClient, query = ''): Promise<number[]> {
  const ids: number[] = [];
  let cursor = '';
  do {
    const page = await (await client.get(`/api/points?limit=500${query}${cursor}`)).json();
    ids.push(...page.items.map(({ id }: { id: number }) => id));
    cursor = page.next === null ? '' : `&cursor=${page.next}`;
  } while (cursor !== '');
  return ids.toSorted((a, b) => a - b);
}

describe('the pages of the interface', () => {
  it('lead from one to the other', async () => {
    const landing = await (await analyst.get('/ogc')).json();
    const rels = landing.links.map(({ rel }: { rel: string }) => rel);
    expect(rels).toEqual(
      expect.arrayContaining(['self', 'service-desc', 'service-doc', 'conformance', 'data']),
    );
    for (const { href } of landing.links) {
      expect((await analyst.get(new URL(href).pathname)).status).toBe(200);
    }
    const { conformsTo } = await (await analyst.get('/ogc/conformance')).json();
    expect(conformsTo).toContain('http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core');
    const { collections } = await (await analyst.get('/ogc/collections')).json();
    for (const { id, links, extent } of collections) {
      expect((await analyst.get(`/ogc/collections/${id}`)).status).toBe(200);
      for (const { href, templated } of links) {
        if (templated === true) continue;
        const { pathname, search } = new URL(href);
        expect([href, (await analyst.get(pathname + search)).status]).toEqual([href, 200]);
      }
      if (id === 'points') expect(extent.spatial.bbox[0]).toHaveLength(4);
    }
  });

  it('come as HTML where a browser asks, with every text escaped', async () => {
    for (const path of ['', '/collections', '/collections/points', '/collections/points/items']) {
      const response = await analyst.request(`/ogc${path}`, { headers: { accept: 'text/html' } });
      expect(response.headers.get('content-type')).toContain('text/html');
      expect(await response.text()).toMatch(/<h1>.*<\/h1>/);
    }
    const [feature] = (await items('points')).features;
    const page = await analyst.get(`/ogc/collections/points/items/${feature?.id}?f=html`);
    expect(await page.text()).toContain(String(feature?.properties['code']));
  });

  it('ask for a password where nobody is signed in, and take a token as one', async () => {
    const refused = await test.anonymous.get('/ogc/collections');
    expect(refused.headers.get('www-authenticate')).toContain('Basic');
    await expectProblem(refused, 'session.missing');
    const made = await analyst.post('/api/tokens', { name: 'QGIS', days: 1 });
    const { token } = await made.json();
    const basic = `Basic ${Buffer.from(`qgis:${token}`).toString('base64')}`;
    const answer = await test.anonymous.request('/ogc/collections', {
      headers: { authorization: basic },
    });
    expect(answer.status).toBe(200);
  });
});

describe('the reach of a reader', () => {
  it.each(ROLES)('is for the role %s what it is in the list of the register', async (role) => {
    const client = await test.as(role);
    const { collections } = await (await client.get('/ogc/collections')).json();
    const ids = collections.map(({ id }: { id: string }) => id);
    const response = await client.get('/ogc/collections/points/items');
    if (role === 'admin' || role === 'auditor') {
      expect(ids).toEqual(['communes']);
      await expectProblem(response, 'permission.denied');
      return;
    }
    const points = await items('points', '', client);
    expect(idsOf(points)).toEqual(await listed(client));
    // Readers of the whole city also see the history of points that were merged.
    if (REACH[role] === 'city') return;
    const all = '&status=proposed,active,eliminated,handed_over,recurring,delisted,not_recognised';
    const seen = new Set(await listed(client, all));
    for (const collection of ['events', 'cycles', 'checks']) {
      const { features } = await items(collection, '', client);
      const of = features.map(({ properties }) => Number(properties['point_id']));
      expect(of.filter((id) => !seen.has(id))).toEqual([]);
    }
  });

  it('ends at the collections of a token', async () => {
    const made = await analyst.post('/api/tokens', {
      name: 'QGIS',
      days: 1,
      collections: ['communes', 'events'],
    });
    const client = withToken(test, (await made.json()).token);
    const { collections } = await (await client.get('/ogc/collections')).json();
    expect(collections.map(({ id }: { id: string }) => id)).toEqual(['events', 'communes']);
    await expectProblem(await client.get('/ogc/collections/points/items'), 'token.not_enough');
    expect((await client.get('/ogc/collections/events/items')).status).toBe(200);
  });

  it('hides a single point beyond it as if it were not there', async () => {
    const leader = await test.as('leader');
    const own = new Set(await listed(leader));
    const [beyond] = (await listed(analyst)).filter((id) => !own.has(id));
    await expectProblem(
      await leader.get(`/ogc/collections/points/items/${beyond}`),
      'ogc.feature_not_found',
    );
    expect((await analyst.get(`/ogc/collections/points/items/${beyond}`)).status).toBe(200);
  });

  it('never names a person', async () => {
    for (const collection of ['points', 'events', 'cycles', 'checks', 'routes']) {
      const text = JSON.stringify(await items(collection));
      for (const { name } of await test.database.sql<{ name: string }[]>`select name from app_user`)
        expect(text).not.toContain(name);
    }
  });
});

describe('pages', () => {
  it('follow each other by their links until everything was read once', async () => {
    const all = await listed(analyst);
    const found: number[] = [];
    let path: string | null = '/ogc/collections/points/items?limit=7&f=json';
    while (path !== null) {
      const page: Page = await read(analyst, path);
      expect(page.numberReturned).toBe(page.features.length);
      found.push(...idsOf(page));
      const next = page.links.find(({ rel }) => rel === 'next')?.href ?? null;
      path = next === null ? null : next.slice(new URL(next).origin.length);
    }
    expect(found).toEqual(all);
  });

  it('refuse the cursor of another filter', async () => {
    const page = await read(analyst, '/ogc/collections/points/items?limit=2');
    const next = new URL(page.links.find(({ rel }) => rel === 'next')?.href ?? '');
    next.searchParams.set('status', 'active');
    await expectProblem(await analyst.get(next.pathname + next.search), 'ogc.cursor_foreign');
  });
});

describe('features are chosen', () => {
  it('by columns, as the list chooses them', async () => {
    for (const status of ['active', 'recurring', 'handed_over']) {
      const found = await items('points', `&status=${status}`);
      expect(found.features.length).toBeGreaterThan(0);
      expect(idsOf(found)).toEqual(await listed(analyst, `&status=${status}`));
    }
  });

  it('by a box, in any system of coordinates', async () => {
    const box = [105.8, 20.98, 105.9, 21.06];
    const inWgs84 = idsOf(await items('points', `&bbox=${box.join(',')}`));
    expect(inWgs84.length).toBeGreaterThan(5);
    const epsg = (code: number) => `http://www.opengis.net/def/crs/EPSG/0/${code}`;
    const [west, south, east, north] = box;
    const turned = `&bbox=${south},${west},${north},${east}&bbox-crs=${epsg(4326)}`;
    expect(idsOf(await items('points', turned))).toEqual(inWgs84);
  });

  it.each([
    [`status = 'recurring'`, (f: Feature) => f.properties['status'] === 'recurring'],
    [
      `status IN ('active', 'recurring')`,
      (f: Feature) => /active|recurring/.test(`${f.properties['status']}`),
    ],
    [
      `NOT status = 'active' AND cycle >= 2`,
      (f: Feature) => f.properties['status'] !== 'active' && Number(f.properties['cycle']) >= 2,
    ],
    [`code LIKE 'DP-0000%'`, (f: Feature) => `${f.properties['code']}`.startsWith('DP-0000')],
    [
      `CASEI(name) LIKE CASEI('%PHỐ%')`,
      (f: Feature) => `${f.properties['name']}`.toLowerCase().includes('phố'),
    ],
    [`cycle BETWEEN 2 AND 3`, (f: Feature) => [2, 3].includes(Number(f.properties['cycle']))],
    [`address IS NOT NULL`, (f: Feature) => f.properties['address'] !== null],
    [
      `flags = 'check_overdue'`,
      (f: Feature) => (f.properties['flags'] as string[]).includes('check_overdue'),
    ],
    [
      `status_since < DATE('2026-06-01')`,
      (f: Feature) => `${f.properties['status_since']}` < '2026-06-01',
    ],
    [
      `T_DURING(status_since, INTERVAL('2026-01-01', '2026-06-30'))`,
      (f: Feature) =>
        `${f.properties['status_since']}` > '2026-01-01' &&
        `${f.properties['status_since']}` < '2026-06-30',
    ],
    [
      `(status = 'active' OR kind = 'business') AND recurrences <> 0`,
      (f: Feature) =>
        (f.properties['status'] === 'active' || f.properties['kind'] === 'business') &&
        f.properties['recurrences'] !== 0,
    ],
  ])('by CQL2 text: %s', async (filter, fits) => {
    const all = await items('points');
    const expected = all.features.filter(fits);
    expect(idsOf(await filtered(filter))).toEqual(expected.map(({ id }) => id));
  });

  it('by CQL2 as JSON, and by shapes', async () => {
    const box = idsOf(await items('points', '&bbox=105.8,20.98,105.9,21.06'));
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
    const query = `&filter-lang=cql2-json&filter=${encodeURIComponent(json)}`;
    expect(idsOf(await items('points', query))).toEqual(box);
    const wkt = `POLYGON((${ring.map((corner) => corner.join(' ')).join(', ')}))`;
    expect(idsOf(await filtered(`S_INTERSECTS(geometry, ${wkt})`))).toEqual(box);
    expect(
      idsOf(await filtered('S_INTERSECTS(geometry, BBOX(105.8, 20.98, 105.9, 21.06))')),
    ).toEqual(box);
  });

  it('by an evening, as the map shows it', async () => {
    for (const day of ['2026-03-31', '2025-12-31']) {
      const found = await items('points', `&datetime=${day}`);
      const response = await analyst.get(`/api/points?limit=500&as_of=${day}`);
      const { items: expected } = await response.json();
      expect(found.features.length).toBeGreaterThan(0);
      const states = ({ id, status }: { id: number; status: string }) => `${id} ${status}`;
      expect(
        found.features
          .map(({ id, properties }) => states({ id, status: `${properties['status']}` }))
          .toSorted(),
      ).toEqual(expected.map(states).toSorted());
    }
  });

  it('by a period: points with an event in it, and the events themselves', async () => {
    const found = idsOf(await items('points', '&datetime=2026-01-01/2026-03-31'));
    expect(found).toEqual(await listed(analyst, '&from=2026-01-01&to=2026-03-31&as_of=2026-03-31'));
    const events = await items('events', '&datetime=2026-01-01T00:00:00%2B07:00/2026-03-31');
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
    const [inMetres] = ((await response.json()) as Page).features;
    const [inDegrees] = (await read(analyst, '/ogc/collections/points/items?limit=1')).features;
    const back = `&bbox=${boxAround(inMetres?.geometry).join(',')}&bbox-crs=${uri}`;
    expect(idsOf(await items('points', back))).toContain(inDegrees?.id);
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
    ['bbox=106,21,105,22', 'ogc.parameter_invalid'],
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
      (await read(analyst, '/ogc/collections/points/items?limit=1000000000')).features.length,
    ).toBeGreaterThan(50);
    await expectProblem(await analyst.get('/ogc/nothing'), 'request.not_found');
  });

  it('words that look like SQL are only words', async () => {
    expect(idsOf(await filtered(`name = 'x''; drop table point; --'`))).toEqual([]);
    expect(idsOf(await filtered(`"name" LIKE '%'`))).toEqual(await listed(analyst));
  });
});
