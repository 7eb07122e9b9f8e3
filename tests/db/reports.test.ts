import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Actor } from '#server/contract/permission.ts';
import { REPORT_FIGURES, type ReportContent } from '#server/contract/report.ts';
import { asActor, asSystem } from '#server/db/transaction.ts';
import {
  approveSent,
  insertReport,
  listReports,
  sendDraft,
} from '#server/features/reports/queries.ts';
import { openAccount } from '#tests/support/accounts/people.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';
import { REPORT_PERIOD } from '#tests/support/test-constants.ts';

const NOW = '2026-04-20T03:00:00.000Z';
const figures = Object.fromEntries(REPORT_FIGURES.map((figure) => [figure, 0]));
const content = {
  definitions: 1,
  figures,
  before: figures,
  communes: [],
  recurred: [],
  targets: [],
} as unknown as ReportContent;

describe('reports in the database', () => {
  let test: TestApp;
  let officer: Actor;
  let leader: Actor;
  let neighbour: Actor;
  let coordinator: Actor;
  let analyst: Actor;
  let here: number;

  beforeAll(async () => {
    test = await createTestApp({ now: NOW });
    const communes = await test.database.sql<{ id: number }[]>`
      select id from commune order by code limit 2`;
    here = communes[0]?.id ?? 0;
    const there = communes[1]?.id ?? 0;
    const open = (username: string, role: Actor['role'], communeIds: number[] = []) =>
      openAccount(test.database, { username, role, communeIds });
    officer = await open('officer.here', 'officer', [here]);
    leader = await open('leader.here', 'leader', [here]);
    neighbour = await open('leader.there', 'leader', [there]);
    coordinator = await open('coordinator.one', 'coordinator');
    analyst = await open('analyst.one', 'analyst');
  });
  afterAll(() => test.close());

  const breaks = (constraint: string) => expect.objectContaining({ constraint_name: constraint });
  const refused = expect.objectContaining({ code: '42501' });
  const draft = (actor: Actor, communeId: number | null, more: object = {}) =>
    asActor(test.database, actor, (sql) =>
      insertReport(
        sql,
        { communeId, period: REPORT_PERIOD },
        {
          version: 1,
          remark: null,
          reason: null,
          draftedBy: actor.accountId,
          draftedAt: NOW,
          ...more,
        },
      ),
    );
  const send = (actor: Actor, id: number, sentAt = NOW) =>
    asActor(test.database, actor, (sql) =>
      sendDraft(sql, id, {
        content,
        hash: 'a'.repeat(64),
        asOf: '2026-04-14',
        sentBy: actor.accountId,
        sentAt,
      }),
    );
  const approve = (actor: Actor, id: number) =>
    asActor(test.database, actor, (sql) =>
      approveSent(sql, id, { decidedBy: actor.accountId, decidedAt: NOW }),
    );
  const putAnalysis = (actor: Actor, reportId: number, putBy = actor.accountId) =>
    asActor(
      test.database,
      actor,
      (sql) => sql`
        insert into report_analysis (
          report_id, place, asked, content, content_hash, put_by, put_at
        ) values (${reportId}, 1, '{}', '{}', ${'c'.repeat(64)}, ${putBy}, ${NOW})`,
    );
  const change = (statement: string) => asSystem(test.database, (sql) => sql.unsafe(statement));

  it('are drafted for the own commune alone, one at a time, later ones with a reason', async () => {
    await expect(draft(neighbour, here)).rejects.toEqual(refused);
    await expect(draft(officer, null)).rejects.toEqual(refused);
    await expect(draft(analyst, null)).rejects.toEqual(refused);
    await expect(draft(officer, here, { version: 2 })).rejects.toEqual(
      breaks('report_restatement_has_reason'),
    );
    await draft(officer, here);
    await expect(draft(leader, here, { version: 2, reason: 'nhập muộn' })).rejects.toEqual(
      breaks('report_one_on_its_way'),
    );
  });

  it('are sent when their period is over, and approved by another', async () => {
    const id = await draft(coordinator, null);
    await expect(send(coordinator, id, '2026-04-14T03:00:00.000Z')).rejects.toEqual(
      breaks('report_period_is_over'),
    );
    await send(coordinator, id);
    await expect(approve(coordinator, id)).rejects.toEqual(breaks('report_approver_is_another'));
    // Everything above a signature is fixed, even before the report is approved.
    for (const column of [
      `content = '{}'`,
      `content_hash = '${'b'.repeat(64)}'`,
      `as_of = '2026-04-13'`,
      `remark = 'khác'`,
      `drafted_by = '${analyst.accountId}'`,
      `sent_by = '${analyst.accountId}'`,
      `commune_id = ${here}`,
      `kind = 'quarter'`,
      `year = 2025`,
      `number = 3`,
      `version = 2, reason = 'khác'`,
    ]) {
      const changing = change(`update report set ${column} where id = ${id}`);
      await expect(changing).rejects.toEqual(breaks('report_is_frozen'));
    }
  });

  it('are frozen from then on, for the system too, and never removed', async () => {
    const [row] = await test.database.sql<{ id: number }[]>`
      select id from report where commune_id = ${here}`;
    const id = row?.id ?? 0;
    await expect(putAnalysis(neighbour, id)).rejects.toEqual(refused);
    await expect(putAnalysis(leader, id, officer.accountId)).rejects.toEqual(refused);
    await putAnalysis(leader, id);
    await send(officer, id);
    await expect(putAnalysis(officer, id)).rejects.toEqual(refused);
    await expect(approve(officer, id)).rejects.toEqual(
      expect.objectContaining({ code: expect.stringMatching(/42501|23514/) }),
    );
    await approve(leader, id);
    for (const statement of [
      `update report set remark = 'khác' where id = ${id}`,
      `update report set state = 'draft' where id = ${id}`,
      `delete from report where id = ${id}`,
    ]) {
      await expect(change(statement)).rejects.toEqual(breaks('report_is_frozen'));
    }
    await expect(change('truncate report cascade')).rejects.toEqual(breaks('append_only'));
  });

  it('are seen by their commune, and by the city once they are approved', async () => {
    const states = (actor: Actor) =>
      asActor(test.database, actor, async (sql) =>
        (await listReports(sql)).map(({ commune, state }) => `${commune?.code ?? 'city'} ${state}`),
      );
    const [{ code } = { code: '' }] = await test.database.sql<{ code: string }[]>`
      select code from commune where id = ${here}`;
    expect(await states(leader)).toEqual([`${code} approved`]);
    expect(await states(neighbour)).toEqual([]);
    expect(await states(analyst)).toEqual([`${code} approved`]);
    expect(await states(coordinator)).toEqual(['city sent', `${code} approved`]);
  });
});
