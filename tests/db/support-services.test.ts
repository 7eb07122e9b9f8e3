import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Actor } from '#server/contract/permission.ts';
import { asActor, asSystem } from '#server/db/transaction.ts';
import { openAccount } from '#tests/support/accounts/people.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

describe('the directory in the database', () => {
  let test: TestApp;
  let analyst: Actor;
  let coordinator: Actor;

  beforeAll(async () => {
    test = await createTestApp();
    const open = (username: string, role: Actor['role']) =>
      openAccount(test.database, { username, role, communeIds: [] });
    analyst = await open('analyst.one', 'analyst');
    coordinator = await open('coordinator.one', 'coordinator');
  });
  afterAll(() => test.close());

  const insert = (actor: Actor, kind: string, address: string | null, by = actor.accountId) =>
    asActor(
      test.database,
      actor,
      (sql) => sql`
        insert into support_service (
          kind, name, offers, area, address, source, confirmed_on, written_by, written_at
        ) values (
          ${kind}, 'Nơi thử', 'Giúp người cần giúp', 'Thành phố', ${address}, 'Nguồn thử',
          '2026-01-01', ${by}, now()
        )`,
    );

  it('is written by the coordinator alone and in the own name, whatever the code forgot', async () => {
    const refused = expect.objectContaining({ code: '42501' });
    await expect(insert(analyst, 'health', null)).rejects.toEqual(refused);
    await expect(insert(coordinator, 'health', null, analyst.accountId)).rejects.toEqual(refused);
    await insert(coordinator, 'health', null);
  });

  it('holds no address of a shelter', async () => {
    await expect(insert(coordinator, 'shelter', 'Phố Thử')).rejects.toEqual(
      expect.objectContaining({ constraint_name: 'support_service_shelter_hides_address' }),
    );
  });

  it('hides what was withdrawn from everybody but its keeper', async () => {
    await asSystem(
      test.database,
      (sql) => sql`update support_service set withdrawn_at = now() where name = 'Nơi thử'`,
    );
    const seen = (actor: Parameters<typeof asActor>[1]) =>
      asActor(
        test.database,
        actor,
        async (sql) => (await sql`select from support_service where name = 'Nơi thử'`).length,
      );
    expect(await seen(analyst)).toBe(0);
    expect(await seen({ accountId: '', role: 'nobody', reach: 'none', communeIds: [] })).toBe(0);
    expect(await seen(coordinator)).toBe(1);
  });
});
