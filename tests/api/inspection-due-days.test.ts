import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { InspectionQuota } from '#server/contract/inspection-object.ts';
import type {
  InspectionObjectDetail,
  InspectionObjectPage,
} from '#server/contract/inspection-object.ts';
import { asActor } from '#server/db/transaction.ts';
import { listInspectionCandidates } from '#server/features/inspection-objects/queries.ts';
import { IN_BA_VI, IN_HOAN_KIEM } from '#tests/support/points/register-acts.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

/** Ninety days before today, 24 November 2026. */
const DUE_TODAY = '2026-08-26';

let test: TestApp;
let planner: TestClient;
let coordinator: TestClient;
beforeAll(async () => {
  test = await createTestApp();
  planner = await test.as('planner');
  coordinator = await test.as('coordinator');
});
afterAll(() => test.close());

const post = async (path: string, body: object, by = planner) => {
  const answer = await by.post(`/api/inspection-objects${path}`, body);
  expect(answer.status).toBeLessThan(300);
  return (await answer.json()) as InspectionObjectDetail;
};
const ENTRY = { category: 'KAR', address: null, position: IN_HOAN_KIEM };
const add = (name: string, more: object = {}) => post('', { ...ENTRY, name, ...more });
const VISIT = { kind: 'regular', result: 'warning', inspectedOn: DUE_TODAY };
const visit = (id: number, more: object = {}) => post(`/${id}/inspections`, { ...VISIT, ...more });
const list = async (query: string) =>
  (await (await planner.get(`/api/inspection-objects?${query}`)).json()) as InspectionObjectPage;

describe('a business with findings', () => {
  it('is due on the ninetieth day after its latest visit, and not the day before', async () => {
    const { id } = await add('Quán Hạn Ngày');
    expect(await visit(id, { inspectedOn: '2026-08-27' })).toMatchObject({
      reinspectionDueOn: '2026-11-25',
      needs: [],
    });
    const other = await add('Quán Hạn Nay');
    expect(await visit(other.id)).toMatchObject({
      reinspectionDueOn: '2026-11-24',
      needs: ['reinspection_due'],
    });
    const due = await list('need=reinspection_due');
    expect([due.total, due.counts.reinspection_due, due.items[0]?.name]).toEqual([
      1,
      1,
      'Quán Hạn Nay',
    ]);
  });

  it.each(['no_violation', 'closed_down'] as const)('is not due after %s', async (result) => {
    const { id } = await add(`Quán ${result}`);
    expect(await visit(id, { result })).toMatchObject({ reinspectionDueOn: null, needs: [] });
  });

  it('keeps them beside another visit of that day, in whatever order the two came in', async () => {
    const [first, last] = [await add('Quán Hai Lượt'), await add('Quán Hai Lượt Nữa')];
    const without = { result: 'no_violation', kind: 'unannounced' };
    const { lastResult: result, reinspectionDueOn: due } = await visit(first.id);
    await visit(last.id, without);
    const judged = { lastResult: result, visitsThisYear: 2, reinspectionDueOn: due };
    expect(due).not.toBeNull();
    expect(await visit(first.id, without)).toMatchObject(judged);
    expect(await visit(last.id)).toMatchObject(judged);
  });

  it('is counted from the first day of the year to today', async () => {
    const { id } = await add('Quán Đầu Năm');
    await visit(id, { inspectedOn: '2025-12-31' });
    expect((await visit(id, { inspectedOn: '2026-01-01' })).visitsThisYear).toBe(1);
    expect((await visit(id, { inspectedOn: '2026-11-24' })).visitsThisYear).toBe(2);
  });

  it('is not due once it is closed', async () => {
    const { id } = await add('Quán Nghỉ Hẳn');
    await visit(id);
    const closing = { version: 1, closedOn: '2026-11-24', reason: 'Đã trả mặt bằng' };
    expect(await post(`/${id}/close`, closing)).toMatchObject({
      reinspectionDueOn: null,
      needs: [],
    });
    const actor = { accountId: planner.account?.accountId, role: 'planner', reach: 'city' };
    const candidates = (onlyNeeded: boolean) =>
      asActor(test.database, { ...actor, communeIds: [] } as never, (sql) =>
        listInspectionCandidates(
          sql,
          { today: '2026-11-24', reinspectionDays: 90 },
          { onlyNeeded },
        ),
      );
    const names = (await candidates(false)).map(({ name }) => name);
    expect(names).toContain('Quán Hạn Ngày');
    expect(names).not.toContain('Quán Nghỉ Hẳn');
    const needed = (await candidates(true)).map(({ name }) => name);
    expect(needed).toContain('Quán Hạn Nay');
    expect(needed).not.toContain('Quán Hạn Ngày');
  });

  it('stands in the list by its due day, then without one, those not visited first', async () => {
    const spa = (name: string) => add(name, { category: 'SPA' });
    const [none, later, sooner, clean] = [
      await spa('Spa Chưa'),
      await spa('Spa Sau'),
      await spa('Spa Trước'),
      await spa('Spa Sạch'),
    ];
    await visit(later.id, { inspectedOn: '2026-08-20' });
    await visit(sooner.id, { inspectedOn: '2026-08-01' });
    await visit(clean.id, { result: 'no_violation' });
    const { items } = await list('category=SPA');
    expect(items.map(({ id }) => id)).toEqual([sooner.id, later.id, none.id, clean.id]);
  });
});

