import type { Period } from '#server/contract/comparison.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

/**
 * Events or places as packed arrays (see PackedArray): rows of their own would take longer to read than to analyse. The
 * bytes are the text that the driver gives.
 */
export type PackedBlock = { longitudes: Uint8Array; latitudes: Uint8Array; numbers: Uint8Array };

/** Events in one block. */
const EVENTS_A_BLOCK = 50_000;

/**
 * Confirmed recurrences, or first listings, of a period at the marks of their points, by day; the number of an event is
 * its day, counted from 1970-01-01, four times.
 */
export function listCycleEvents(
  sql: TransactionSql,
  { from, to }: Period,
  openedBy: 'recognised' | 'recurrence_confirmed',
): Promise<PackedBlock[]> {
  return listPacked(
    sql,
    sql`
      select
        cycle.opened_on as day, point.id, point.anchor as place,
        4 * (cycle.opened_on - date '1970-01-01')::int8 as number
      from cycle
      join point on point.id = cycle.point_id and point.merged_into is null
      where cycle.opened_by = ${openedBy} and cycle.opened_on between ${from} and ${to}`,
  );
}

/**
 * Signals of a period that were not rejected, where they were seen or else at the mark of their point, by day; the number
 * of a signal is its day, four times, and 1 more where it was reported, 2 where it was found.
 */
export function listSignalEvents(
  sql: TransactionSql,
  { from, to }: Period,
): Promise<PackedBlock[]> {
  return listPacked(
    sql,
    sql`
      select
        signal.occurred_on as day, signal.id, coalesce(signal.position, point.anchor) as place,
        4 * (signal.occurred_on - date '1970-01-01')::int8
          + case signal.origin when 'reported' then 1 else 2 end as number
      from signal
      join point on point.id = signal.point_id
      where signal.state <> 'rejected' and signal.occurred_on between ${from} and ${to}`,
  );
}

/** Packs events with `day`, `id`, `place` and `number` into blocks, by day and id. */
async function listPacked(
  sql: TransactionSql,
  events: ReturnType<TransactionSql>,
): Promise<PackedBlock[]> {
  const rows = await sql`
    select
      array_send(array_agg(st_x(happened.place) order by happened.row)),
      array_send(array_agg(st_y(happened.place) order by happened.row)),
      array_send(array_agg(happened.number order by happened.row))
    from (
      select
        event.place, event.number, row_number() over in_order as row,
        (row_number() over in_order - 1) / ${EVENTS_A_BLOCK}::integer as block
      from (${events}) event
      window in_order as (order by event.day, event.id)
    ) happened
    group by happened.block
    order by happened.block`.raw();
  return rows.map(blockOf);
}

/**
 * Places of the register with an id from `ids.from` (inclusive) to `ids.to` (exclusive); the number of a place counts the
 * looks at it in a period: where something could have been seen.
 */
export async function listPlaces(
  sql: TransactionSql,
  { from, to }: Period,
  ids: { from: number; to: number },
): Promise<PackedBlock[]> {
  const rows = await sql`
    select
      array_send(array_agg(st_x(point.anchor) order by point.id)),
      array_send(array_agg(st_y(point.anchor) order by point.id)),
      array_send(array_agg(coalesce(looked.checks, 0) order by point.id))
    from point
    left join (
      select point_id, count(*) as checks from check_record
      where point_id >= ${ids.from} and point_id < ${ids.to}
        and checked_on between ${from} and ${to} and result <> 'could_not_check'
      group by point_id
    ) as looked on looked.point_id = point.id
    where point.id >= ${ids.from} and point.id < ${ids.to}
      and point.merged_into is null and point.cycle > 0
    having count(*) > 0`.raw();
  return rows.map(blockOf);
}

/** The largest id of a point that the reader may see; 0 without any. */
export async function findLastPlaceId(sql: TransactionSql): Promise<number> {
  const [row] = await sql<{ id: number | null }[]>`select max(id) as id from point`;
  return row?.id ?? 0;
}

const NOTHING = new Uint8Array();

function blockOf([longitudes, latitudes, numbers]: readonly Uint8Array[]): PackedBlock {
  return {
    longitudes: longitudes ?? NOTHING,
    latitudes: latitudes ?? NOTHING,
    numbers: numbers ?? NOTHING,
  };
}

export type QuarterRow = {
  firstOn: IsoDate;
  reported: number;
  found: number;
  confirmedReported: number;
  confirmedFound: number;
};

/** Signals by the quarter in which they happened, by origin. */
export async function countSignalsByQuarter(
  sql: TransactionSql,
  since: IsoDate,
): Promise<QuarterRow[]> {
  return sql<QuarterRow[]>`
    select
      date_trunc('quarter', occurred_on)::date as first_on,
      count(*) filter (where origin = 'reported') as reported,
      count(*) filter (where origin = 'found') as found,
      count(*) filter (where origin = 'reported' and state = 'confirmed') as confirmed_reported,
      count(*) filter (where origin = 'found' and state = 'confirmed') as confirmed_found
    from signal
    where occurred_on >= ${since}
    group by 1`;
}

/** Looks at closed places by quarter, and how many of them found signs. */
export async function countChecksByQuarter(
  sql: TransactionSql,
  since: IsoDate,
): Promise<{ firstOn: IsoDate; checks: number; signs: number }[]> {
  return sql<{ firstOn: IsoDate; checks: number; signs: number }[]>`
    select
      date_trunc('quarter', checked_on)::date as first_on, count(*) as checks,
      count(*) filter (where result = 'signs') as signs
    from check_record
    where checked_on >= ${since} and result <> 'could_not_check'
    group by 1`;
}

/** Results that stand at every planned stop of the routes that are over, drawn at random or chosen. */
export async function countStopResults(
  sql: TransactionSql,
  since: IsoDate,
): Promise<{ random: boolean; checks: number; signs: number }[]> {
  return sql<{ random: boolean; checks: number; signs: number }[]>`
    select
      stop.random, count(*) as checks, count(*) filter (where settled.signs) as signs
    from route
    -- Stops removed in an unpublished draft count too: a stop with a result was checked.
    join stop on stop.route_id = route.id and not stop.unplanned
    join lateral (
      select state, signs from settled_stop where settled_stop.stop_id = stop.id
    ) as settled on settled.state = 'done'
    where route.state in ('done', 'withdrawn') and route.on_date >= ${since}
    group by stop.random`;
}
