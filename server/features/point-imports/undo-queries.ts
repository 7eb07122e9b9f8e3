import type { StandingPoint } from '#server/contract/import-history.ts';
import type { TransactionSql } from '#server/db/client.ts';

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

/**
 * Lists the points of an import on which something stands: a later event, a signal, a stop of a route, a paper or photo,
 * a plan, another point that was merged into it. Counts them all and gives the first, with their acts in order.
 */
export async function listStanding(
  sql: TransactionSql,
  runId: number,
  limit: number,
): Promise<{ count: number; items: StandingPoint[] }> {
  const rows = await sql<(StandingPoint & { count: number })[]>`
    with own as (
      select point.id, point.code, point.official_name
      from import_row
      join point on point.id = import_row.point_id
      where import_row.run_id = ${runId} and import_row.outcome = 'added'
    ),
    act (point_id, kind, day, place) as (
      select event.point_id, event.kind, event.effective_on, event.seq
      from event join own on own.id = event.point_id
      where event.seq > 1
      union all
      select own.id, 'merged_into_it', null, 0
      from point other join own on own.id = other.merged_into
      union all
      select own.id, 'signal', signal.occurred_on, 0
      from own
      join signal on own.id in (
        signal.point_id, signal.near_point_id, signal.named_point_id, signal.new_point_id
      )
      union all
      select own.id, 'route_stop', null, 0
      from stop join own on own.id = stop.point_id
      union all
      select own.id, 'attachment', city_date(attachment.uploaded_at), 0
      from attachment join own on own.id = attachment.point_id
      union all
      select own.id, 'plan', null, 0
      from indicator_point join own on own.id = indicator_point.point_id
      union all
      select own.id, 'handover_answer', coalesce(handover.responded_on, handover.answered_on), 0
      from handover join own on own.id in (handover.response_point_id, handover.refusal_point_id)
    )
    select
      own.id as point_id, own.code, own.official_name,
      jsonb_agg(
        jsonb_build_object('kind', act.kind, 'on', act.day) order by act.place, act.day, act.kind
      ) as acts,
      (count(*) over ())::integer as count
    from own
    join act on act.point_id = own.id
    group by own.id, own.code, own.official_name
    order by own.id
    limit ${limit}`;
  return {
    count: rows[0]?.count ?? 0,
    items: rows.map(({ pointId, code, officialName, acts }) => ({
      pointId,
      code,
      officialName,
      acts,
    })),
  };
}
