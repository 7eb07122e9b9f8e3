import type { LeftOutReason } from '#server/contract/route-copy.ts';
import type { RouteOperation } from '#server/contract/route-edit.ts';
import type { IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

import type { EditRecord } from './rules/apply-operation.ts';

export async function insertEdit(
  sql: TransactionSql,
  edit: EditRecord & {
    routeId: number;
    version: number;
    operations: readonly RouteOperation[];
    madeBy: string;
    madeAt: IsoInstant;
  },
): Promise<void> {
  await sql`
    insert into route_edit (
      route_id, version, made_by, made_at, operations, subjects, before, after, shifts_before,
      shifts_after
    ) values (
      ${edit.routeId}, ${edit.version}, ${edit.madeBy}, ${edit.madeAt},
      ${JSON.stringify(edit.operations)}::text::jsonb, ${[...edit.subjects]}::int[],
      ${JSON.stringify(edit.before)}::text::jsonb, ${JSON.stringify(edit.after)}::text::jsonb,
      ${JSON.stringify(edit.shiftsBefore)}::text::jsonb,
      ${JSON.stringify(edit.shiftsAfter)}::text::jsonb
    )`;
}

export async function findEdit(
  sql: TransactionSql,
  routeId: number,
  version: number,
): Promise<EditRecord | null> {
  const [row] = await sql<EditRecord[]>`
    select subjects, before, after, shifts_before, shifts_after
    from route_edit
    where route_id = ${routeId} and version = ${version}`;
  return row ?? null;
}

/** Finds the last edit about a stop, or about a team by its shift's number below zero, and its author. */
export async function findLastEdit(
  sql: TransactionSql,
  routeId: number,
  subject: number,
): Promise<{ name: string; version: number } | null> {
  const [row] = await sql<{ name: string; version: number }[]>`
    select app_user.name, route_edit.version
    from route_edit
    join app_user on app_user.id = route_edit.made_by
    where route_edit.route_id = ${routeId} and ${subject} = any (route_edit.subjects)
    order by route_edit.version desc
    limit 1`;
  return row ?? null;
}

/** Lists the edits after a version, with their authors. */
export async function listEditsAfter(
  sql: TransactionSql,
  routeId: number,
  version: number,
): Promise<{ subjects: number[]; madeBy: string; name: string }[]> {
  return sql<{ subjects: number[]; madeBy: string; name: string }[]>`
    select route_edit.subjects, route_edit.made_by, app_user.name
    from route_edit
    join app_user on app_user.id = route_edit.made_by
    where route_edit.route_id = ${routeId} and route_edit.version > ${version}
    order by route_edit.version`;
}

/** The own edits of a route, oldest first: what undo and redo walk along. */
export async function listOwnEdits(
  sql: TransactionSql,
  routeId: number,
  accountId: string,
): Promise<{ version: number; operations: RouteOperation[] }[]> {
  return sql<{ version: number; operations: RouteOperation[] }[]>`
    select version, operations
    from route_edit
    where route_id = ${routeId} and made_by = ${accountId}
    order by version`;
}

export async function insertDraw(
  sql: TransactionSql,
  draw: {
    routeId: number;
    seed: number;
    pool: readonly number[];
    drawn: readonly number[];
    madeBy: string;
    madeAt: IsoInstant;
  },
): Promise<void> {
  await sql`
    insert into route_draw (route_id, seed, pool, drawn, made_by, made_at)
    values (
      ${draw.routeId}, ${draw.seed}, ${[...draw.pool]}::int[], ${[...draw.drawn]}::int[],
      ${draw.madeBy}, ${draw.madeAt}
    )`;
}

export async function countDraws(sql: TransactionSql, routeId: number): Promise<number> {
  const [row] = await sql<{ draws: number }[]>`
    select count(*)::int as draws from route_draw where route_id = ${routeId}`;
  return row?.draws ?? 0;
}

/** Finds the stops of a route that no other route can take up, each with its reason. */
export async function listUnfitStops(
  sql: TransactionSql,
  routeId: number,
): Promise<{ stopId: number; reason: LeftOutReason }[]> {
  return sql<{ stopId: number; reason: LeftOutReason }[]>`
    select stop_id, reason
    from (
      select
        stop.id as stop_id,
        case
          when stop.point_id is null and stop.inspection_object_id is null then 'unplanned'
          when object.state <> 'open' then 'business_closed'
          when point.merged_into is not null then 'merged'
          when point.status in ('active', 'recurring') then 'active_again'
          when point.status not in ('eliminated', 'handed_over') then 'not_listed'
        end as reason
      from stop
      left join point on point.id = stop.point_id
      left join inspection_object object on object.id = stop.inspection_object_id
      where stop.route_id = ${routeId} and not stop.removed
    ) judged
    where reason is not null
    order by stop_id`;
}
