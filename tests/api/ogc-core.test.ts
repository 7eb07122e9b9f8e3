import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { printAbstractTests } from '#tests/support/requests/abstract-tests.ts';
import { boxOf, meets } from '#tests/support/requests/boxes.ts';
import { allFeatures, type Feature, idsOf } from '#tests/support/requests/ogc-features.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';
import { some } from '#tests/support/some.ts';

type Link = { href: string; rel: string; type: string; templated?: boolean };
type Collection = { id: string; links: Link[]; extent?: { spatial: { bbox: number[][] } } };

printAbstractTests('OGC API Features 1.0, part 1: Core');
/** The columns by which `datetime` chooses; collections that are not named have none, and points are read by evening. */
const DAYS: Readonly<Record<string, readonly [string, string]>> = {
  events: ['effective_on', 'effective_on'],
  cycles: ['opened_on', 'eliminated_on'],
  communes: ['valid_from', 'valid_to'],
  checks: ['checked_on', 'checked_on'],
  routes: ['on_date', 'on_date'],
};

let test: TestApp;
let reader: TestClient;
let collections: Collection[];
beforeAll(async () => {
  test = await createTestApp({ demo: true });
  // Reads every collection there is.
  reader = await test.as('coordinator');
  ({ collections } = await json('/collections'));
});
afterAll(() => test.close());

async function json(path: string) {
  const response = await reader.get(`/ogc${path}`);
  expect([path, response.status]).toEqual([path, 200]);
  expect(response.headers.get('content-type')).toMatch(/json/);
  return await response.json();
}

