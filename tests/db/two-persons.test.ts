import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Database } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import { openTestDatabase } from '#tests/support/test-database.ts';
import { seedTwoCommunes, type TwoCommunes } from '#tests/support/two-communes.ts';

let database: Database;
let seeded: TwoCommunes;

beforeAll(async () => {
  database = await openTestDatabase();
  seeded = await seedTwoCommunes(database);
});
afterAll(() => database.close());

describe('two persons, always', () => {
  it('the proposer of a hand-over cannot answer it', async () => {
    const { here, analyst } = seeded;
    await expect(
      asSystem(
        database,
        (sql) => sql`
          update handover
          set state = 'confirmed', answered_by = ${analyst.accountId}, answered_on = '2026-02-11'
          where id = ${here.handoverId}`,
      ),
    ).rejects.toMatchObject({ constraint_name: 'handover_confirmer_is_not_proposer' });
  });

  it('the proposer of a point cannot recognise it', async () => {
    const { here, analyst } = seeded;
    await expect(
      asSystem(
        database,
        (sql) => sql`
          update point set recognised_by = ${analyst.accountId} where id = ${here.pointId}`,
      ),
    ).rejects.toMatchObject({ constraint_name: 'point_recogniser_is_not_proposer' });
  });

  it('who raised a signal cannot decide on it', async () => {
    const { here, analyst } = seeded;
    await expect(
      asSystem(
        database,
        (sql) => sql`
          update signal
          set state = 'rejected', decided_by = ${analyst.accountId}, decided_on = '2026-02-25'
          where id = ${here.signalId}`,
      ),
    ).rejects.toMatchObject({ constraint_name: 'signal_decider_is_not_raiser' });
  });

  it('another person can do all three', async () => {
    const { there, otherAnalyst } = seeded;
    const by = otherAnalyst.accountId;
    const changed = await asSystem(database, async (sql) => [
      await sql`
        update handover set state = 'confirmed', answered_by = ${by}, answered_on = '2026-02-11'
        where id = ${there.handoverId}
        returning id`,
      await sql`update point set recognised_by = ${by} where id = ${there.pointId} returning id`,
      await sql`
        update signal set state = 'rejected', decided_by = ${by}, decided_on = '2026-02-25'
        where id = ${there.signalId}
        returning id`,
    ]);
    expect(changed.map(({ length }) => length)).toEqual([1, 1, 1]);
  });
});

describe('roles over time', () => {
  const assign = (role: string, communeId: number | null, from: string, to: string | null) =>
    asSystem(
      database,
      (sql) => sql`
        insert into role_assignment (id, account_id, role, commune_id, valid_from, valid_to, granted_at)
        values (
          ${`${role}-${communeId}-${from}`}, ${seeded.otherAnalyst.accountId}, ${role}, ${communeId},
          ${from}, ${to}, now()
        )`,
    );

  it('an account has one role at a time', async () => {
    await expect(assign('planner', null, '2026-06-01', null)).rejects.toMatchObject({
      constraint_name: 'role_assignment_does_not_overlap',
    });
  });

  it('and may have another one before', async () => {
    await expect(assign('planner', null, '2025-01-01', '2026-01-01')).resolves.toHaveLength(0);
  });

  it('a leader has a commune and an analyst has none', async () => {
    const { communeId } = seeded.here;
    const refused = { constraint_name: 'role_assignment_commune_fits_role' };
    await expect(assign('leader', null, '2020-01-01', '2021-01-01')).rejects.toMatchObject(refused);
    await expect(assign('planner', communeId, '2020-01-01', '2021-01-01')).rejects.toMatchObject(
      refused,
    );
  });
});
