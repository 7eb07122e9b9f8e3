import { randomUUID } from 'node:crypto';

import type { Database, TransactionSql } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';

import { openAccount, type Person } from '#tests/support/accounts/people.ts';
import { openTestDatabase } from './test-database.ts';

export type Place = { communeId: number; pointId: number; handoverId: number; signalId: number };
export type TwoCommunes = {
  here: Place;
  there: Place;
  analyst: Person;
  otherAnalyst: Person;
  leader: Person;
  inspector: Person;
};

export type OpenTwoCommunes = TwoCommunes & { database: Database };

const NOW = '2026-03-01T00:00:00.000Z';

/**
 * Two communes with one point each, and for each point one row in every table that speaks of
 * points. The leader's commune is `here`; the inspector proposed the point `there`.
 */
export async function seedTwoCommunes(database: Database): Promise<TwoCommunes> {
  const { hereId, thereId } = await asSystem(database, async (sql) => {
    await sql`
      insert into category (code, number, name, kind, source)
      values ('test_park', 990, 'Công viên thử', 'public_area', 'test')`;
    return {
      hereId: await addCommune(sql, '99801', 105.1),
      thereId: await addCommune(sql, '99802', 105.2),
    };
  });
  const analyst = await openAccount(database, { username: 'seed.analyst', role: 'analyst' });
  const otherAnalyst = await openAccount(database, { username: 'seed.other', role: 'analyst' });
  const inspector = await openAccount(database, { username: 'seed.inspector', role: 'inspector' });
  const leader = await openAccount(database, {
    username: 'seed.leader',
    role: 'leader',
    communeIds: [hereId],
  });
  const [here, there] = await asSystem(database, async (sql) => [
    await addPlace(sql, hereId, { longitude: 105.1, proposer: analyst.accountId }),
    await addPlace(sql, thereId, { longitude: 105.2, proposer: inspector.accountId }),
  ]);
  return { here, there, analyst, otherAnalyst, leader, inspector };
}

/** Opens a database of its own with the two communes in it. */
export async function openTwoCommunes(): Promise<OpenTwoCommunes> {
  const database = await openTestDatabase();
  return { database, ...(await seedTwoCommunes(database)) };
}

async function addCommune(sql: TransactionSql, code: string, longitude: number): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into commune (code, valid_from, name, type, centre)
    values (
      ${code}, '2025-07-01', ${`Xã ${code}`}, 'xa', st_setsrid(st_makepoint(${longitude}, 21), 4326)
    )
    returning id`;
  return row?.id ?? 0;
}

async function addPlace(
  sql: TransactionSql,
  communeId: number,
  given: { longitude: number; proposer: string },
): Promise<Place> {
  const { longitude, proposer } = given;
  const [point] = await sql<{ id: number }[]>`
    insert into point (
      official_name, kind, category, geom, anchor, status, status_since, cycle, commune_uncertain,
      proposed_by, created_at
    ) values (
      ${`Điểm ${longitude}`}, 'public_area', 'test_park',
      st_setsrid(st_makepoint(${longitude}, 21), 4326),
      st_setsrid(st_makepoint(${longitude}, 21), 4326),
      'eliminated', '2026-02-01', 1, false, ${proposer}, ${NOW}
    )
    returning id`;
  const pointId = point?.id ?? 0;
  await sql`insert into point_commune (point_id, commune_id, lead) values (${pointId}, ${communeId}, true)`;
  await sql`insert into point_alias (point_id, name) values (${pointId}, 'Tên khác')`;
  await sql`
    insert into cycle (point_id, number, opened_on, opened_by, eliminated_on)
    values (${pointId}, 1, '2026-01-01', 'recognised', '2026-02-01')`;
  await sql`
    insert into reply_request (point_id, cycle, asked_on, due_on)
    values (${pointId}, 1, '2026-01-01', '2026-01-15')`;
  await sql`
    insert into reply (
      point_id, cycle, seq, commune_id, state, words, document_numbers, written_by, written_at
    ) values (
      ${pointId}, 1, 1, ${communeId}, 'filed', 'Giải trình thử nghiệm.', '{}', ${given.proposer}, ${NOW}
    )`;
  await addCheck(sql, pointId, proposer);
  await sql`
    insert into point_flag (point_id, flag, from_on, recorded_at)
    values (${pointId}, 'under_watch', '2026-02-01', ${NOW})`;
  await addClaim(sql, pointId, proposer);
  const [handover] = await sql<{ id: number }[]>`
    insert into handover (point_id, cycle, attempt, commune_id, state, proposed_by, proposed_on)
    values (${pointId}, 1, 1, ${communeId}, 'pending', 'seed.analyst', '2026-02-10')
    returning id`;
  const signalId = await addSignal(sql, { communeId, pointId, proposer });
  return { communeId, pointId, handoverId: handover?.id ?? 0, signalId };
}

/** A check by the proposer, with a photo. */
async function addCheck(sql: TransactionSql, pointId: number, proposer: string): Promise<void> {
  const [event] = await sql<{ id: number }[]>`
    insert into event (
      point_id, seq, cycle, kind, effective_on, recorded_at, actor_id, actor_role, status_after
    ) values (
      ${pointId}, 1, 1, 'checked', '2026-02-02', ${NOW}, ${proposer}, 'analyst', 'eliminated'
    )
    returning id`;
  await sql`
    insert into check_record (event_id, point_id, cycle, checked_on, result)
    values (${event?.id ?? 0}, ${pointId}, 1, '2026-02-02', 'no_sign')`;
  const photo = randomUUID();
  await sql`
    insert into attachment (
      id, point_id, purpose, media_type, bytes, content_hash, source_hash, uploaded_by, uploaded_at
    ) values (${photo}, ${pointId}, 'check', 'image/jpeg', 1, 'a', 'b', ${proposer}, ${NOW})`;
  await sql`
    insert into check_photo (attachment_id, event_id, point_id)
    values (${photo}, ${event?.id ?? 0}, ${pointId})`;
}

/** The list by which the point came in. */
async function addClaim(sql: TransactionSql, pointId: number, proposer: string): Promise<void> {
  await sql`
    with run as (
      insert into import_run (
        account_id, file_name, file_hash, added, unchanged, refused, finished_at
      ) values (${proposer}, 'danh-sach.csv', 'a', 1, 0, 0, ${NOW})
      returning id
    ),
    told as (
      insert into import_row (run_id, line, outcome, name, point_id)
      select run.id, 2, 'added', 'Điểm của danh sách', ${pointId} from run
    )
    insert into import_claim (point_id, run_id, status, listed_on, document_number)
    select ${pointId}, run.id, 'active', '2026-01-01', '12/KH' from run`;
}

/** A suspicion with an appeal against it. @returns its id */
async function addSignal(
  sql: TransactionSql,
  { communeId, pointId, proposer }: { communeId: number; pointId: number; proposer: string },
): Promise<number> {
  const [signal] = await sql<{ id: number }[]>`
    insert into signal (
      point_id, cycle, origin, state, grade, occurred_on, recorded_at, matched_at, raised_by
    )
    values (
      ${pointId}, 1, 'reported', 'suspected', 'exact', '2026-02-20', ${NOW}, ${NOW}, 'seed.analyst'
    )
    returning id`;
  await sql`
    insert into signal_appeal (
      signal_id, point_id, commune_id, against, reason, raised_by, raised_on, raised_at
    ) values (
      ${signal?.id ?? 0}, ${pointId}, ${communeId}, 'seed.analyst', 'Khiếu nại thử nghiệm.',
      ${proposer}, '2026-02-21', ${NOW}
    )`;
  return signal?.id ?? 0;
}
