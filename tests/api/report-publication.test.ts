import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { ReportView } from '#server/contract/report.ts';
import { withSecond } from '#tests/support/points/proposal-acts.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { people, type People } from '#tests/support/points/register-acts.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

describe('a periodic report', () => {
  let test: TestApp;
  let by: People;
  let otherCoordinator: TestClient;

  beforeAll(async () => {
    test = await createTestApp({ now: '2026-04-20T03:00:00.000Z' });
    by = await people(test);
    otherCoordinator = await test.as('coordinator.two', { role: 'coordinator' });
    await test.deps.points.reload();
  });
  afterAll(() => test.close());

  const draft = (client: TestClient, body: object) => client.post('/api/reports/drafts', body);
  const step = (client: TestClient, id: number, verb: string, body: object) =>
    client.post(`/api/reports/${id}/${verb}`, body);
  const view = async (answer: Response): Promise<ReportView> => {
    const body: unknown = await answer.json();
    expect([answer.status, body]).toEqual([200, expect.anything()]);
    return body as ReportView;
  };
  const latest = (seen: ReportView) => {
    const [version] = seen.versions;
    if (version === undefined) throw new Error('no version yet');
    return version;
  };

  it('leaves for nobody who may not, for no purpose, with no name in it', async () => {
    const april = { kind: 'month', year: 2026, number: 4, commune: '00070', remark: null };
    const { id } = latest(await view(await draft(by.leader, april)));
    const order = { format: 'csv', audience: 'internal', purpose: 'Đối chiếu số liệu' };
    await expectProblem(await step(by.planner, id, 'documents', order), 'permission.denied');
    await expectProblem(await step(test.anonymous, id, 'documents', order), 'session.missing');
    await expectProblem(await step(by.otherLeader, id, 'documents', order), 'report.not_found');
    await expectProblem(
      await step(by.leader, id, 'documents', { ...order, purpose: '' }),
      'request.invalid',
    );
    const named = { ...order, purpose: 'Gửi ông Nguyễn Văn Minh' };
    await expectProblem(await step(by.leader, id, 'documents', named), 'text.personal_data');
    await expectProblem(
      await step(by.leader, id, 'documents', { ...order, purpose: 'Mật: gửi' }),
      'text.secret_marking',
    );
    await expectProblem(
      await step(by.leader, id, 'documents', { ...order, audience: 'public' }),
      'report.not_public',
    );
  });

  it('of the city’s year is published without small counts and without points', async () => {
    const year = { kind: 'year', year: 2025, number: 1, commune: null };
    const drafted = await view(await draft(by.coordinator, { ...year, remark: null }));
    const { id } = latest(drafted);
    const order = { format: 'csv', audience: 'public', purpose: 'Công khai số liệu năm' };
    await expectProblem(await step(by.coordinator, id, 'documents', order), 'report.not_public');
    const seal = { hash: drafted.currentHash };
    await view(await step(by.coordinator, id, 'send', seal));
    await expectProblem(await step(by.coordinator, id, 'approve', seal), 'report.same_person');
    await view(await step(otherCoordinator, id, 'approve', seal));
    const lines = await test.database.sql<{ action: string; detail: object }[]>`
      select action, detail from audit_entry
      where subject_kind = 'report' and subject_id = ${String(id)} order by seq`;
    const period = { commune: null, kind: 'year', year: 2025, number: 1 };
    expect(lines).toEqual([
      { action: 'report.draft', detail: { ...period, hash: null } },
      { action: 'report.send', detail: { ...period, ...seal } },
      { action: 'report.approve', detail: { ...period, ...seal } },
    ]);
    const answer = await step(by.coordinator, id, 'documents', order);
    expect(answer.status).toBe(200);
    const text = await answer.text();
    expect(text).not.toMatch(/DP-\d/);
    expect(text).not.toMatch(/,[12](,|\r)/);
    const word = await step(by.coordinator, id, 'documents', { ...order, format: 'docx' });
    expect(word.status).toBe(200);
  });

  it('is published neither of a commune’s year nor of the city’s month, though approved', async () => {
    const [month, year] = [
      { kind: 'month', year: 2026, number: 3, commune: null, remark: null },
      { kind: 'year', year: 2025, number: 1, commune: '00070', remark: null },
    ];
    const order = { format: 'csv', audience: 'public', purpose: 'Công khai số liệu' };
    for (const [body, author, second] of [
      [month, by.coordinator, otherCoordinator],
      [year, by.officer, by.leader],
    ] as const) {
      const { currentHash: hash, ...drafted } = await view(await draft(author, body));
      const id = drafted.versions[0]?.id ?? 0;
      await view(await step(author, id, 'send', { hash }));
      await view(await step(second, id, 'approve', { hash }));
      await expectProblem(await step(author, id, 'documents', order), 'report.not_public');
      const inside = { ...order, audience: 'internal' };
      const text = await (await step(author, id, 'documents', inside)).text();
      expect(text).toContain('đã duyệt');
      expect(text).toContain('Mục đích: Công khai số liệu');
    }
  });

  it('runs by periods that the coordinator changes from a day on, never backwards', async () => {
    const set = async (more: object = {}, client: TestClient = by.coordinator) => {
      const act = { validFrom: '2026-06-01', firstDay: 1, origin: 'Quyết định để thử', ...more };
      const answer = await client.post('/api/reports/periods', act);
      return withSecond(client, answer, { kind: 'report_periods', act });
    };
    await expectProblem(await set({ validFrom: '2026-01-01' }), 'report.periods_in_past');
    await expectProblem(await set({ origin: 'Ông Nguyễn Văn Minh bảo' }), 'text.personal_data');
    await expectProblem(await set({ origin: 'Mật: theo chỉ đạo' }), 'text.secret_marking');
    await expectProblem(await set({}, by.leader), 'permission.denied');
    await expectProblem(await set({}, test.anonymous), 'session.missing');
    await expectProblem(await set({ firstDay: 31 }), 'request.invalid');
    expect((await set()).status).toBe(200);
    await expectProblem(await set(), 'check.schedule_day_taken');
    const answer = await by.leader.get(
      '/api/reports/period?kind=month&year=2026&number=4&commune=00070',
    );
    const seen = await view(answer);
    expect(seen.period).toMatchObject({ firstOn: '2026-03-15', lastOn: '2026-04-14' });
    await expectProblem(await set({ validFrom: '2026-04-19' }), 'report.periods_in_past');
    expect((await set({ validFrom: '2026-04-20' })).status).toBe(200);
  });
});
