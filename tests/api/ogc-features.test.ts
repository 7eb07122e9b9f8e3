import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { REACH } from '#server/contract/permission.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import {
  allFeatures,
  type FeaturePage,
  idsOf,
  listedIds,
  readFeatures,
} from '#tests/support/requests/ogc-features.ts';
import { withToken } from '#tests/support/signals/tip-source.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

/** Roles that may read points. */
const READERS = ['analyst', 'leader', 'officer', 'coordinator'] as const;

let test: TestApp;
let analyst: TestClient;
beforeAll(async () => {
  test = await createTestApp({ demo: true });
  analyst = await test.as('analyst');
});
afterAll(() => test.close());

async function everyId(): Promise<number[]> {
  const rows = await test.database.sql<{ id: number }[]>`select id from point`;
  return rows.map(({ id }) => id);
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
    expect(collections[0].extent.spatial.bbox[0]).toHaveLength(4);
    for (const { id, links } of collections) {
      expect((await analyst.get(`/ogc/collections/${id}`)).status).toBe(200);
      for (const { href, templated } of links) {
        if (templated === true) continue;
        const { pathname, search } = new URL(href);
        expect([href, (await analyst.get(pathname + search)).status]).toEqual([href, 200]);
      }
    }
  });

  it('come as HTML where a browser asks, with every text escaped', async () => {
    for (const path of ['', '/collections', '/collections/points', '/collections/points/items']) {
      const response = await analyst.request(`/ogc${path}`, { headers: { accept: 'text/html' } });
      expect(response.headers.get('content-type')).toContain('text/html');
      expect(await response.text()).toMatch(/<h1>.*<\/h1>/);
    }
    const [feature] = (await allFeatures(analyst, 'points')).features;
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
  it.each(READERS)('is for the role %s what it is in the list of the register', async (role) => {
    const client = await test.as(role);
    expect(idsOf(await allFeatures(client, 'points'))).toEqual(await listedIds(client));
    // Readers of the whole city also see the history of points that were merged.
    const all = '&status=proposed,active,eliminated,handed_over,recurring,delisted,not_recognised';
    const seen = new Set(REACH[role] === 'city' ? await everyId() : await listedIds(client, all));
    for (const collection of ['events', 'cycles', 'checks']) {
      const { features } = await allFeatures(client, collection);
      const of = features.map(({ properties }) => Number(properties['point_id']));
      expect(of.filter((id) => !seen.has(id))).toEqual([]);
    }
  });

  it.each(['admin', 'auditor'] as const)('is the communes alone for the role %s', async (role) => {
    const client = await test.as(role);
    const { collections } = await (await client.get('/ogc/collections')).json();
    expect(collections.map(({ id }: { id: string }) => id)).toEqual(['communes']);
    await expectProblem(await client.get('/ogc/collections/points/items'), 'permission.denied');
  });

  it.each(['planner', 'inspector'] as const)('is without the register for %s', async (role) => {
    const { collections } = await (await (await test.as(role)).get('/ogc/collections')).json();
    expect(collections.map(({ id }: { id: string }) => id)).toEqual([
      'communes',
      'inspection-objects',
      'routes',
    ]);
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
    const own = new Set(await listedIds(leader));
    const [beyond] = (await listedIds(analyst)).filter((id) => !own.has(id));
    await expectProblem(
      await leader.get(`/ogc/collections/points/items/${beyond}`),
      'ogc.feature_not_found',
    );
    expect((await analyst.get(`/ogc/collections/points/items/${beyond}`)).status).toBe(200);
  });

  it('never names a person', async () => {
    for (const collection of ['points', 'events', 'cycles', 'checks', 'routes']) {
      const text = JSON.stringify(await allFeatures(analyst, collection));
      for (const { name } of await test.database.sql<{ name: string }[]>`select name from app_user`)
        expect(text).not.toContain(name);
    }
  });
});

describe('pages', () => {
  it('follow each other by their links until everything was read once', async () => {
    const all = await listedIds(analyst);
    const found: number[] = [];
    let path: string | null = '/ogc/collections/points/items?limit=7&f=json';
    while (path !== null) {
      const page: FeaturePage = await readFeatures(analyst, path);
      expect(page.numberReturned).toBe(page.features.length);
      found.push(...idsOf(page));
      const next = page.links.find(({ rel }) => rel === 'next')?.href ?? null;
      path = next === null ? null : next.slice(new URL(next).origin.length);
    }
    expect(found).toEqual(all);
  });

  it('refuse the cursor of another filter', async () => {
    const page = await readFeatures(analyst, '/ogc/collections/points/items?limit=2');
    const next = new URL(page.links.find(({ rel }) => rel === 'next')?.href ?? '');
    next.searchParams.set('status', 'active');
    await expectProblem(await analyst.get(next.pathname + next.search), 'ogc.cursor_foreign');
  });
});
