import { afterAll, beforeAll, expect, it } from 'vitest';

import type { PlanList, PlanView } from '#server/contract/plan.ts';
import type { PreventionModel } from '#server/contract/prevention-model.ts';
import { people, type People } from '#tests/support/points/register-acts.ts';
import { okJson } from '#tests/support/routes/route-acts.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

let test: TestApp;
let by: People;
let plan: PlanView;
beforeAll(async () => {
  test = await createTestApp({ now: '2026-06-20T03:00:00.000Z' });
  by = await people(test);
  const { items } = await okJson<PlanList>(by.coordinator.get('/api/plans'));
  const copy = { from: items[0]?.id, year: 2026 };
  plan = await okJson<PlanView>(by.coordinator.post('/api/plans/copies', copy));
});
afterAll(() => test.close());

const of = (view: PlanView, code: string) => view.indicators.find((one) => one.code === code);

it('a plan knows which contents of the prevention model run where, in counts only', async () => {
  const body = {
    commune: '00070',
    content: 3,
    runs: true,
    effectiveOn: '2026-02-01',
    documentNumber: '15/KH-UBND',
    businesses: 42,
  };
  const record = (more: object = {}) =>
    by.officer.post('/api/prevention-model', { ...body, ...more });
  const model: PreventionModel = await (await record()).json();
  expect(model).toMatchObject({ running: 1, byContent: [0, 0, 1, 0, 0, 0, 0] });
  expect(model.communes.length).toBe(1);
  const city: PreventionModel = await (await by.analyst.get('/api/prevention-model')).json();
  expect([city.communes.length, city.running]).toEqual([126, 1]);
  const seen = await okJson<PlanView>(by.coordinator.get(`/api/plans/${plan.id}`));
  expect(of(seen, 'communes_with_model')?.progress).toMatchObject({ amount: 1, outOf: 126 });
  const end = { runs: false, effectiveOn: '2026-05-01', businesses: null };
  expect(await (await record(end)).json()).toMatchObject({ running: 0 });
});
