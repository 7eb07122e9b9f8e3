import { gunzipSync } from 'node:zlib';

import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { PERIOD_EVENTS, POINT_STATUSES, type PointPage } from '#server/contract/point.ts';
import type { PointShapes } from '#server/contract/point-shapes.ts';
import { POINTS_LAYER } from '#server/contract/tile.ts';
import { act, handedOver, people } from '#tests/support/points/register-acts.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

const ALL = `status=${POINT_STATUSES.join(',')}`;

async function page(client: TestClient, query: string): Promise<PointPage> {
  const response = await client.get(`/api/points?limit=500&${query}`);
  expect(response.status).toBe(200);
  return (await response.json()) as PointPage;
}

const idsOf = async (client: TestClient, query: string) =>
  (await page(client, query)).items.map(({ id }) => id).toSorted((a, b) => a - b);

describe('the period filter of the demonstration', () => {
  let test: TestApp;
  let analyst: TestClient;

  beforeAll(async () => {
    test = await createTestApp({ demo: true });
    analyst = await test.as('analyst');
  });
  afterAll(() => test.close());

  it.each([
    ['listed', ['recognised']],
    ['eliminated', ['eliminated']],
    ['recurring', ['recurrence_confirmed']],
    ['checked', ['checked']],
  ])('finds the points of which the history says %s', async (kind, kinds) => {
    const [from, to] = ['2026-03-01', '2026-09-30'];
    const rows = await test.database.sql<{ pointId: number }[]>`
      select distinct point_id from event_in_force
      where kind = any (${kinds}) and effective_on between ${from} and ${to}
      order by point_id`;
    expect(rows.length).toBeGreaterThan(0);
    const found = await idsOf(analyst, `${ALL}&happened=${kind}&from=${from}&to=${to}`);
    expect(found).toEqual(rows.map(({ pointId }) => pointId));
  });

  it('finds the points of which a suspicion began', async () => {
    const rows = await test.database.sql<{ pointId: number }[]>`
      select distinct point_id from point_flag
      where flag = 'suspected' and from_on between '2026-01-01' and '2026-11-24'
      order by point_id`;
    expect(rows.length).toBeGreaterThan(0);
    const query = `${ALL}&happened=suspected&from=2026-01-01&to=2026-11-24`;
    expect(await idsOf(analyst, query)).toEqual(rows.map(({ pointId }) => pointId));
  });

  it('narrows list, counts, tiles and shapes alike', async () => {
    const query = 'happened=eliminated,recurring&from=2026-04-01&to=2026-08-31';
    const list = await page(analyst, query);
    expect(list.total).toBeGreaterThan(1);
    expect(list.total).toBeLessThan((await page(analyst, '')).total);
    expect(list.items).toHaveLength(list.total);
    const counted = Object.values(list.counts.status).reduce((sum, count) => sum + count, 0);
    expect(counted).toBe(list.total);
    const tile = await analyst.get(`/api/tiles/points/6/50/28.mvt?${query}`);
    const bytes = gunzipSync(new Uint8Array(await tile.arrayBuffer()));
    const layer = new VectorTile(new PbfReader(bytes)).layers[POINTS_LAYER];
    const inTile = Array.from({ length: layer?.length ?? 0 }, (_, at) => layer?.feature(at).id);
    expect(new Set(inTile)).toEqual(new Set(list.items.map(({ id }) => id)));
    const shapes = (await (
      await analyst.get(`/api/points.geojson?${query}`)
    ).json()) as PointShapes;
    expect(shapes.features).toHaveLength(list.total);
  });

  it('has every kind of event without a list of kinds, and all time without a day', async () => {
    const anything = await page(analyst, 'from=2026-05-01&to=2026-06-30');
    const named = `happened=${PERIOD_EVENTS.join(',')}&from=2026-05-01&to=2026-06-30`;
    expect(anything.total).toBe((await page(analyst, named)).total);
    const ever = await page(analyst, 'happened=recurring');
    const long = 'happened=recurring&from=1990-01-01&to=2140-12-31';
    expect(ever.total).toBe((await page(analyst, long)).total);
    expect((await page(analyst, 'happened=recurring&from=2026-05-01&to=2026-04-01')).total).toBe(0);
  });

  it('refuses a kind that there is not, and a day that is none', async () => {
    await expectProblem(await analyst.get('/api/points?happened=vanished'), 'request.invalid');
    await expectProblem(await analyst.get('/api/points?from=2026-02-30'), 'request.invalid');
  });
});

describe('a check', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await createTestApp();
  });
  afterAll(() => test.close());

  it('is found on its day at once, on the other one when it was corrected, and after a restart', async () => {
    const by = await people(test);
    const point = await handedOver(by);
    const on = (day: string, more = '') =>
      idsOf(by.analyst, `happened=checked&from=${day}&to=${day}${more}`);
    expect(await on('2026-05-01')).toEqual([]);
    const look = { effectiveOn: '2026-05-01', result: 'no_sign' };
    const checked = await act(by.officer, point, 'checks', look);
    expect(await on('2026-05-01')).toEqual([point.id]);
    await act(by.analyst, checked, 'correct', {
      effectiveOn: '2026-11-24',
      reason: 'Ghi sai ngày.',
      event: {
        id: checked.events.find((event) => event.kind === 'checked')?.id,
        effectiveOn: '2026-05-04',
      },
    });
    const answers = async () => [await on('2026-05-01'), await on('2026-05-04')];
    expect(await answers()).toEqual([[], [point.id]]);
    await test.deps.points.reload();
    expect(await answers()).toEqual([[], [point.id]]);
    // Entered and corrected today: nobody knew of either yesterday.
    expect(await on('2026-05-01', '&known_at=2026-11-23')).toEqual([]);
  });
});