const pathOf = (href: string) => new URL(href).pathname + new URL(href).search;
const itemsOf = (id: string, parameters = {}) => allFeatures(reader, id, parameters);
const expectLinks = (links: readonly Link[], rels: readonly string[]) => {
  expect(links.map(({ rel }) => rel)).toEqual(expect.arrayContaining([...rels]));
  for (const link of links) {
    expect(link).toMatchObject({
      href: expect.stringMatching(/^http/),
      rel: expect.stringMatching(/./),
      type: expect.stringMatching(/\//),
    });
  }
};

/** Checks each collection, and that there was one. */
async function each(check: (collection: Collection) => Promise<void>): Promise<void> {
  expect(collections).toHaveLength(7);
  for (const collection of collections) await check(collection);
}

describe('the pages', () => {
  it('/conf/core/http: HTTP 1.1 methods are answered', async () => {
    expect((await reader.request('/ogc', { method: 'HEAD' })).status).toBe(200);
    expect((await reader.get('/ogc/')).headers.get('location')).toBe('/ogc');
  });
  it('/conf/core/root-op: the landing page is there', async () => {
    expect(await json('')).toBeTypeOf('object');
  });
  it('/conf/core/root-success: it leads to all that is there', async () => {
    const { links } = await json('');
    expectLinks(links, ['self', 'alternate', 'service-desc', 'service-doc', 'conformance', 'data']);
    for (const { href } of links) expect((await reader.get(pathOf(href))).status).toBe(200);
  });
  it('/conf/core/conformance-op: the declaration is there', async () => {
    expect(await json('/conformance')).toBeTypeOf('object');
  });
  it('/conf/core/conformance-success: it names the classes', async () => {
    const { conformsTo } = await json('/conformance');
    for (const name of ['core', 'geojson', 'html', 'oas30']) {
      expect(conformsTo).toContain(
        `http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/${name}`,
      );
    }
    expect(new Set(conformsTo).size).toBe(conformsTo.length);
  });
  it('/conf/core/api-definition-op: the definition is linked and there', async () => {
    const { links } = (await json('')) as { links: Link[] };
    for (const rel of ['service-desc', 'service-doc']) {
      const { href = '' } = links.find((link) => link.rel === rel) ?? {};
      expect((await reader.get(pathOf(href))).status).toBe(200);
    }
  });
  it('/conf/core/api-definition-success: it is of the type it is linked by', async () => {
    const { links } = (await json('')) as { links: Link[] };
    const { href = '', type } = links.find(({ rel }) => rel === 'service-desc') ?? {};
    expect((await reader.get(pathOf(href))).headers.get('content-type')).toBe(type);
  });
});

describe('the collections', () => {
  it('/conf/core/fc-md-op: the list is there', async () => {
    expect(await json('/collections')).toBeTypeOf('object');
  });
  it('/conf/core/fc-md-success: it has links and collections', async () => {
    const list = await json('/collections');
    expect(list.collections.map(({ id }: Collection) => id)).toContain('points');
    expect(list.links.length).toBeGreaterThan(1);
  });
  it('/conf/core/fc-md-links: it links itself and its page', async () => {
    expectLinks((await json('/collections')).links, ['self', 'alternate']);
  });
  it('/conf/core/fc-md-items: each has id and links', () =>
    each(async (collection) => {
      expect(collection).toMatchObject({
        id: expect.stringMatching(/./),
        title: expect.stringMatching(/./),
        links: expect.any(Array),
      });
    }));
  it('/conf/core/fc-md-items-links: each links its features in every form', () =>
    each(async ({ links }) => {
      const items = links.filter(({ rel }) => rel === 'items').map(({ type }) => type);
      expect(items.toSorted()).toEqual(['application/geo+json', 'text/html']);
      expectLinks(links, ['self', 'alternate', 'items']);
    }));
  it('/conf/core/fc-md-extent: the extent holds every geometry', () =>
    each(async ({ id, extent }) => {
      const { features } = await itemsOf(id);
      const [west = 1, south = 1, east = 0, north = 0] = extent?.spatial.bbox[0] ?? [];
      const beyond = features.filter(({ geometry }) => {
        if (geometry === null) return false;
        const [w, s, e, n] = boxOf(geometry);
        return w < west - 1e-6 || s < south - 1e-6 || e > east + 1e-6 || n > north + 1e-6;
      });
      expect(beyond).toEqual([]);
    }));
  it('/conf/core/fc-md-extent-multi: the first box is the whole', () =>
    each(async ({ extent }) => expect(extent?.spatial.bbox ?? [0]).toHaveLength(1)));
  it('/conf/core/sfc-md-op: each has an own page', () =>
    each(async ({ id }) => expect((await json(`/collections/${id}`)).id).toBe(id)));
  it('/conf/core/sfc-md-success: which says what the list says', () =>
    each(async (collection) => {
      expect(await json(`/collections/${collection.id}`)).toEqual(collection);
    }));
});

describe('the features', () => {
  it('/conf/core/fc-op: each collection answers', () =>
    each(async ({ id }) => {
      expect((await json(`/collections/${id}/items`)).features).toBeInstanceOf(Array);
    }));
  it('/conf/core/fc-response: it is a collection of features', () =>
    each(async ({ id }) => {
      const page = await json(`/collections/${id}/items`);
      expect(page.type).toBe('FeatureCollection');
      for (const feature of page.features) expect(feature.type).toBe('Feature');
    }));
  it('/conf/core/fc-links: it links itself, its page and what comes next', () =>
    each(async ({ id }) => {
      const { links, features } = await json(`/collections/${id}/items?limit=1`);
      expectLinks(links, features.length === 1 ? ['self', 'alternate'] : ['self']);
    }));
  it('/conf/core/fc-timeStamp: it says when it was made', () =>
    each(async ({ id }) => {
      const { timeStamp } = await json(`/collections/${id}/items?limit=1`);
      expect(Number.isNaN(Date.parse(timeStamp))).toBe(false);
    }));
  it('/conf/core/fc-numberMatched: a count of all is right where it is given', () =>
    each(async ({ id }) => {
      const { numberMatched } = await json(`/collections/${id}/items?limit=1`);
      const { length } = (await itemsOf(id)).features;
      expect(numberMatched ?? length).toBe(length);
    }));
  it('/conf/core/fc-numberReturned: the count of the page is right', () =>
    each(async ({ id }) => {
      const page = await json(`/collections/${id}/items?limit=3`);
      expect(page.numberReturned).toBe(page.features.length);
    }));
  it('/conf/core/fc-limit-response: no page is longer than asked for', () =>
    each(async ({ id }) => {
      for (const limit of [1, 2, 5]) {
        const { features } = await json(`/collections/${id}/items?limit=${limit}`);
        expect(features.length).toBeLessThanOrEqual(limit);
      }
      await json(`/collections/${id}/items?limit=1000000000`);
    }));
  it('/conf/core/fc-bbox-response: a box chooses what meets it or has no place', () =>
    each(async ({ id }) => {
      const { features } = await itemsOf(id);
      for (const box of [
        [105.8, 20.98, 105.9, 21.06],
        [105.84, 21.0, 105.86, 21.03],
        [0, 0, 1, 1],
      ]) {
        const inside = (await itemsOf(id, { bbox: box.join(',') })).features;
        const found = new Set(inside.map((feature) => feature.id));
        // Lines and areas may lie in the box around them and yet not meet another.
        const certain = features.filter(
          ({ geometry }) =>
            geometry === null || (geometry.type === 'Point' && meets(boxOf(geometry), box)),
        );
        const away = features.filter(
          ({ geometry }) => geometry !== null && !meets(boxOf(geometry), box),
        );
        expect(certain.filter((feature) => !found.has(feature.id))).toEqual([]);
        expect(away.filter((feature) => found.has(feature.id))).toEqual([]);
      }
      const around = await itemsOf(id, { bbox: '170,-80,150,80' });
      expect(idsOf(around)).toEqual(idsOf(await itemsOf(id)));
    }));
  it('/conf/core/fc-time-response: moments and intervals choose what they meet', () =>
    each(async ({ id }) => {
      const { features } = await itemsOf(id);
      for (const [asked, from, to] of [
        ['2026-03-31', '2026-03-31', '2026-03-31'],
        ['2026-03-31T08:00:00Z', '2026-03-31', '2026-03-31'],
        ['2026-01-01/2026-03-31', '2026-01-01', '2026-03-31'],
        ['2026-01-01T00:00:00Z/2026-03-31T10:00:00Z', '2026-01-01', '2026-03-31'],
        ['../2026-03-31', '', '2026-03-31'],
        ['/2026-03-31', '', '2026-03-31'],
        ['2026-01-01/..', '2026-01-01', '9'],
        ['2026-01-01/', '2026-01-01', '9'],
      ] as const) {
        const chosen = idsOf(await itemsOf(id, { datetime: asked }));
        const fits = features.filter((feature) => isWithin(feature, DAYS[id], from, to));
        // Points are those of an evening: another test compares them with the list.
        const expected = id === 'points' ? chosen : fits.map((feature) => feature.id);
        expect([id, asked, chosen]).toEqual([id, asked, expected]);
      }
    }));
  it('/conf/core/query-param-invalid: a wrong value is refused', () =>
    each(async ({ id }) => {
      for (const wrong of ['limit=x', 'limit=0', 'bbox=1,2,3', 'datetime=soon', 'bbox=0,9,1,8']) {
        expect((await reader.get(`/ogc/collections/${id}/items?${wrong}`)).status).toBe(400);
      }
    }));
  it('/conf/core/query-param-unknown: an unknown parameter is refused', () =>
    each(async ({ id }) => {
      expect((await reader.get(`/ogc/collections/${id}/items?unknown=1`)).status).toBe(400);
    }));
  it('/conf/core/crs84: positions are longitude and latitude', () =>
    each(async ({ id }) => {
      for (const { geometry } of some((await itemsOf(id)).features).slice(0, 20)) {
        if (geometry === null) continue;
        const [west, south, east, north] = boxOf(geometry);
        expect(west > 100 && east < 110 && south > 15 && north < 25).toBe(true);
      }
    }));
  it('/conf/core/f-op: each feature has an address', () =>
    each(async ({ id }) => {
      for (const feature of some((await itemsOf(id)).features).slice(0, 5)) {
        await json(`/collections/${id}/items/${feature.id}`);
      }
      expect((await reader.get(`/ogc/collections/${id}/items/999999999`)).status).toBe(404);
    }));
  it('/conf/core/f-success: which says what the list says', () =>
    each(async ({ id }) => {
      for (const feature of some((await itemsOf(id)).features).slice(0, 5)) {
        expect(await json(`/collections/${id}/items/${feature.id}`)).toMatchObject({ ...feature });
      }
    }));
  it('/conf/core/f-links: it links itself, its page and its collection', () =>
    each(async ({ id }) => {
      const [feature] = (await itemsOf(id)).features;
      const { links } = await json(`/collections/${id}/items/${feature?.id}`);
      expectLinks(links, ['self', 'alternate', 'collection']);
    }));
});

function isWithin(
  { properties }: Feature,
  days: readonly [string, string] | undefined,
  from: string,
  to: string,
): boolean {
  if (days === undefined) return true;
  const day = (at: 0 | 1) => properties[days[at]] as string | null;
  return (day(0) ?? '') <= to && (day(1) ?? '9') >= from;
}
