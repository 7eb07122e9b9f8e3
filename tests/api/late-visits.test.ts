import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type {
  InspectionObjectDetail,
  InspectionQuotaList,
} from '#server/contract/inspection-object.ts';
import { businessActs } from '#tests/support/inspections/business-acts.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

describe('visits that are entered late', () => {
  let test: TestApp;
  let planner: TestClient;
  let coordinator: TestClient;

  beforeAll(async () => {
    test = await createTestApp();
    planner = await test.as('planner');
    coordinator = await test.as('coordinator');
  });
  afterAll(() => test.close());

  const { add, visit } = businessActs(() => planner);

  it('count for the year of their day once another person has seen their papers', async () => {
    const made = await add({ name: 'Quán Năm Cũ', position: [105.8, 21.05] });
    const communeOf = async (year: number) => {
      const answer = await coordinator.get(`/api/inspection-quotas?year=${year}`);
      const { items } = (await answer.json()) as InspectionQuotaList;
      const of = items.find(({ communeId }) => communeId === made.communeId);
      return [of?.inspected, of?.visits, of?.awaited];
    };
    const paper = { documentNumber: '12/BB-KT', documentOn: '2025-12-30' };
    const before = await communeOf(2026);
    const once = await visit(made.id, { inspectedOn: '2025-12-29', ...paper });
    const twice = await visit(made.id, { inspectedOn: '2025-12-30', ...paper });
    expect(once.inspections[0]?.late).toMatchObject({ awaited: true, mayReview: false });
    expect(await communeOf(2025)).toEqual([0, 0, 2]);
    expect(await communeOf(2026)).toEqual(before);

    const address = `/api/inspection-objects/${made.id}/papers`;
    const seen = { inspectionId: once.inspections[0]?.id, verdict: 'seen' };
    await expectProblem(await planner.post(address, seen), 'permission.denied');
    const after = (await (await coordinator.post(address, seen)).json()) as InspectionObjectDetail;
    expect(after.inspections.at(-1)?.late).toMatchObject({
      awaited: false,
      review: { verdict: 'seen' },
    });
    expect(await communeOf(2025)).toEqual([1, 1, 1]);
    await expectProblem(await coordinator.post(address, seen), 'late_entry.already_reviewed');
    const other = twice.inspections.find(({ inspectedOn }) => inspectedOn === '2025-12-30');
    const refused = {
      inspectionId: other?.id,
      verdict: 'refused',
      reason: 'Văn bản ghi ngày khác',
    };
    expect((await coordinator.post(address, refused)).status).toBe(200);
    expect(await communeOf(2025)).toEqual([1, 1, 0]);
    expect(await communeOf(2026)).toEqual([(before[0] ?? 0) + 1, (before[1] ?? 0) + 1, 0]);
  });

  it('ask nobody to see a paper where the year is the same, or nothing is there', async () => {
    const { id } = await add({ name: 'Quán Trong Năm' });
    const paper = { documentNumber: '13/BB-KT', documentOn: '2026-11-20' };
    const { inspections } = await visit(id, paper);
    expect(inspections[0]?.late).toMatchObject({ days: 4, awaited: false, review: null });
    const address = `/api/inspection-objects/${id}/papers`;
    const seen = { inspectionId: inspections[0]?.id, verdict: 'seen' };
    await expectProblem(await coordinator.post(address, seen), 'late_entry.not_found');
    const none = { ...seen, inspectionId: 999_999 };
    await expectProblem(await coordinator.post(address, none), 'inspection.not_found');
    const nowhere = '/api/inspection-objects/999999/papers';
    await expectProblem(await coordinator.post(nowhere, seen), 'inspection_object.not_found');
  });
});
