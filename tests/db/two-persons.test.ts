import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { TransactionSql } from '#server/db/client.ts';
import { asActor, asSystem } from '#server/db/transaction.ts';
import {
  openTwoCommunes,
  type OpenTwoCommunes,
  type TwoCommunes,
} from '#tests/support/database/two-communes.ts';

let seeded: OpenTwoCommunes;

beforeAll(async () => {
  seeded = await openTwoCommunes();
  await asSystem(
    seeded.database,
    (sql) => sql`
      insert into app_session (id, user_id, token, expires_at, created_at, updated_at)
      values (
        'browser', ${seeded.analyst.accountId}, 'browser', '2027-01-01T00:00:00Z', now(), now()
      )`,
  );
});
afterAll(() => seeded.database.close());

describe('two persons, always', () => {
  it('the proposer of a hand-over cannot answer it', async () => {
    const { here, analyst } = seeded;
    await expect(
      asSystem(
        seeded.database,
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
        seeded.database,
        (sql) => sql`
          update point set recognised_by = ${analyst.accountId} where id = ${here.pointId}`,
      ),
    ).rejects.toMatchObject({ constraint_name: 'point_recogniser_is_not_proposer' });
  });

  it('who raised a signal cannot decide on it', async () => {
    const { here, analyst } = seeded;
    await expect(
      asSystem(
        seeded.database,
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
    const changed = await asSystem(seeded.database, async (sql) => [
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
      seeded.database,
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

describe('data of one person', () => {
  const OWN = {
    import_mapping: `(account_id, header_signature, mapping, used_at)
      values ($1, 'Tên', '{}', '2026-03-01T00:00:00Z')`,
    account_visit: `(account_id, seen_at) values ($1, '2026-03-01T00:00:00Z')`,
    account_preference: `(account_id, choices, updated_at)
      values ($1, '{}', '2026-03-01T00:00:00Z')`,
    reminder_preference: `(account_id, address, digest, overdue, updated_at)
      values ($1, 'a@example.vn', true, true, '2026-03-01T00:00:00Z')`,
    saved_view: `(account_id, name, search, saved_at)
      values ($1, 'Điểm mới', '{}', '2026-03-01T00:00:00Z')`,
    push_subscription: `(
        account_id, session_id, endpoint, p256dh, auth, language, kinds, renewed_at
      ) values (
        $1, 'browser', 'https://push.example.vn/1', 'a', 'b', 'vi', '{}', '2026-03-01T00:00:00Z'
      )`,
  };

  it.each(Object.entries(OWN))(
    'in %s is written, read and changed by that person alone, whatever their reach',
    async (table, columns) => {
      const { analyst, otherAnalyst } = seeded;
      const insert = (sql: TransactionSql, accountId: string) =>
        sql.unsafe(`insert into ${table} ${columns}`, [accountId]);
      await asActor(seeded.database, analyst, (sql) => insert(sql, analyst.accountId));
      await expect(
        asActor(seeded.database, analyst, (sql) => insert(sql, otherAnalyst.accountId)),
      ).rejects.toMatchObject({ code: '42501' });
      const owners = (sql: TransactionSql) => sql`select account_id from ${sql(table)}`;
      expect([...(await asActor(seeded.database, analyst, owners))]).toEqual([
        { accountId: analyst.accountId },
      ]);
      expect([...(await asActor(seeded.database, otherAnalyst, owners))]).toEqual([]);
      const taken = await asActor(
        seeded.database,
        otherAnalyst,
        // Reading no column, it is judged by the rule for changes alone.
        (sql) => sql`update ${sql(table)} set account_id = ${otherAnalyst.accountId}`,
      );
      expect(taken.count).toBe(0);
    },
  );

  const appeal = (sql: TransactionSql, given: { place: keyof TwoCommunes; by: string }) => {
    const place = seeded[given.place] as TwoCommunes['here'];
    return sql`
      insert into signal_appeal (
        signal_id, point_id, commune_id, against, reason, raised_by, raised_on, raised_at
      ) values (
        ${place.signalId}, ${place.pointId}, ${place.communeId}, ${seeded.otherAnalyst.accountId},
        'Khiếu nại thử nghiệm.', ${given.by}, '2026-02-22', '2026-03-01T00:00:00Z'
      ) returning id`;
  };

  it('an objection is raised by a leader of the commune, in their own name', async () => {
    const { leader, analyst } = seeded;
    const raise = (actor: typeof leader, place: 'here' | 'there', by: string) =>
      asActor(seeded.database, actor, (sql) => appeal(sql, { place, by }));
    const refused = { code: '42501' };
    await expect(raise(leader, 'here', analyst.accountId)).rejects.toMatchObject(refused);
    await expect(raise(leader, 'there', leader.accountId)).rejects.toMatchObject(refused);
    await expect(raise(analyst, 'here', analyst.accountId)).rejects.toMatchObject(refused);
    const officer = { ...leader, role: 'officer' as const };
    await expect(raise(officer, 'here', leader.accountId)).rejects.toMatchObject(refused);
  });
});