describe('the quotas of a year', () => {
  it('count each business once and its visits of that year, and what is due', async () => {
    const place = { position: IN_BA_VI };
    const { id, communeId } = await add('Nhà nghỉ Ba Vì', { ...place, category: 'NN' });
    await add('Nhà nghỉ Ba Vì Hai', { ...place, category: 'NN' });
    await visit(id, { inspectedOn: '2025-12-31' });
    await visit(id, { inspectedOn: '2026-01-01', kind: 'guidance' });
    await visit(id, { inspectedOn: '2026-01-01' });
    await visit(id);
    const set = { communeId, year: 2026, quota: 20, documentNumber: '06/KH-UBND' };
    expect((await coordinator.post('/api/inspection-quotas', set)).status).toBe(200);
    const of = async (year: number) => {
      const { items } = await (await planner.get(`/api/inspection-quotas?year=${year}`)).json();
      return (items as InspectionQuota[]).find((one) => one.communeId === communeId);
    };
    expect(await of(2026)).toMatchObject({
      quota: 20,
      open: 2,
      inspected: 1,
      visits: 2,
      reinspectionDue: 1,
    });
    expect(await of(2025)).toMatchObject({ quota: null, inspected: 0, visits: 0, awaited: 1 });
    const log = await test.database.sql<{ detail: object }[]>`
      select detail from audit_entry where action = 'inspection_quota.set'`;
    expect(log).toEqual([{ detail: { year: 2026, quota: 20 } }]);
  });
});

describe('the log of a business', () => {
  it('has each act on it, and each visit with its kind', async () => {
    const { id } = await add('Quán Nhật Ký');
    await post(`/${id}/change`, { ...ENTRY, name: 'Quán Nhật Ký Hai', version: 1 });
    const { inspections } = await visit(id);
    const visitId = inspections[0]?.id ?? 0;
    await post(`/${id}/inspections/${visitId}/withdraw`, { reason: 'Ghi nhầm cơ sở' });
    await post(`/${id}/close`, { version: 2, closedOn: '2026-11-23', reason: 'Trả mặt bằng' });
    await post(`/${id}/reopen`, { version: 3, reason: 'Mở lại' });
    const of = async (kind: string, subject: number) =>
      await test.database.sql<{ action: string; detail: object }[]>`
        select action, detail from audit_entry
        where subject_kind = ${kind} and subject_id = ${String(subject)} order by seq`;
    expect((await of('inspection_object', id)).map(({ action }) => action)).toEqual([
      'inspection_object.add',
      'inspection_object.change',
      'inspection_object.close',
      'inspection_object.reopen',
    ]);
    expect(await of('inspection', visitId)).toEqual([
      { action: 'inspection.record', detail: { objectId: id, kind: 'regular' } },
      { action: 'inspection.withdraw', detail: { objectId: id } },
    ]);
  });

  it('never has a person in it: the texts of every act are screened', async () => {
    const { id } = await add('Quán Không Tên');
    const person = 'Gặp ông Lê Văn Ba';
    const refused = async (path: string, body: object) =>
      expectProblem(
        await planner.post(`/api/inspection-objects${path}`, body),
        'text.personal_data',
      );
    await refused('', { ...ENTRY, name: 'Quán Lạ', address: person });
    await refused(`/${id}/change`, { ...ENTRY, name: person, version: 1 });
    await refused(`/${id}/change`, { ...ENTRY, name: 'Quán', address: person, version: 1 });
    await refused(`/${id}/close`, { version: 1, closedOn: '2026-11-24', reason: person });
    await refused(`/${id}/inspections`, { ...VISIT, documentNumber: person });
    const missed = { ...VISIT, result: 'could_not_inspect', obstacle: person };
    await refused(`/${id}/inspections`, missed);
  });
});
