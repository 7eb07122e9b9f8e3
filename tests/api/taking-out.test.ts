import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { NewToken } from '#server/contract/token.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { withToken } from '#tests/support/signals/tip-source.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

const PURPOSE = `purpose=${encodeURIComponent('Giao ban tháng 11')}`;
const REGISTER = ['points', 'events', 'cycles', 'checks'];

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp({ demo: true });
});
afterAll(() => test.close());

const files = ['csv', 'xlsx', 'gpkg', 'kml', 'geojson'].map(
  (format) => `/api/points.${format}?${PURPOSE}`,
);
const pages = REGISTER.map((collection) => `/ogc/collections/${collection}/items?limit=10`);

async function programOf(client: TestClient, rights: string[]): Promise<TestClient> {
  const response = await client.post('/api/tokens', { name: 'Máy', days: 1, rights });
  const { token } = (await response.json()) as NewToken;
  return withToken(test, token);
}

describe('taking the register out', () => {
  it.each(['analyst', 'coordinator', 'leader', 'officer'])('is a right of the %s', async (role) => {
    const client = await test.as(role);
    for (const address of [...files, ...pages]) {
      const response = await client.get(address);
      expect([address, response.status]).toEqual([address, 200]);
      await response.arrayBuffer();
    }
  });

  it.each(['planner', 'inspector'])('is none of the %s, who works on the map', async (role) => {
    const client = await test.as(role);
    for (const address of [...files, ...pages]) {
      expect([address, (await client.get(address)).status]).toEqual([address, 403]);
    }
    for (const address of [
      '/api/points.geojson?bbox=105.8,21,105.9,21.1',
      '/ogc/collections/routes/items',
      '/api/tiles/points.json',
    ]) {
      expect([address, (await client.get(address)).status]).toEqual([address, 200]);
    }
  });

  it('is a right of a program that names it, and of none that only looks', async () => {
    const analyst = await test.as('analyst');
    const looking = await programOf(analyst, ['points:read']);
    await expectProblem(await looking.get(`/api/points.csv?${PURPOSE}`), 'token.not_enough');
    await expectProblem(await looking.get(`/api/points.geojson?${PURPOSE}`), 'permission.denied');
    await expectProblem(await looking.get('/ogc/collections/points/items'), 'token.not_enough');
    const nightly = await programOf(analyst, ['points:read', 'points:export']);
    expect((await nightly.get(`/api/points.csv?${PURPOSE}`)).status).toBe(200);
    expect((await nightly.get('/ogc/collections/points/items')).status).toBe(200);
  });
});
