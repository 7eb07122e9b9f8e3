import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { MOST_VIEWS, type EnteredPoints, type SavedViewList } from '#server/contract/saved-view.ts';
import { active, eliminated, people, type People } from '#tests/support/points/register-acts.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

const CLOSED = { status: 'eliminated', kind: 'business', at: '105.85,21.03', z: 14.5 };

describe('views that are kept', () => {
  let test: TestApp;
  let by: People;

  beforeAll(async () => {
    test = await createTestApp();
    by = await people(test);
  });
  afterAll(() => test.close());

  async function listed(response: Promise<Response> | Response): Promise<SavedViewList['items']> {
    const answer = await response;
    if (!answer.ok) throw new Error(await answer.text());
    return ((await answer.json()) as SavedViewList).items;
  }
  const save = (client: TestClient, more: Record<string, unknown> = {}) =>
    client.post('/api/views', { name: 'Đã triệt xóa', search: CLOSED, sharedWith: null, ...more });
  const named = (items: SavedViewList['items'], name: string) => {
    const view = items.find((one) => one.name === name);
    if (view === undefined) throw new Error(`no view ${name}`);
    return view;
  };

  it('come back as they were saved, and only to their owner', async () => {
    const own = named(await listed(save(by.planner)), 'Đã triệt xóa');
    expect(own).toMatchObject({ search: CLOSED, own: true, watched: false, entered: null });
    expect(await listed(by.coordinator.get('/api/views'))).toEqual([]);
    await expectProblem(await by.coordinator.get(`/api/views/${own.id}/entered`), 'view.not_found');
    const changed = { name: 'Tên khác', search: { status: 'active' }, sharedWith: null };
    const after = await listed(by.planner.post(`/api/views/${own.id}/change`, changed));
    expect(named(after, 'Tên khác').search).toEqual({ status: 'active' });
    expect(await listed(by.planner.post(`/api/views/${own.id}/delete`, {}))).toEqual([]);
    for (const verb of ['change', 'delete', 'watch']) {
      const body = verb === 'change' ? changed : verb === 'watch' ? { watched: true } : {};
      const response = await by.planner.post(`/api/views/${own.id}/${verb}`, body);
      await expectProblem(response, 'view.not_found');
    }
  });

  it('name no person to others, in whatever part of their address', async () => {
    const told = { name: 'Chung', sharedWith: 'leader' };
    for (const search of [
      { q: 'Nguyen Van A 0912345678' },
      { q: 84912345678 },
      { status: 'active', note: 'anh Nguyễn Văn An, số 0912 345 678' },
      { at: '0912345678' },
    ]) {
      const refused = await expectProblem(
        await save(by.planner, { ...told, search }),
        'text.personal_data',
      );
      const [key = ''] = Object.keys(search).slice(-1);
      expect(refused.errors).toEqual([{ pointer: `/search/${key}`, code: 'text.personal_data' }]);
      // What nobody else reads is one's own.
      const own = named(await listed(save(by.planner, { search })), 'Đã triệt xóa');
      const shared = { ...told, search: { ...CLOSED, ...search } };
      const change = await by.planner.post(`/api/views/${own.id}/change`, shared);
      await expectProblem(change, 'text.personal_data');
      await listed(by.planner.post(`/api/views/${own.id}/delete`, {}));
    }
    const within = '105.8412345,21.0212345;105.8612345,21.0212345;105.8512345,21.0412345';
    const search = { ...CLOSED, q: 'quán karaoke Hàng Bài', commune: '00070,00073', within };
    const kept = named(await listed(save(by.planner, { ...told, search })), 'Chung');
    expect(kept).toMatchObject({ search, sharedWith: 'leader' });
    await listed(by.planner.post(`/api/views/${kept.id}/delete`, {}));
  });

  it('are read by the role with which they are shared, which cannot change them', async () => {
    const own = named(
      await listed(save(by.analyst, { name: 'Chung', sharedWith: 'leader' })),
      'Chung',
    );
    const shared = named(await listed(by.leader.get('/api/views')), 'Chung');
    expect(shared).toMatchObject({ id: own.id, own: false });
    // A watch is each reader's own.
    await listed(by.leader.post(`/api/views/${own.id}/watch`, { watched: true }));
    expect(named(await listed(by.analyst.get('/api/views')), 'Chung').watched).toBe(false);
    expect(named(await listed(by.leader.get('/api/views')), 'Chung').watched).toBe(true);
    await listed(save(by.leader, { name: 'Riêng' }));
    const order = (await listed(by.leader.get('/api/views'))).map(({ name }) => name);
    expect(order).toEqual(['Riêng', 'Chung']);
    expect(await listed(by.officer.get('/api/views'))).toEqual([]);
    await expectProblem(await by.leader.post(`/api/views/${own.id}/delete`, {}), 'view.not_found');
  });

  it('say which points came into them since yesterday, once they are watched', async () => {
    const view = named(await listed(save(by.analyst, { name: 'Theo dõi' })), 'Theo dõi');
    const watch = (watched: boolean) =>
      listed(by.analyst.post(`/api/views/${view.id}/watch`, { watched }));
    expect(named(await watch(true), 'Theo dõi').entered).toBe(0);
    await active(by);
    // Dated back by months, but nobody knew of it yesterday.
    const point = await eliminated(by);
    const after = named(await listed(by.analyst.get('/api/views')), 'Theo dõi');
    expect(after).toMatchObject({ watched: true, entered: 1 });
    const entered = await by.analyst.get(`/api/views/${view.id}/entered`);
    expect((await entered.json()) as EnteredPoints).toMatchObject({
      since: '2026-11-23',
      total: 1,
      items: [{ id: point.id, code: point.code, status: 'eliminated' }],
    });
    expect(named(await watch(false), 'Theo dõi').entered).toBeNull();
  });

  it('cannot be watched where they show a past day', async () => {
    const search = { as_of: '2026-03-01' };
    const view = named(await listed(save(by.analyst, { name: 'Ngày cũ', search })), 'Ngày cũ');
    const watch = (watched: boolean) => by.analyst.post(`/api/views/${view.id}/watch`, { watched });
    await expectProblem(await watch(true), 'view.of_a_past_day');
    expect((await watch(false)).status).toBe(200);
    const known = { name: 'Ngày cũ', search: { known_at: '2026-03-01' }, sharedWith: null };
    await listed(by.analyst.post(`/api/views/${view.id}/change`, known));
    await expectProblem(await watch(true), 'view.of_a_past_day');
  });

  it('are refused under a name that is taken, that names a person, or with a filter that is none', async () => {
    await listed(save(by.coordinator, { name: 'Một' }));
    const two = named(await listed(save(by.coordinator, { name: 'Hai' })), 'Hai');
    await expectProblem(await save(by.coordinator, { name: 'Một' }), 'view.name_taken');
    const taken = { name: 'Một', search: {}, sharedWith: null };
    const renamed = await by.coordinator.post(`/api/views/${two.id}/change`, taken);
    await expectProblem(renamed, 'view.name_taken');
    // Its own name is not taken.
    const rewritten = { name: 'Hai', search: { status: 'active' }, sharedWith: null };
    const kept = await listed(by.coordinator.post(`/api/views/${two.id}/change`, rewritten));
    expect(kept.map(({ name, search }) => [name, search])).toEqual([
      ['Hai', { status: 'active' }],
      ['Một', CLOSED],
    ]);
    const changed = { ...taken, name: 'Nhà ông Nguyễn Văn Hùng' };
    await expectProblem(
      await by.coordinator.post(`/api/views/${two.id}/change`, changed),
      'text.personal_data',
    );
    const person = await save(by.coordinator, { name: 'Nhà ông Nguyễn Văn Hùng' });
    await expectProblem(person, 'text.personal_data');
    const broken = await save(by.coordinator, { name: 'Ba', search: { status: 'nothing' } });
    await expectProblem(broken, 'request.invalid');
  });

  it('are limited in number', async () => {
    for (let number = 1; number <= MOST_VIEWS; number += 1) {
      await listed(save(by.officer, { name: `Số ${number}` }));
    }
    await expectProblem(await save(by.officer, { name: 'Thêm' }), 'view.too_many');
  });
});
