import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { SupportService, SupportServiceList } from '#server/contract/support-service.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { people, type People } from '#tests/support/points/register-acts.ts';
import { SERVICE_ENTRY } from '#tests/support/service-entry.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

describe('the directory of support services', () => {
  let test: TestApp;
  let by: People;

  beforeAll(async () => {
    test = await createTestApp();
    by = await people(test);
  });
  afterAll(() => test.close());

  const read = async (query = ''): Promise<SupportServiceList> => {
    const answer = await test.anonymous.get(`/api/services${query}`);
    expect(answer.status).toBe(200);
    return answer.json();
  };
  const add = async (more: Record<string, unknown> = {}): Promise<SupportService> => {
    const answer = await by.coordinator.post('/api/services/entries', {
      ...SERVICE_ENTRY,
      ...more,
    });
    expect(answer.status).toBe(200);
    return answer.json();
  };
  const refused = (more: Record<string, unknown>) =>
    by.coordinator.post('/api/services/entries', { ...SERVICE_ENTRY, ...more });

  it('is open to everybody, and begins with the national numbers', async () => {
    const { items } = await read();
    expect(items.map(({ telephone }) => telephone)).toEqual(['113', '111', '1900 969 680']);
    // Nobody has rung them yet, and the directory says so.
    expect(items.every(({ invented, confirmedOn }) => !invented && confirmedOn === null)).toBe(
      true,
    );
  });

  it('finds words in any order, with or without their marks, and narrows to a kind', async () => {
    await add();
    for (const q of ['phap ly', 'lý TRO giúp', 'lao dong']) {
      const { items } = await read(`?q=${encodeURIComponent(q)}`);
      expect(items.map(({ name }) => name)).toEqual([SERVICE_ENTRY.name]);
    }
    expect((await read('?q=khongcogi')).items).toEqual([]);
    expect((await read('?q=%25')).items).toEqual([]);
    expect((await read('?kind=hotline')).items).toHaveLength(2);
    await expectProblem(await test.anonymous.get('/api/services?kind=map'), 'request.invalid');
  });

  it('is kept by the coordinator alone, over the version that was seen', async () => {
    const made = await add({ name: 'Phòng khám thử' });
    const address = `/api/services/entries/${made.id}/change`;
    const next = { ...SERVICE_ENTRY, name: 'Phòng khám thử, tên mới', version: made.version };
    const changed: SupportService = await (await by.coordinator.post(address, next)).json();
    expect(changed).toMatchObject({ name: next.name, version: 2 });
    await expectProblem(await by.coordinator.post(address, next), 'service.changed_meanwhile');
    for (const client of [by.analyst, by.leader, by.planner]) {
      await expectProblem(await client.post(address, { ...next, version: 2 }), 'permission.denied');
      await expectProblem(
        await client.post('/api/services/entries', SERVICE_ENTRY),
        'permission.denied',
      );
    }
    await expectProblem(await test.anonymous.post(address, next), 'session.missing');
  });

  it('drops what is withdrawn, and says so to whoever comes later', async () => {
    const made = await add({ name: 'Dịch vụ sẽ rút' });
    const address = `/api/services/entries/${made.id}/withdraw`;
    const body = { version: made.version };
    await expectProblem(
      await by.coordinator.post(address, { ...body, version: 9 }),
      'service.changed_meanwhile',
    );
    await expectProblem(await by.leader.post(address, body), 'permission.denied');
    const answer = await by.coordinator.post(address, body);
    const { items }: SupportServiceList = await answer.json();
    expect(items.map(({ id }) => id)).not.toContain(made.id);
    await expectProblem(await by.coordinator.post(address, body), 'service.not_found');
    await expectProblem(
      await by.coordinator.post(`/api/services/entries/${made.id}/change`, {
        ...SERVICE_ENTRY,
        version: 2,
      }),
      'service.not_found',
    );
    const log = await (await (await test.as('auditor')).get('/api/audit')).json();
    expect(log.items[0]).toMatchObject({ action: 'service.withdraw', subjectId: String(made.id) });
  });

  it('is changed in every part, is not invented any longer then, and the log says by whom', async () => {
    const made = await add({ name: 'Nơi tư vấn cũ' });
    await test.database.sql`update support_service set invented = true where id = ${made.id}`;
    const next = {
      kind: 'legal_aid',
      name: 'Nơi tư vấn mới',
      offers: 'Tư vấn việc khác.',
      area: 'Nơi khác',
      address: 'Số 2 phố Khác',
      telephone: '024 0000 0002',
      website: 'https://khac.example',
      hours: '9:00–10:00',
      source: 'Danh mục khác',
      confirmedOn: '2026-11-24',
    };
    const address = `/api/services/entries/${made.id}/change`;
    const answer = await by.coordinator.post(address, { ...next, version: 1 });
    expect(await answer.json()).toEqual({ ...next, id: made.id, version: 2, invented: false });
    const log = await (await (await test.as('auditor')).get('/api/audit')).json();
    const ofEntry = log.items.filter(
      ({ subjectKind, subjectId }: { subjectKind: string; subjectId: string }) =>
        subjectKind === 'support_service' && subjectId === String(made.id),
    );
    expect(ofEntry.map(({ action }: { action: string }) => action)).toEqual([
      'service.change',
      'service.add',
    ]);
    const named = { ...next, version: 2, source: 'Bà Trần Thị Lan kể lại' };
    await expectProblem(await by.coordinator.post(address, named), 'text.personal_data');
    await expectProblem(
      await by.coordinator.post(address, { ...next, version: 2, confirmedOn: '2026-11-25' }),
      'service.confirmed_in_future',
    );
  });

  it('never tells where a shelter is, nor who works there', async () => {
    await expectProblem(await refused({ kind: 'shelter' }), 'service.shelter_address');
    const shelter = await add({ kind: 'shelter', address: null });
    const named = { ...SERVICE_ENTRY, kind: 'shelter', version: shelter.version };
    await expectProblem(
      await by.coordinator.post(`/api/services/entries/${shelter.id}/change`, named),
      'service.shelter_address',
    );
    await expectProblem(
      await refused({ offers: 'Hỏi bà Trần Thị Lan ở phòng số hai.' }),
      'text.personal_data',
    );
    await expectProblem(await refused({ name: 'Mật: nhà tạm lánh' }), 'text.secret_marking');
    await expectProblem(
      await refused({ confirmedOn: '2027-01-01' }),
      'service.confirmed_in_future',
    );
    await expectProblem(await refused({ website: 'javascript:alert(1)' }), 'request.invalid');
    await expectProblem(await refused({ telephone: 'hỏi ở cổng' }), 'request.invalid');
  });

  it('stands on no map and no route: it has no position in the database', async () => {
    const columns = await test.database.sql<{ name: string }[]>`
      select column_name as name from information_schema.columns
      where table_name = 'support_service' and udt_name in ('geometry', 'geography', 'point')`;
    expect(columns).toEqual([]);
    const linked = await test.database.sql`
      select from information_schema.referential_constraints rc
      join information_schema.table_constraints tc on tc.constraint_name = rc.unique_constraint_name
      where tc.table_name = 'support_service'`;
    expect(linked).toHaveLength(0);
  });
});
