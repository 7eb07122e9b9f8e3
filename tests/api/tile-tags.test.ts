import { afterAll, beforeAll, expect, it } from 'vitest';

import type { PointDetail, PointPage } from '#server/contract/point.ts';
import { createPointEngine } from '#server/live-engine/create-point-engine.ts';
import { DOCUMENT } from '#tests/support/points/register-acts.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

/** All of the city lies in this tile of zoom 6. */
const TILE = { z: 6, x: 50, y: 28 };
const ADDRESS = '/api/tiles/points/6/50/28.mvt';

let test: TestApp;

beforeAll(async () => {
  test = await createTestApp({ demo: true });
});
afterAll(() => test.close());

const page = async (client: TestClient, filter = ''): Promise<PointPage> =>
  (await (await client.get(`/api/points${filter}`)).json()) as PointPage;

it('the tag of a tile reveals no change that the reader may not see', async () => {
  const analyst = await test.as('analyst');
  const leader = await test.as('leader');
  const tagsOf = async () => [
    (await leader.get(ADDRESS)).headers.get('etag'),
    (await analyst.get(ADDRESS)).headers.get('etag'),
  ];
  const [before, analystBefore] = await tagsOf();
  const own = new Set((await page(leader, '?limit=500')).items.map(({ id }) => id));
  const { items } = await page(analyst, '?status=active&limit=500');
  const elsewhere = items.find(({ id }) => !own.has(id));
  const point = (await (await analyst.get(`/api/points/${elsewhere?.id}`)).json()) as PointDetail;
  const body = { effectiveOn: '2026-11-24', documentNumber: DOCUMENT, version: point.version };
  expect((await analyst.post(`/api/points/${point.id}/eliminate`, body)).status).toBe(200);
  const [after, analystAfter] = await tagsOf();
  expect(analystAfter).not.toBe(analystBefore);
  expect(after).toBe(before);
  // The version under the tile counts changes elsewhere too, and is known before the tile is made.
  const { points } = test.deps;
  const versions = [analyst, leader].map(
    ({ account }) => account && points.tileEtag(account, TILE, {}),
  );
  expect(versions).toEqual([analystAfter, null]);
});

it('the tag of a tile changes with each run of the program, and when everything is read again', async () => {
  const { database, clock } = test;
  const analyst = await test.as('analyst');
  const actor = analyst.account;
  if (actor === null) throw new Error('the analyst is signed in');
  const engineOf = async (run: string) => {
    const engine = createPointEngine({ database, clock, run });
    await engine.load();
    return engine;
  };
  const [first, again, other] = await Promise.all(['one', 'one', 'two'].map(engineOf));
  // Versions start again with each run: a tag from an earlier run must not match one of this run.
  const etags = [first, again, other].map((engine) => engine?.tileEtag(actor, TILE, {}));
  expect(etags[0]).toBe(etags[1]);
  expect(etags[0]).not.toBe(etags[2]);
  expect((await first?.tile(actor, TILE, {}))?.etag).toBe(etags[0]);
  expect(first?.hasTile(actor, TILE, {})).toBe(true);
  await first?.reload();
  expect(first?.tileEtag(actor, TILE, {})).not.toBe(etags[0]);
  expect(first?.hasTile(actor, TILE, {})).toBe(false);
});
