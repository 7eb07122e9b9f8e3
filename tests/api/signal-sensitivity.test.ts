import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Sensitivity } from '#server/contract/signal.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import {
  act,
  handedOver,
  okPoint,
  people,
  type People,
} from '#tests/support/points/register-acts.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

let test: TestApp;
let by: People;
let admin: TestClient;
beforeAll(async () => {
  test = await createTestApp();
  by = await people(test);
  admin = await test.as('admin');
});
afterAll(() => test.close());

async function sensitivity(query: string, client = by.analyst): Promise<Sensitivity> {
  const response = await client.get(`/api/signals/sensitivity?${query}`);
  expect(response.status).toBe(200);
  return (await response.json()) as Sensitivity;
}
describe('what a figure would be by other measures', () => {
  it('is told apart by radius and window; what nobody verified is never added', async () => {
    const point = await handedOver(by, {
      geometry: { type: 'Point', coordinates: [105.846, 21.0345] },
    });
    const at = (metres: number) => [105.846 + metres / 103_940, 21.0345];
    for (const [metres, occurredOn] of [
      [5, '2026-06-01'],
      [25, '2026-06-01'],
      [45, '2026-06-01'],
      [5, '2026-10-20'],
    ] as const) {
      const told = await by.officer.post('/api/tips', {
        kind: 'feedback',
        channel: 'hotline',
        receivedOn: '2026-11-02',
        occurredOn,
        position: at(metres),
        locationErrorMetres: 0,
      });
      expect(told.status).toBe(201);
    }
    const { cells, ...more } = await sensitivity(`point=${point.id}`);
    // 15 m is what an unknown error of the place allows; 233 days lie beyond half a year.
    expect(cells).toEqual([
      { radiusFactor: 0.5, windowFactor: 1, confirmed: 0, unverified: 2 },
      { radiusFactor: 1, windowFactor: 0.5, confirmed: 0, unverified: 2 },
      { radiusFactor: 1, windowFactor: 1, confirmed: 0, unverified: 3 },
      { radiusFactor: 1, windowFactor: 2, confirmed: 0, unverified: 3 },
      { radiusFactor: 2, windowFactor: 1, confirmed: 0, unverified: 4 },
    ]);
    expect(more).toMatchObject({
      radiusMetres: { business: 30, public_area: 100 },
      windowDays: 365,
      recorded: 0,
      displaced: 1,
    });
  });

  it('counts a recurrence that a person confirmed by the signal it was confirmed on', async () => {
    const point = await handedOver(by, {
      geometry: { type: 'Point', coordinates: [105.8535, 21.0295] },
    });
    await act(by.analyst, point, 'mark-recurring', {
      effectiveOn: '2026-11-20',
      grounds: 'Thấy rõ.',
    });
    const { cells, recorded } = await sensitivity(`point=${point.id}`);
    expect(recorded).toBe(1);
    // 264 days after the closure, at the place itself.
    expect(cells.map(({ confirmed }) => confirmed)).toEqual([1, 0, 1, 1, 1]);
    expect((await sensitivity('commune=00070')).recorded).toBeGreaterThan(0);
    expect((await sensitivity('from=2026-11-21&to=2026-11-24')).recorded).toBe(0);
    expect((await sensitivity(`point=${point.id}`, by.otherLeader)).recorded).toBe(0);
    // What stands today: until the place is eliminated again.
    expect((await sensitivity(`point=${point.id}&standing=true`)).recorded).toBe(1);
    const again = await okPoint(await by.analyst.get(`/api/points/${point.id}`));
    await act(by.analyst, again, 'eliminate', { effectiveOn: '2026-11-22', way: 'raid' });
    expect((await sensitivity(`point=${point.id}&standing=true`)).recorded).toBe(0);
    expect((await sensitivity(`point=${point.id}`)).recorded).toBe(1);
  });

  it('is for who may see points', async () => {
    await expectProblem(await admin.get('/api/signals/sensitivity'), 'permission.denied');
    await expectProblem(
      await by.analyst.get('/api/signals/sensitivity?commune=x'),
      'request.invalid',
    );
  });
});
