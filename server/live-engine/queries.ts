import { POINT_FLAGS, POINT_STATUSES } from '#server/contract/point.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** The points that a commit changed. */
type PointSelection = { ids: readonly number[] };

function selected(
  sql: TransactionSql,
  column: 'id' | 'point_id' | 'event.point_id',
  selection: PointSelection,
) {
  return sql`${sql(column)} = any (${selection.ids as number[]}::integer[])`;
}

export type PlaceRow = [
  id: number,
  longitude: number,
  latitude: number,
  category: number,
  publicArea: boolean,
  communeIds: number[],
];

export async function readPlaces(
  sql: TransactionSql,
  selection: PointSelection,
): Promise<PlaceRow[]> {
  return (await sql`
    select
      point.id, st_x(point.anchor), st_y(point.anchor), category.number,
      point.kind = 'public_area',
      array(
        select point_commune.commune_id from point_commune
        where point_commune.point_id = point.id
        order by point_commune.lead desc, point_commune.commune_id
      )
    from (select id, anchor, kind, category from point where ${selected(sql, 'id', selection)}) point
    join category on category.code = point.category
    order by point.id`.values()) as unknown as PlaceRow[];
}

export type MoveRow = [
  pointId: number,
  seq: number,
  effectiveOn: IsoDate,
  recordedOn: IsoDate,
  status: number,
  cycle: number,
  /** Day on which the day of the event was corrected, or the event annulled. */
  supersededOn: IsoDate | null,
];

/** Status that a place has after a merge was undone: an act before the merge may have been annulled since. */
function statusBefore(sql: TransactionSql) {
  return sql`
    select array_position(${[...POINT_STATUSES]}::text[], earlier.status_after) - 1
    from event_in_force earlier
    where earlier.point_id = event.point_id and earlier.seq < event.seq
      and earlier.kind in (
        'proposed', 'recognised', 'declined', 'eliminated', 'handover_confirmed',
        'handover_reopened', 'successor_refused', 'recurrence_confirmed', 'delisted'
      )
      and earlier.annulled_by is null
    order by earlier.seq desc
    limit 1`;
}

/** When events were declared mistaken or taken back: up to then they were known. */
function takenBack(sql: TransactionSql, selection: PointSelection) {
  return sql`
    select event.corrects, min(event.recorded_at) as recorded_at
    from event
    where event.corrects is not null and event.kind in ('annulled', 'recurrence_withdrawn')
      and ${selected(sql, 'event.point_id', selection)}
    group by event.corrects`;
}

/**
 * Reads the events that changed the status of points, in the order of entry. A merged point counts as absent
 * (status 7) until the merge is undone; an event that was annulled or taken back comes with the end of its validity;
 * one with a corrected day comes twice, the old one with the end of its validity.
 */
export async function readMoves(
  sql: TransactionSql,
  selection: PointSelection,
): Promise<MoveRow[]> {
  return (await sql`
    with moved as (
      select
        event.point_id, event.seq, event.id, event.cycle, event.recorded_at,
        case
          when event.kind = 'handover_confirmed' and event.status_after = 'handed_over'
            and event.seq > coalesce(cycle.taken_back_seq, 0)
          then greatest(event.effective_on, cycle.handed_over_on)
          else event.effective_on
        end as effective_on,
        case
          when event.kind = 'merged' then 7
          when event.kind = 'merge_undone' then (${statusBefore(sql)})
          else array_position(${[...POINT_STATUSES]}::text[], event.status_after) - 1
        end as status
      from event
      left join cycle on cycle.point_id = event.point_id and cycle.number = event.cycle
      where ${selected(sql, 'event.point_id', selection)}
        and event.kind in (
          'proposed', 'recognised', 'declined', 'eliminated', 'handover_confirmed',
          'handover_reopened', 'successor_refused', 'recurrence_confirmed', 'delisted', 'merged',
          'merge_undone'
        )
    ),
    taken_back as (${takenBack(sql, selection)}),
    corrected as (
      select
        event.corrects, max((event.detail -> 'event' ->> 'effectiveOn')::date) as effective_on,
        min(event.recorded_at) as recorded_at
      from event
      where event.corrects is not null and event.detail -> 'event' ? 'effectiveOn'
        and ${selected(sql, 'event.point_id', selection)}
      group by event.corrects
    )
    select
      moved.point_id, moved.seq, moved.effective_on, city_date(moved.recorded_at), moved.status,
      moved.cycle, city_date(least(corrected.recorded_at, taken_back.recorded_at))
    from moved
    left join corrected on corrected.corrects = moved.id
    left join taken_back on taken_back.corrects = moved.id
    union all
    select
      moved.point_id, moved.seq, corrected.effective_on, city_date(corrected.recorded_at),
      moved.status, moved.cycle, city_date(taken_back.recorded_at)
    from moved
    join corrected on corrected.corrects = moved.id
    left join taken_back on taken_back.corrects = moved.id
    order by 1, 2, 7 nulls last`.values()) as unknown as MoveRow[];
}

