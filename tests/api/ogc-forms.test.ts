import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { printAbstractTests } from '#tests/support/requests/abstract-tests.ts';
import { boxOf } from '#tests/support/requests/boxes.ts';
import { allFeatures } from '#tests/support/requests/ogc-features.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';
import { some } from '#tests/support/some.ts';

printAbstractTests('OGC API Features 1.0, part 1: GeoJSON and HTML');

let test: TestApp;
let reader: TestClient;
let ids: string[];
beforeAll(async () => {
  test = await createTestApp({ demo: true });
  // Reads every collection there is.
  reader = await test.as('coordinator');
  const { collections } = await (await reader.get('/ogc/collections')).json();
  ids = collections.map(({ id }: { id: string }) => id);
});
afterAll(() => test.close());

describe('the forms', () => {
  it('/conf/geojson/definition: features are offered as GeoJSON', () =>
    each(async (id) => {
      const response = await reader.request(`/ogc/collections/${id}/items?limit=1`, {
        headers: { accept: 'application/geo+json' },
      });
      expect(response.headers.get('content-type')).toBe('application/geo+json');
    }));
  it('/conf/geojson/content: they are valid GeoJSON', () =>
    each(async (id) => {
      const response = await reader.get(`/ogc/collections/${id}/items`);
      const { features, links } = await response.json();
      expect(links).toBeInstanceOf(Array);
      for (const { geometry, properties, id: featureId } of features) {
        expect(Number.isSafeInteger(featureId)).toBe(true);
        expect(properties).toBeTypeOf('object');
        expect(geometry === null ? [] : boxOf(geometry)).not.toContain(Number.NaN);
      }
    }));
  it('/conf/html/definition: every resource has a page', async () => {
    for (const path of some(await everyPage())) {
      const response = await reader.request(path, { headers: { accept: 'text/html' } });
      expect([path, response.status]).toEqual([path, 200]);
      expect(response.headers.get('content-type')).toContain('text/html');
    }
  });
  it('/conf/html/content: which is HTML 5 with all its links', async () => {
    for (const path of some(await everyPage())) {
      const page = await (await reader.get(`${path}?f=html`)).text();
      expect(page).toMatch(/^<!doctype html>\s*<html lang="vi">\s*<head>\s*<meta charset="utf-8"/);
      expect(page).toMatch(/<title>[^<]+<\/title>[^]*<h1>[^<]+<\/h1>[^]*<\/html>\s*$/);
      expect(page.match(/<li>/g) ?? []).toHaveLength((page.match(/<\/li>/g) ?? []).length);
    }
  });
});

/** Checks each collection, and that there was one. */
async function each(check: (id: string) => Promise<void>): Promise<void> {
  expect(ids).toHaveLength(7);
  for (const id of ids) await check(id);
}

async function everyPage(): Promise<string[]> {
  const [feature] = (await allFeatures(reader, 'points')).features;
  const own = ['', '/schema', '/queryables', '/items'].flatMap((path) =>
    ids.map((id) => `/ogc/collections/${id}${path}`),
  );
  const one = `/ogc/collections/points/items/${feature?.id}`;
  return ['/ogc', '/ogc/conformance', '/ogc/api', '/ogc/collections', ...own, one];
}
