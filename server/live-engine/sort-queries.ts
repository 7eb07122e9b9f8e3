import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** Columns of the list that the engine does not hold: days, by point. */
export const DAY_COLUMNS = ['last_event', 'next_check', 'answer_overdue'] as const;
export type DayColumn = (typeof DAY_COLUMNS)[number];

/** Condition for some points, or for all of them. */
function of(sql: TransactionSql, column: string, ids: readonly number[] | 'all') {
  return ids === 'all' ? sql`true` : sql`${sql(column)} = any (${ids as number[]}::integer[])`;
}

/**
 * Reads the day of a column for some points or all: the id over the day since 1970-01-01, packed as the bulk loader
 * packs (see PackedArray). Points without a day are left out. The same days as those of the lists on the evening `on`.
 */
export async function readDays(
  sql: TransactionSql,
  column: DayColumn,
  on: IsoDate,
  ids: readonly number[] | 'all',
): Promise<Uint8Array | null> {
  const rows = await sql`
    select array_send(array_agg((day.point_id::int8 << 32) | greatest(0, day.on_day - date '1970-01-01')))
    from (${daysOf(sql, column, on, ids)}) day
    having count(*) > 0`.raw();
  return rows[0]?.[0] ?? null;
}

function daysOf(
  sql: TransactionSql,
  column: DayColumn,
  on: IsoDate,
  ids: readonly number[] | 'all',
) {
  switch (column) {
    case 'last_event':
      // The kept day is the last one of all; for an earlier evening, points with later events are read from them.
      return sql`
        with later as (
          select point_id from point_last_event
          where on_day > ${on} and ${of(sql, 'point_id', ids)}
        )
        select point_id, on_day from point_last_event
        where on_day <= ${on} and ${of(sql, 'point_id', ids)}
        union all
        select event.point_id, max(coalesce(corrected.effective_on, event.effective_on)) as on_day
        from later
        join event on event.point_id = later.point_id
        left join (
          select distinct on (corrects)
            corrects, (detail -> 'event' ->> 'effectiveOn')::date as effective_on
          from event
          where corrects is not null and detail -> 'event' ? 'effectiveOn'
            and ${of(sql, 'point_id', ids)}
          order by corrects, id desc
        ) corrected on corrected.corrects = event.id
        left join (
          select corrects from event
          where corrects is not null and kind in ('annulled', 'recurrence_withdrawn')
            and ${of(sql, 'point_id', ids)}
        ) taken_back on taken_back.corrects = event.id
        where event.kind not in ('corrected', 'annulled') and taken_back.corrects is null
          and coalesce(corrected.effective_on, event.effective_on) <= ${on}
        group by event.point_id`;
    case 'next_check':
      return sql`
        select distinct on (point_id) point_id, due_on as on_day
        from point_flag
        where due_on is not null and (to_on is null or to_on > ${on})
          and ${of(sql, 'point_id', ids)}
        order by point_id, from_on`;
    case 'answer_overdue':
      return sql`
        select point_id, min(answer_due_on) as on_day
        from handover
        where state = 'pending' and answer_due_on < ${on} and ${of(sql, 'point_id', ids)}
        group by point_id`;
  }
}

/** Ids of all points in the order of their names, without diacritics; packed. */
export async function readNameOrder(sql: TransactionSql): Promise<Uint8Array | null> {
  const rows = await sql`
    select array_send(array_agg(named.id::int8 order by named.place))
    from (
      select id, row_number() over (order by folded_name collate "C", id) as place from point
    ) named
    having count(*) > 0`.raw();
  return rows[0]?.[0] ?? null;
}

/** Finds the point whose name comes just before that of each point given, among all others; null: none does. */
export async function listNamesBefore(
  sql: TransactionSql,
  ids: readonly number[],
): Promise<{ id: number; before: number | null }[]> {
  return sql<{ id: number; before: number | null }[]>`
    select
      changed.id,
      (
        select other.id from point other
        where (other.folded_name collate "C", other.id) < (changed.folded_name collate "C", changed.id)
          and not other.id = any (${ids as number[]}::integer[])
        order by other.folded_name collate "C" desc, other.id desc
        limit 1
      ) as before
    from point changed
    where changed.id = any (${ids as number[]}::integer[])
    order by changed.folded_name collate "C", changed.id`;
}

/** Names of the categories by number and of the communes by id. */
export async function listGroupNames(
  sql: TransactionSql,
  group: 'category' | 'commune',
): Promise<{ number: number; name: string }[]> {
  return group === 'category'
    ? sql<{ number: number; name: string }[]>`select number, name from category`
    : sql<{ number: number; name: string }[]>`select id as number, name from commune`;
}
