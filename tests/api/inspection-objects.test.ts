import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type {
  InspectionObjectPage,
  InspectionQuotaList,
} from '#server/contract/inspection-object.ts';
import { asActor } from '#server/db/transaction.ts';
import { listInspectionCandidates } from '#server/features/inspection-objects/queries.ts';
import { businessActs, ENTRY, VISIT } from '#tests/support/inspections/business-acts.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

describe('businesses to inspect', () => {
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
  const list = async (query = '', by = planner): Promise<InspectionObjectPage> => {
    const answer = await by.get(`/api/inspection-objects${query}`);
    expect(answer.status).toBe(200);
    return answer.json();
  };

  it('stand in the commune that their position lies in, with a code of their own', async () => {
    const made = await add();
    expect(made).toMatchObject({
      communeName: expect.stringContaining('Hoàn Kiếm'),
      state: 'open',
      needs: ['not_inspected'],
      inspections: [],
    });
    expect(made.code).toMatch(/^CS-\d{6}$/);
  });

  it('refuse what is no business, no place of the city, or names a person', async () => {
    const refused = (more: Record<string, unknown>) =>
      planner.post('/api/inspection-objects', { ...ENTRY, ...more });
    await expectProblem(await refused({ category: 'CC-CV' }), 'inspection_object.not_a_business');
    await expectProblem(await refused({ category: 'KHONG' }), 'point.category_unknown');
    await expectProblem(await refused({ position: [106.8, 20.8] }), 'point.outside_city');
    await expectProblem(await refused({ name: 'Quán của bà Trần Thị Lan' }), 'text.personal_data');
    await expectProblem(await refused({ address: 'Mật: phố Thử' }), 'text.secret_marking');
    await expectProblem(await refused({ position: 'here' }), 'request.invalid');
  });

  it('are written anew only over the version that was seen', async () => {
    const made = await add({ name: 'Nhà nghỉ Cũ', category: 'NN' });
    const address = `/api/inspection-objects/${made.id}/change`;
    const next = { ...ENTRY, name: 'Nhà nghỉ Mới', category: 'NN', version: made.version };
    const changed = await (await planner.post(address, next)).json();
    expect(changed).toMatchObject({ name: 'Nhà nghỉ Mới', version: 2 });
    await expectProblem(await planner.post(address, next), 'inspection_object.changed_meanwhile');
    await expectProblem(
      await planner.post('/api/inspection-objects/999999/change', next),
      'inspection_object.not_found',
    );
    await expectProblem(
      await planner.post(address, { ...next, version: 2, category: 'CC-CV' }),
      'inspection_object.not_a_business',
    );
  });

  it('count a visit of the year once it was one, and ask for another after findings', async () => {
    const { id } = await add({ name: 'Quán Đếm Lượt' });
    const obstacle = 'Cửa đóng khi đoàn đến';
    const missed = await visit(id, { result: 'could_not_inspect', obstacle });
    expect(missed).toMatchObject({ visitsThisYear: 0, needs: ['not_inspected'] });
    await visit(id, { inspectedOn: '2025-12-31' });
    const guided = await visit(id, { kind: 'guidance' });
    expect(guided).toMatchObject({ visitsThisYear: 0, lastInspectedOn: '2025-12-31' });
    const found = await visit(id, { result: 'reminder', inspectedOn: '2026-02-01' });
    expect(found).toMatchObject({
      visitsThisYear: 1,
      reinspectionDueOn: '2026-05-02',
      needs: ['reinspection_due'],
    });
    const again = await visit(id, { kind: 'reinspection', inspectedOn: '2026-05-03' });
    expect(again).toMatchObject({ visitsThisYear: 2, reinspectionDueOn: null, needs: [] });
    expect(again.inspections).toHaveLength(5);
  });

  it('take no visit of tomorrow, none without why not, and none once closed', async () => {
    const made = await add({ name: 'Quán Sắp Đóng' });
    const address = `/api/inspection-objects/${made.id}`;
    const post = (more: Record<string, unknown>) =>
      planner.post(`${address}/inspections`, { ...VISIT, ...more });
    await expectProblem(await post({ inspectedOn: '2026-11-25' }), 'lifecycle.future_date');
    await expectProblem(await post({ result: 'could_not_inspect' }), 'request.invalid');
    await expectProblem(await post({ note: 'Gặp ông Lê Văn Ba, quản lý' }), 'text.personal_data');
    await expectProblem(
      await planner.post('/api/inspection-objects/999999/inspections', VISIT),
      'inspection_object.not_found',
    );
    const closing = { version: 1, closedOn: '2026-11-24', reason: 'Đã trả mặt bằng' };
    await expectProblem(
      await planner.post(`${address}/close`, { ...closing, closedOn: '2026-12-01' }),
      'lifecycle.future_date',
    );
    await expectProblem(
      await planner.post(`${address}/close`, { ...closing, version: 7 }),
      'inspection_object.changed_meanwhile',
    );
    await expectProblem(
      await planner.post('/api/inspection-objects/999999/close', closing),
      'inspection_object.not_found',
    );
    await expectProblem(
      await planner.post(`${address}/reopen`, { version: 1, reason: 'Mở lại' }),
      'inspection_object.not_closed',
    );
    const closed = await (await planner.post(`${address}/close`, closing)).json();
    const kept = { state: 'closed', closedOn: '2026-11-24', stateReason: closing.reason };
    expect(closed).toMatchObject({ ...kept, needs: [] });
    await expectProblem(await post({}), 'inspection_object.closed');
    await expectProblem(
      await planner.post(`${address}/close`, { ...closing, version: 2 }),
      'inspection_object.closed',
    );
    await expectProblem(
      await planner.post(`${address}/reopen`, { version: 2, reason: 'Bà Trần Thị Lan báo' }),
      'text.personal_data',
    );
    await expectProblem(
      await planner.post('/api/inspection-objects/999999/reopen', { version: 1, reason: 'Mở lại' }),
      'inspection_object.not_found',
    );
    const opened = await planner.post(`${address}/reopen`, { version: 2, reason: 'Mở lại' });
    const after = { state: 'open', closedOn: null, stateReason: 'Mở lại' };
    expect(await opened.json()).toMatchObject(after);
  });

  it('keep a visit that was recorded wrongly readable, and count it no more', async () => {
    const { id } = await add({ name: 'Quán Ghi Nhầm' });
    const { inspections } = await visit(id);
    const address = `/api/inspection-objects/${id}/inspections/${inspections[0]?.id}/withdraw`;
    const other = await test.as('planner.two', { role: 'planner' });
    const body = { reason: 'Ghi nhầm cơ sở' };
    await expectProblem(await other.post(address, body), 'inspection.not_found');
    await expectProblem(
      await planner.post(address, { reason: 'Anh Nguyễn Văn Minh báo nhầm' }),
      'text.personal_data',
    );
    const after = await (await planner.post(address, body)).json();
    expect(after).toMatchObject({ visitsThisYear: 0, needs: ['not_inspected'] });
    expect(after.inspections[0]).toMatchObject({ withdrawnReason: 'Ghi nhầm cơ sở' });
    await expectProblem(await planner.post(address, body), 'inspection.not_found');
  });

  it('are found by words without marks, by commune, category, state and need, due ones first', async () => {
    const due = await add({ name: 'Spa Hoa Sữa', category: 'SPA' });
    await visit(due.id, { result: 'warning', inspectedOn: '2026-01-10' });
    await add({ name: 'Spa Lá Me', category: 'SPA' });
    const spas = await list('?category=SPA');
    expect(spas.items.map(({ name }) => name)).toEqual(['Spa Hoa Sữa', 'Spa Lá Me']);
    expect(spas.counts).toMatchObject({ open: 2, not_inspected: 1, reinspection_due: 1 });
    expect(spas.reinspection).toMatchObject({
      days: 90,
      origin: expect.stringContaining('cấu hình'),
    });
    expect((await list(`?q=${encodeURIComponent('hoa sua')}`)).total).toBe(1);
    expect((await list('?category=SPA&need=not_inspected')).total).toBe(1);
    expect((await list('?category=SPA&state=closed')).total).toBe(0);
    expect((await list(`?category=SPA&commune=${due.communeId}`)).total).toBe(2);
    const first = await list('?category=SPA&limit=1');
    const second = await list(`?category=SPA&limit=1&cursor=${first.next}`);
    expect([first.next, second.next]).toEqual(['1', null]);
    expect(second.items[0]?.name).toBe('Spa Lá Me');
    await expectProblem(await planner.get('/api/inspection-objects?need=all'), 'request.invalid');
  });

  it('are seen by their commune and no other, by no inspector without a route, and the log knows', async () => {
    const made = await add({ name: 'Quán Trong Phường' });
    const own = await test.as('leader.own', { role: 'leader', communeCodes: ['00070'] });
    const other = await test.as('leader.other', { role: 'leader', communeCodes: ['00103'] });
    const address = `/api/inspection-objects/${made.id}`;
    expect((await own.get(address)).status).toBe(200);
    await expectProblem(await other.get(address), 'inspection_object.not_found');
    expect((await list('', other)).total).toBe(0);
    const inspector = await test.as('inspector');
    expect((await list('', inspector)).total).toBe(0);
    await expectProblem(
      await inspector.post(`${address}/inspections`, VISIT),
      'inspection_object.not_found',
    );
    await expectProblem(await own.post(`${address}/inspections`, VISIT), 'permission.denied');
    await expectProblem(await (await test.as('analyst')).get(address), 'permission.denied');
    await expectProblem(await test.anonymous.get(address), 'session.missing');
    const log = await (await (await test.as('auditor')).get('/api/audit?limit=500')).json();
    expect(log.items).toContainEqual(
      expect.objectContaining({ action: 'inspection_object.read', subjectId: String(made.id) }),
    );
  });

  it('have a quota for each commune and year, and show how far it is', async () => {
    const { id, communeId } = await add({ name: 'Quán Chỉ Tiêu' });
    await visit(id);
    await visit(id, { kind: 'unannounced' });
    const quota = { communeId, year: 2026, quota: 20, documentNumber: '06/KH-UBND' };
    const set = (more: Record<string, unknown> = {}, by = coordinator) =>
      by.post('/api/inspection-quotas', { ...quota, ...more });
    expect((await set({ quota: 10 })).status).toBe(200);
    const { items }: InspectionQuotaList = await (await set()).json();
    const own = items.find((one) => one.communeId === communeId);
    expect(own).toMatchObject({ quota: 20, documentNumber: '06/KH-UBND' });
    expect(own?.visits).toBeGreaterThan(own?.inspected ?? 0);
    await expectProblem(await set({}, planner), 'permission.denied');
    await expectProblem(await set({ communeId: 999_999 }), 'commune.not_found');
    await expectProblem(await set({ quota: -1 }), 'request.invalid');
    await expectProblem(await set({ documentNumber: '06/TM-UBND' }), 'text.secret_marking');
    const other = await test.as('leader.other');
    const seen = await (await other.get('/api/inspection-quotas')).json();
    expect(seen).toEqual({ year: 2026, items: expect.not.arrayContaining([own]) });
    await expectProblem(await planner.get('/api/inspection-quotas?year=1'), 'request.invalid');
  });

  it('are candidates of routes while they are open, with why', async () => {
    const { id } = await add({ name: 'Quán Ứng Viên' });
    const account = planner.account;
    if (account === null) throw new Error('not signed in');
    const reckoning = { today: '2026-11-24', reinspectionDays: 90 };
    const actor = { accountId: account.accountId, role: 'planner', reach: 'city', communeIds: [] };
    const candidates = await asActor(test.database, actor as never, (sql) =>
      listInspectionCandidates(sql, reckoning, { onlyNeeded: true }),
    );
    expect(candidates.find((one) => one.id === id)).toMatchObject({
      position: ENTRY.position,
      needs: ['not_inspected'],
    });
  });
});
