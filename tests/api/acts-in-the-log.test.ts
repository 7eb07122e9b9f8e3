import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { asSystem } from '#server/db/transaction.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { addTeam } from '#tests/support/routes/route-acts.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

let test: TestApp;
let planner: TestClient;
let inspector: TestClient;

beforeAll(async () => {
  test = await createTestApp();
  planner = await test.as('planner');
  inspector = await test.as('inspector');
});
afterAll(() => test.close());

/** Lines of the log about a kind of subject, in their order, as `action of whom on what` with their details. */
async function linesOf(subjectKind: string) {
  return await asSystem(
    test.database,
    (sql) => sql`
      select action, account_id, role, subject_id, detail from audit_entry
      where subject_kind = ${subjectKind} order by seq`,
  );
}

const idOf = ({ account }: TestClient) => account?.accountId ?? '';

describe('the log', () => {
  it('has who made a token for what, and who ended it', async () => {
    const made = await planner.post('/api/tokens', {
      name: 'QGIS',
      purpose: 'Bản đồ tuần',
      days: 30,
      rights: ['points:read'],
    });
    expect(made.status).toBe(201);
    const { id, createdAt, expiresAt } = await made.json();
    expect(Date.parse(expiresAt) - Date.parse(createdAt)).toBe(30 * 86_400_000);
    const end = () => planner.request(`/api/tokens/${id}`, { method: 'DELETE' });
    expect((await end()).status).toBe(200);
    await expectProblem(await end(), 'token.not_found');
    const by = { accountId: idOf(planner), role: 'planner', subjectId: String(id) };
    expect(await linesOf('access_token')).toEqual([
      {
        ...by,
        action: 'access_token.create',
        detail: {
          kind: 'personal',
          purpose: 'Bản đồ tuần',
          days: 30,
          rights: ['points:read'],
          ofAccount: idOf(planner),
        },
      },
      { ...by, action: 'access_token.revoke', detail: {} },
    ]);
  });

  it('has who set up, changed and ended a team, and whom they put into it', async () => {
    const team = await addTeam(planner, 'Đội nhật ký', [inspector]);
    const change = (memberIds: string[], version: number) =>
      planner.post(`/api/teams/${team.id}`, {
        name: 'Đội nhật ký',
        skills: [],
        memberIds,
        templates: team.templates.map(({ name, shift }) => ({ name, shift })),
        version,
      });
    await expectProblem(await change([idOf(planner)], team.version), 'team.member_unknown');
    await expectProblem(await change([], team.version + 1), 'team.changed_meanwhile');
    expect((await change([], team.version)).status).toBe(200);
    expect((await planner.post(`/api/teams/${team.id}/retire`)).status).toBe(200);
    await expectProblem(await planner.post(`/api/teams/${team.id}/retire`), 'team.not_found');
    await expectProblem(await change([], team.version + 1), 'team.not_found');
    const by = { accountId: idOf(planner), role: 'planner', subjectId: String(team.id) };
    expect(await linesOf('team')).toEqual([
      { ...by, action: 'team.add', detail: { members: [idOf(inspector)] } },
      { ...by, action: 'team.change', detail: { members: [] } },
      { ...by, action: 'team.retire', detail: {} },
    ]);
  });

  it('has what somebody takes out, and the watermark names that line and the person', async () => {
    const taken = await planner.post('/api/exports', {
      kind: 'map_print',
      purpose: 'Họp giao ban',
      points: 7,
      view: '',
    });
    const { entry, at, watermark } = await taken.json();
    const [line] = await asSystem(
      test.database,
      (sql) => sql`
        select action, account_id, subject_id, detail, at,
          (select name from app_user where app_user.id = account_id) as name
        from audit_entry where seq = ${entry}`,
    );
    expect(line).toMatchObject({
      action: 'export.map_print',
      accountId: idOf(planner),
      subjectId: null,
      detail: { purpose: 'Họp giao ban', points: 7, view: '' },
      at,
    });
    expect(watermark).toBe(`${line?.['name']} · nhật ký số ${entry}`);
  });

  it('has who verified it, and the verdict', async () => {
    const auditor = await test.as('auditor');
    const { entries } = await (await auditor.post('/api/audit/verify', {})).json();
    const notedHash = 'f'.repeat(64);
    await auditor.post('/api/audit/verify', { notedHash });
    const by = { accountId: idOf(auditor), role: 'auditor', subjectId: null };
    expect(await linesOf('audit')).toEqual([
      { ...by, action: 'audit.verify', detail: { ok: true, entries } },
      {
        ...by,
        action: 'audit.verify',
        detail: { ok: false, firstBroken: null, reason: 'noted_hash_gone' },
      },
    ]);
  });
});
