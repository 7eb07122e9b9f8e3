import type { IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

export type RunToUndo = { isUndone: boolean; keepsRows: boolean };

/** Locks an import of points; null when there is none. */
export async function lockRun(sql: TransactionSql, runId: number): Promise<RunToUndo | null> {
  const [row] = await sql<RunToUndo[]>`
    select
      undone_at is not null as is_undone,
      exists (select from import_row where import_row.run_id = import_run.id) as keeps_rows
    from import_run
    where id = ${runId} and register = 'points'
    for update`;
  return row ?? null;
}

/** Locks the points that an import added, so that nobody acts on them meanwhile; gives their ids in order. */
export async function lockAdded(sql: TransactionSql, runId: number): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    select point.id
    from import_row
    join point on point.id = import_row.point_id
    where import_row.run_id = ${runId} and import_row.outcome = 'added'
    order by point.id
    for update of point`;
  return rows.map(({ id }) => id);
}

export async function markRunUndone(
  sql: TransactionSql,
  runId: number,
  by: { accountId: string; at: IsoInstant },
): Promise<void> {
  await sql`
    update import_run set undone_by = ${by.accountId}, undone_at = ${by.at} where id = ${runId}`;
}

/**
 * Takes points of an undone import out of the register and keeps in its rows what they were. Whatever else stands on
 * one of them refers to it, and the foreign keys refuse; the database lets go of no event but their proposals.
 */
export async function removePoints(
  sql: TransactionSql,
  runId: number,
  pointIds: readonly number[],
): Promise<void> {
  const ids = [...pointIds];
  await sql`
    update import_row
    set removed = (to_jsonb(point) - 'geom' - 'anchor' - 'folded_name') || jsonb_build_object(
      'geometry', st_asgeojson(point.geom, 15)::jsonb,
      'aliases', array(select name from point_alias where point_id = point.id order by name),
      'communes', array(select commune_id from point_commune where point_id = point.id order by commune_id)
    )
    from point
    where import_row.run_id = ${runId} and import_row.outcome = 'added'
      and point.id = import_row.point_id and point.id = any (${ids}::integer[])`;
  await sql`delete from import_claim where point_id = any (${ids}::integer[])`;
  await sql`delete from point_flag where point_id = any (${ids}::integer[])`;
  await sql`delete from point_alias where point_id = any (${ids}::integer[])`;
  await sql`delete from point_commune where point_id = any (${ids}::integer[])`;
  await sql`delete from event where point_id = any (${ids}::integer[])`;
  await sql`delete from point where id = any (${ids}::integer[])`;
}
