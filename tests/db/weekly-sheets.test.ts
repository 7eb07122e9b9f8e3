import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Actor } from '#server/contract/permission.ts';
import { WEEKLY_FIGURES, type WeeklyFigures } from '#server/contract/weekly-sheet.ts';
import { asActor, asSystem } from '#server/db/transaction.ts';
import {
  findDraft,
  insertVersion,
  listVersions,
  saveDraft,
} from '#server/features/weekly-sheets/queries.ts';
import { openAccount } from '#tests/support/accounts/people.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

const WEEK = { firstOn: '2026-03-02', lastOn: '2026-03-08' };
const NOW = '2026-03-09T03:00:00.000Z';

describe('signed weekly sheets', () => {
  let test: TestApp;
  let leader: Actor;
  let officer: Actor;
  let neighbour: Actor;
  let analyst: Actor;
  let here: number;

  beforeAll(async () => {
    test = await createTestApp({ now: NOW });
    const communes = await test.database.sql<{ id: number }[]>`
      select id from commune order by code limit 2`;
    here = communes[0]?.id ?? 0;
    const elsewhere = communes[1]?.id ?? 0;
    const open = (username: string, role: Actor['role'], communeIds: number[] = []) =>
      openAccount(test.database, { username, role, communeIds });
    leader = await open('leader.here', 'leader', [here]);
    officer = await open('officer.here', 'officer', [here]);
    neighbour = await open('leader.there', 'leader', [elsewhere]);
    analyst = await open('analyst.city', 'analyst');
  });
  afterAll(() => test.close());

  const counts = Object.fromEntries(WEEKLY_FIGURES.map((name) => [name, 0]));
  const figures = { definitions: 1, counts, codes: {} } as WeeklyFigures;
  const version = (number: number, more: Record<string, unknown> = {}) => ({
    ...WEEK,
    communeId: here,
    version: number,
    asOf: WEEK.lastOn,
    figures,
    hash: 'a'.repeat(64),
    remark: null,
    preparedBy: null,
    reason: number > 1 ? 'nhập muộn' : null,
    signedBy: leader.accountId,
    signedAt: NOW,
    ...more,
  });
  const insert = (actor: Actor, given: ReturnType<typeof version>) =>
    asActor(test.database, actor, (sql) => insertVersion(sql, given));
  const breaks = (constraint: string) => expect.objectContaining({ constraint_name: constraint });

  it('have no version without the one before, and none twice', async () => {
    await expect(insert(leader, version(2))).rejects.toEqual(
      breaks('weekly_sheet_follows_previous'),
    );
    await insert(leader, version(1));
    await expect(insert(leader, version(1))).rejects.toEqual(
      breaks('weekly_sheet_one_per_version'),
    );
    await insert(leader, version(2));
  });

  it('have a reason from the second version on, seven days, and figures of those days', async () => {
    const broken = (more: Record<string, unknown>, number = 3) =>
      insert(leader, version(number, more));
    await expect(broken({ reason: null })).rejects.toEqual(
      breaks('weekly_sheet_correction_has_reason'),
    );
    await expect(broken({ lastOn: '2026-03-09' })).rejects.toEqual(
      breaks('weekly_sheet_seven_days'),
    );
    await expect(broken({ asOf: '2026-03-09' })).rejects.toEqual(
      breaks('weekly_sheet_figures_within_week'),
    );
    await expect(broken({ signedAt: '2026-03-07T00:00:00.000Z' })).rejects.toEqual(
      breaks('weekly_sheet_not_of_the_future'),
    );
    await expect(broken({ hash: 'A'.repeat(64) })).rejects.toEqual(
      breaks('weekly_sheet_hash_form'),
    );
  });

  it('are signed by a leader of the commune in the own name, whatever the code forgot', async () => {
    const refused = expect.objectContaining({ code: '42501' });
    await expect(insert(officer, version(3, { signedBy: officer.accountId }))).rejects.toEqual(
      refused,
    );
    await expect(insert(neighbour, version(3, { signedBy: neighbour.accountId }))).rejects.toEqual(
      refused,
    );
    await expect(insert(leader, version(3, { signedBy: officer.accountId }))).rejects.toEqual(
      refused,
    );
    await expect(insert(analyst, version(3, { signedBy: analyst.accountId }))).rejects.toEqual(
      refused,
    );
  });

  it('are never changed, removed or emptied, not even by the system', async () => {
    const frozen = breaks('append_only');
    await expect(
      asSystem(test.database, (sql) => sql`update weekly_sheet set remark = 'khác'`),
    ).rejects.toEqual(frozen);
    await expect(asSystem(test.database, (sql) => sql`delete from weekly_sheet`)).rejects.toEqual(
      frozen,
    );
    await expect(asSystem(test.database, (sql) => sql`truncate weekly_sheet`)).rejects.toEqual(
      frozen,
    );
    const refused = expect.objectContaining({ code: '42501' });
    await expect(
      asActor(test.database, leader, (sql) => sql`update weekly_sheet set remark = 'khác'`),
    ).rejects.toEqual(refused);
  });

  it('are read by their commune and the city; what is not signed stays within the commune', async () => {
    const key = { communeId: here, firstOn: WEEK.firstOn };
    const draft = { ...key, remark: 'Chờ ký', preparedBy: officer.accountId, preparedAt: NOW };
    await asActor(test.database, officer, (sql) => saveDraft(sql, draft));
    const seen = async (actor: Actor) =>
      asActor(test.database, actor, async (sql) => [
        (await listVersions(sql, key)).length,
        (await findDraft(sql, key)) !== null,
      ]);
    expect(await seen(leader)).toEqual([2, true]);
    expect(await seen(analyst)).toEqual([2, false]);
    expect(await seen(neighbour)).toEqual([0, false]);
    const inOtherName = { ...draft, remark: 'Ký thay', preparedBy: leader.accountId };
    await expect(
      asActor(test.database, officer, (sql) => saveDraft(sql, inOtherName)),
    ).rejects.toEqual(expect.objectContaining({ code: '42501' }));
    const foreign = { ...draft, preparedBy: neighbour.accountId };
    await expect(
      asActor(test.database, neighbour, (sql) => saveDraft(sql, foreign)),
    ).rejects.toEqual(expect.objectContaining({ code: '42501' }));
  });

  it('and jobs are out of everybody’s reach, and reminders of everybody else’s', async () => {
    const refused = expect.objectContaining({ code: '42501' });
    await expect(asActor(test.database, leader, (sql) => sql`select id from job`)).rejects.toEqual(
      refused,
    );
    await asSystem(
      test.database,
      (sql) => sql`
        insert into reminder_preference (account_id, address, digest, overdue, updated_at)
        values (${officer.accountId}, 'o@example.vn', true, true, ${NOW})`,
    );
    const addresses = await asActor(
      test.database,
      leader,
      (sql) => sql`select address from reminder_preference`,
    );
    expect([...addresses]).toEqual([]);
    await expect(
      asSystem(test.database, (sql) => sql`update reminder_preference set address = 'a@b, c@d'`),
    ).rejects.toEqual(breaks('reminder_preference_address_form'));
  });
});
