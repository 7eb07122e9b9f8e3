import type { WaitingImport } from '#server/contract/import-claim.ts';
import type { ImportWord } from '#server/contract/import-word.ts';
import type { IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

export type WaitingRun = Omit<WaitingImport, 'whyNotAccept'> & { importedById: string };

/** The tables with points that are still proposals and claim to be more, latest first. */
export async function listWaitingRuns(sql: TransactionSql): Promise<WaitingRun[]> {
  return sql<WaitingRun[]>`
    select
      import_run.id as run_id, import_run.file_name, importer.name as imported_by,
      import_run.account_id as imported_by_id, import_run.finished_at as imported_at,
      count(*) filter (where claim.status = 'active')::integer as active,
      count(*) filter (where claim.status = 'eliminated')::integer as eliminated
    from import_claim claim
    join point on point.id = claim.point_id
    join import_run on import_run.id = claim.run_id
    join app_user importer on importer.id = import_run.account_id
    where point.status = 'proposed' and point.merged_into is null
    group by import_run.id, importer.name
    order by import_run.id desc`;
}

/** The account that imported a table; null when there is no such run. */
export async function findImporter(sql: TransactionSql, runId: number): Promise<string | null> {
  const [row] = await sql<{ accountId: string }[]>`
    select account_id from import_run where id = ${runId}`;
  return row?.accountId ?? null;
}

/** Locks the points of a run that still wait; gives their ids in order. */
export async function lockClaimed(sql: TransactionSql, runId: number): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    select point.id
    from import_claim claim
    join point on point.id = claim.point_id
    where claim.run_id = ${runId} and point.status = 'proposed' and point.merged_into is null
    order by point.id
    for update of point`;
  return rows.map((row) => row.id);
}

/**
 * Lets points be what their papers claim: a first cycle, and the events that the papers tell of, in the name of
 * who accepts them. No day lies before that of the proposal, which may have been corrected meanwhile.
 */
export async function applyClaims(
  sql: TransactionSql,
  pointIds: readonly number[],
  by: { accountId: string; role: string; at: IsoInstant },
): Promise<void> {
  const ids = [...pointIds];
  await sql`
    insert into cycle (point_id, number, opened_on, opened_by, eliminated_on)
    select
      point.id, 1, greatest(claim.listed_on, point.status_since), 'recognised',
      greatest(claim.eliminated_on, case when claim.eliminated_on is not null then point.status_since end)
    from import_claim claim
    join point on point.id = claim.point_id
    where point.id = any (${ids}::integer[])`;
  await sql`
    insert into event (
      point_id, seq, cycle, kind, effective_on, recorded_at, actor_id, actor_role, document_number,
      status_after, detail
    )
    select
      point.id, told.seq + (select max(event.seq) from event where event.point_id = point.id), 1,
      told.kind, told.day, ${by.at}, ${by.accountId}, ${by.role}, claim.document_number, told.status,
      jsonb_build_object('imported', true, 'runId', claim.run_id)
    from import_claim claim
    join point on point.id = claim.point_id
    join cycle on cycle.point_id = point.id and cycle.number = 1
    cross join lateral (
      values
        (1, 'recognised', cycle.opened_on, 'active'),
        (2, 'eliminated', cycle.eliminated_on, 'eliminated')
    ) as told (seq, kind, day, status)
    where point.id = any (${ids}::integer[]) and told.day is not null
    order by point.id, told.seq`;
  await sql`
    update point
    set
      status = claim.status, status_since = coalesce(cycle.eliminated_on, cycle.opened_on), cycle = 1,
      recognised_by = ${by.accountId}, version = point.version + 1
    from import_claim claim
    join cycle on cycle.point_id = claim.point_id and cycle.number = 1
    where point.id = claim.point_id and point.id = any (${ids}::integer[])`;
  await sql`delete from import_claim where point_id = any (${ids}::integer[])`;
}

/** Lists the words that the office has taught the import, by their spelling. */
export async function listWords(sql: TransactionSql): Promise<ImportWord[]> {
  return sql<ImportWord[]>`
    select import_word.id, import_word.word, import_word.category, app_user.name as set_by, import_word.set_at
    from import_word
    join app_user on app_user.id = import_word.set_by
    where import_word.withdrawn_at is null
    order by import_word.folded`;
}

/** Adds a word. The database refuses a second one with the same fold, and an unknown category. */
export async function insertWord(
  sql: TransactionSql,
  given: { word: string; folded: string; category: string },
  by: { accountId: string; at: IsoInstant },
): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into import_word (word, folded, category, set_by, set_at)
    values (${given.word}, ${given.folded}, ${given.category}, ${by.accountId}, ${by.at})
    returning id`;
  if (row === undefined) throw new Error('an inserted word returned no id');
  return row.id;
}

/** Takes a word back. @returns false when there is none in use under this id */
export async function withdrawWord(
  sql: TransactionSql,
  id: number,
  by: { accountId: string; at: IsoInstant },
): Promise<boolean> {
  const rows = await sql`
    update import_word set withdrawn_by = ${by.accountId}, withdrawn_at = ${by.at}
    where id = ${id} and withdrawn_at is null
    returning id`;
  return rows.length > 0;
}
