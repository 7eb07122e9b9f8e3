import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { asActor, asSystem } from '#server/db/transaction.ts';
import { openAccount, type Person } from '#tests/support/accounts/people.ts';
import { openTwoCommunes, type OpenTwoCommunes } from '#tests/support/database/two-communes.ts';

const NOW = '2026-03-02T00:00:00.000Z';
const DENIED = { code: '42501' };

describe('a proposal about a place, as the application’s role reads it', () => {
  let test: OpenTwoCommunes;
  let coordinator: Person;
  let outsiders: Person[];
  let id: number;
  beforeAll(async () => {
    test = await openTwoCommunes();
    coordinator = await openAccount(test.database, { username: 'asker', role: 'coordinator' });
    outsiders = [
      await openAccount(test.database, { username: 'keeper', role: 'admin' }),
      await openAccount(test.database, { username: 'checker', role: 'auditor' }),
      test.leader,
      test.inspector,
    ];
    const [row] = await asActor(
      test.database,
      coordinator,
      (sql) => sql<{ id: number }[]>`
        insert into proposal (
          kind, subject, point_id, asked, asked_by, asked_role, asked_at, decider_roles, expires_at
        )
        values (
          'test', 'one place', ${test.here.pointId}, '{}', ${coordinator.accountId}, 'coordinator',
          ${NOW}, '{analyst}', ${NOW}
        )
        returning id`,
    );
    id = row?.id ?? 0;
  });
  afterAll(() => test.database.close());

  const seenBy = (person: Person) =>
    asActor(test.database, person, (sql) => sql`select id from proposal where id = ${id}`);
  const decidedBy = (person: Person, name: string) =>
    asActor(
      test.database,
      person,
      (sql) => sql`
        update proposal set state = 'confirmed', decided_by = ${name}, decided_at = ${NOW}
        where id = ${id} returning id`,
    );

  it('is seen by its asker and by those who may decide, and by nobody else', async () => {
    expect(await seenBy(coordinator)).toHaveLength(1);
    expect(await seenBy(test.analyst)).toHaveLength(1);
    expect(await Promise.all(outsiders.map(seenBy))).toEqual([[], [], [], []]);
  });

  it('is decided by nobody else, in nobody else’s name, and not by its asker', async () => {
    expect(await Promise.all(outsiders.map((one) => decidedBy(one, one.accountId)))).toEqual([
      [],
      [],
      [],
      [],
    ]);
    const { accountId } = test.otherAnalyst;
    await expect(decidedBy(test.analyst, accountId)).rejects.toMatchObject(DENIED);
    await expect(decidedBy(coordinator, coordinator.accountId)).rejects.toMatchObject({
      constraint_name: 'proposal_decider_is_not_asker',
    });
  });

  it('is decided once, and kept for ever', async () => {
    expect(await decidedBy(test.analyst, test.analyst.accountId)).toHaveLength(1);
    await expect(decidedBy(test.otherAnalyst, test.otherAnalyst.accountId)).rejects.toMatchObject({
      constraint_name: 'proposal_is_decided_once',
    });
    const removed = asSystem(test.database, (sql) => sql`delete from proposal where id = ${id}`);
    await expect(removed).rejects.toMatchObject({ constraint_name: 'append_only' });
  });
});
