import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** Some points, or a range of ids: `from` inclusive, `to` exclusive. */
export type PointRange = { ids: readonly number[] } | { from: number; to: number };

/** Ways of a closure and categories, with rows packed as the bulk loader packs them (see PackedArray). */
export type PlaceBlock = {
  category: string;
  way: string;
  business: boolean;
  /** The id over the commune that leads. */
  places: Uint8Array;
  /** The day of the elimination over the day on which somebody last saw the place (0: nobody). */
  looks: Uint8Array;
  /** The day of the next check (0: none) over the day of the check that is owed now (0: none, 1: of no day). */
  checks: Uint8Array;
  /** The number of the cycle, twice, and 1 more where the place is suspected. */
  cycles: Uint8Array;
};

export type ClosureBlock = {
  category: string;
  /** Null where the paper does not tell. */
  way: string | null;
  /**
   * The id over the day on which an imported place was entered (16 bits, 0 for others) and the day of the elimination
   * (16 bits; 0: none is known, but a recurrence is).
   */
  closures: Uint8Array;
  /**
   * The day on which the next cycle began (0: none did), twice, and 1 more where it began with a recurrence, over the
   * commune that leads the place (0: none does, or the point is merged).
   */
  ends: Uint8Array;
  /** The day of the hand-over over the day since which the place is delisted; 0: it is not. */
  releases: Uint8Array;
};

const NOTHING = new Uint8Array();

/** The largest id of a point; 0 without any. */
export async function findLastPointId(sql: TransactionSql): Promise<number> {
  const [row] = await sql<{ id: number | null }[]>`select max(id) as id from point`;
  return row?.id ?? 0;
}

function within(sql: TransactionSql, column: string, range: PointRange) {
  if ('ids' in range) return sql`${sql(column)} = any (${range.ids as number[]}::integer[])`;
  return sql`${sql(column)} >= ${range.from} and ${sql(column)} < ${range.to}`;
}

const textOf = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? NOTHING).toString();

/** Days of the checks that places of a range are due for, and suspicions on a day. */
function checksOf(sql: TransactionSql, on: IsoDate, range: PointRange) {
  return sql`
    select
      current.point_id, min(current.due_on) filter (where current.of_check) as due_on,
      min(current.due_on) filter (where current.of_check and current.begun) as owed_on,
      max((current.of_check and current.begun)::integer) as owed,
      max((not current.of_check and current.begun)::integer) as suspected
    from (
      select
        point_flag.point_id, point_flag.due_on, point_flag.flag <> 'suspected' as of_check,
        point_flag.from_on <= ${on} as begun
      from point_flag
      where ${within(sql, 'point_flag.point_id', range)}
        and point_flag.flag in ('check_due', 'check_overdue', 'suspected')
        and (point_flag.to_on is null or point_flag.to_on > ${on})
    ) current
    group by current.point_id`;
}

/**
 * Closed places of a range with what speaks for a look on a day, by category and way of their elimination. The range
 * stands for each table: the planner would otherwise read all cycles for every range.
 */
export async function readPlaceBlocks(
  sql: TransactionSql,
  on: IsoDate,
  range: PointRange,
): Promise<PlaceBlock[]> {
  const rows = await sql`
    select
      point.category, coalesce(cycle.elimination_way, 'other') as way,
      (point.kind = 'business')::integer as business,
      array_send(
        array_agg((point.id::int8 << 32) | coalesce(point_commune.commune_id, 0))
      ) as places,
      array_send(
        array_agg(
          (greatest(0, cycle.eliminated_on - date '1970-01-01')::int8 << 32)
            | greatest(0, coalesce(seen.on_day - date '1970-01-01', 0))
        )
      ) as looks,
      array_send(
        array_agg(
          (greatest(0, coalesce(flags.due_on - date '1970-01-01', 0))::int8 << 32)
            | greatest(0, coalesce(flags.owed_on - date '1970-01-01', flags.owed))
        )
      ) as checks,
      array_send(array_agg((2 * point.cycle + coalesce(flags.suspected, 0))::int8)) as cycles
    from point
    join cycle on cycle.point_id = point.id and cycle.number = point.cycle
      and ${within(sql, 'cycle.point_id', range)}
    left join point_commune on point_commune.point_id = point.id and point_commune.lead
      and ${within(sql, 'point_commune.point_id', range)}
    left join (
      select check_record.point_id, check_record.cycle, max(check_record.checked_on) as on_day
      from check_record
      where ${within(sql, 'check_record.point_id', range)}
        and check_record.result <> 'could_not_check'
      group by check_record.point_id, check_record.cycle
    ) seen on seen.point_id = point.id and seen.cycle = point.cycle
    left join (${checksOf(sql, on, range)}) flags on flags.point_id = point.id
    where ${within(sql, 'point.id', range)} and point.status in ('eliminated', 'handed_over')
      and point.merged_into is null and cycle.eliminated_on is not null
    group by point.category, cycle.elimination_way, point.kind`.raw();
  return rows.map(([category, way, business, places, looks, checks, cycles]) => ({
    category: textOf(category),
    way: textOf(way),
    business: textOf(business) === '1',
    places: places ?? NOTHING,
    looks: looks ?? NOTHING,
    checks: checks ?? NOTHING,
    cycles: cycles ?? NOTHING,
  }));
}

/**
 * Every closure that there was in a range, with the day on which activity came back, and the recurrences of others. The
 * range stands for both tables: with few closures the planner would otherwise read all points.
 */
export async function readClosureBlocks(
  sql: TransactionSql,
  range: PointRange,
): Promise<ClosureBlock[]> {
  const rows = await sql`
    select
      point.category, coalesce(cycle.elimination_way, '') as way,
      array_send(
        array_agg(
          (cycle.point_id::int8 << 32)
            | case
              when point.import_key is null then 0
              else greatest(0, city_date(point.created_at) - date '1970-01-01')::int8 << 16
            end
            | greatest(0, coalesce(cycle.eliminated_on - date '1970-01-01', 0))
        )
      ) as closures,
      array_send(
        array_agg(
          (
            (
              2 * greatest(0, coalesce(cycle.next_on - date '1970-01-01', 0))
                + coalesce(cycle.next_by = 'recurrence_confirmed', false)::integer
            )::int8 << 32
          )
            | case when point.merged_into is null then coalesce(lead.commune_id, 0) else 0 end
        )
      ) as ends,
      array_send(
        array_agg(
          (greatest(0, coalesce(cycle.handed_over_on - date '1970-01-01', 0))::int8 << 32)
            | case
              when point.status = 'delisted' then greatest(0, point.status_since - date '1970-01-01')
              else 0
            end
        )
      ) as releases
    from (
      select
        cycle.point_id, cycle.eliminated_on, cycle.elimination_way, cycle.handed_over_on,
        lead(cycle.opened_on) over lives as next_on, lead(cycle.opened_by) over lives as next_by
      from cycle
      where ${within(sql, 'cycle.point_id', range)}
      window lives as (partition by cycle.point_id order by cycle.number)
    ) cycle
    join point on point.id = cycle.point_id and ${within(sql, 'point.id', range)}
    left join point_commune lead on lead.point_id = cycle.point_id and lead.lead
      and ${within(sql, 'lead.point_id', range)}
    where cycle.eliminated_on is not null or cycle.next_by = 'recurrence_confirmed'
    group by point.category, cycle.elimination_way`.raw();
  return rows.map(([category, way, closures, ends, releases]) => ({
    category: textOf(category),
    way: textOf(way) || null,
    closures: closures ?? NOTHING,
    ends: ends ?? NOTHING,
    releases: releases ?? NOTHING,
  }));
}