export type FlagRow = [
  pointId: number,
  flag: number,
  fromOn: IsoDate,
  toOn: IsoDate | null,
  recordedOn: IsoDate,
];

export async function readFlags(
  sql: TransactionSql,
  selection: PointSelection,
): Promise<FlagRow[]> {
  return (await sql`
    select
      point_id, array_position(${[...POINT_FLAGS]}::text[], flag) - 1, from_on, to_on, city_date(recorded_at)
    from point_flag
    where ${selected(sql, 'point_id', selection)}
    order by point_id`.values()) as unknown as FlagRow[];
}

export type CheckRow = [
  pointId: number,
  effectiveOn: IsoDate,
  recordedOn: IsoDate,
  /** Day on which the day of the check was corrected, or the check annulled. */
  supersededOn: IsoDate | null,
];

/**
 * Reads the checks of points; one with a corrected day comes twice, the old one with the end of its validity, as one
 * that was annulled.
 */
export async function readChecks(
  sql: TransactionSql,
  selection: PointSelection,
): Promise<CheckRow[]> {
  return (await sql`
    with looked as (
      select event.point_id, event.id, event.effective_on, event.recorded_at
      from event
      where ${selected(sql, 'event.point_id', selection)} and event.kind = 'checked'
    ),
    corrected as (
      select
        event.corrects,
        (array_agg(event.detail -> 'event' ->> 'effectiveOn' order by event.id desc))[1]::date
          as effective_on,
        min(event.recorded_at) as recorded_at
      from event
      where event.corrects is not null and event.detail -> 'event' ? 'effectiveOn'
        and ${selected(sql, 'event.point_id', selection)}
      group by event.corrects
    ),
    taken_back as (${takenBack(sql, selection)})
    select
      looked.point_id, looked.effective_on, city_date(looked.recorded_at),
      city_date(least(corrected.recorded_at, taken_back.recorded_at))
    from looked
    left join corrected on corrected.corrects = looked.id
    left join taken_back on taken_back.corrects = looked.id
    union all
    select
      looked.point_id, corrected.effective_on, city_date(corrected.recorded_at),
      city_date(taken_back.recorded_at)
    from looked
    join corrected on corrected.corrects = looked.id
    left join taken_back on taken_back.corrects = looked.id
    order by 1, 2, 4 nulls last`.values()) as unknown as CheckRow[];
}

export type CodeRows = {
  categories: { code: string; number: number }[];
  /** A code is used again: a commune is in force from its first day until the day before `validTo`. */
  communes: { code: string; id: number; validFrom: IsoDate; validTo: IsoDate | null }[];
};

/** Reads the numbers that stand for codes: of categories, and of all communes there are and have been. */
export async function readCodes(sql: TransactionSql): Promise<CodeRows> {
  return {
    categories: await sql<CodeRows['categories']>`select code, number from category`,
    communes: await sql<CodeRows['communes']>`select code, id, valid_from, valid_to from commune`,
  };
}

/** Ids of all points that the asker can see: few for those whose reach is their own routes. */
export async function listVisibleIds(sql: TransactionSql): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`select id from point order by id`;
  return rows.map((row) => row.id);
}
