import type { Period } from '#server/contract/comparison.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** Something that happened at a place; `origin` of signals only. */
export type PlaceEventRow = {
  longitude: number;
  latitude: number;
  happenedOn: IsoDate;
  origin: 'reported' | 'found' | null;
};

/** Confirmed recurrences, or first listings, of a period at the marks of their points. */
export async function listCycleEvents(
  sql: TransactionSql,
  { from, to }: Period,
  openedBy: 'recognised' | 'recurrence_confirmed',
): Promise<PlaceEventRow[]> {
  return sql<PlaceEventRow[]>`
    select
      st_x(point.anchor) as longitude, st_y(point.anchor) as latitude,
      cycle.opened_on as happened_on, null as origin
    from cycle
    join point on point.id = cycle.point_id and point.merged_into is null
    where cycle.opened_by = ${openedBy} and cycle.opened_on between ${from} and ${to}
    order by cycle.opened_on, point.id`;
}

/** Signals of a period that were not rejected, where they were seen or else at the mark of their point. */
export async function listSignalEvents(
  sql: TransactionSql,
  { from, to }: Period,
): Promise<PlaceEventRow[]> {
  return sql<PlaceEventRow[]>`
    select
      st_x(coalesce(signal.position, point.anchor)) as longitude,
      st_y(coalesce(signal.position, point.anchor)) as latitude,
      signal.occurred_on as happened_on, signal.origin
    from signal
    join point on point.id = signal.point_id
    where signal.state <> 'rejected' and signal.occurred_on between ${from} and ${to}
    order by signal.occurred_on, signal.id`;
}

export type PlaceRow = { longitude: number; latitude: number; checks: number };

/** Every place of the register with the looks at it in a period: where something could have been seen. */
export async function listPlaces(sql: TransactionSql, { from, to }: Period): Promise<PlaceRow[]> {
  return sql<PlaceRow[]>`
    select
      st_x(point.anchor) as longitude, st_y(point.anchor) as latitude,
      coalesce(looked.checks, 0) as checks
    from point
    left join (
      select point_id, count(*) as checks from check_record
      where checked_on between ${from} and ${to} and result <> 'could_not_check'
      group by point_id
    ) as looked on looked.point_id = point.id
    where point.merged_into is null and point.cycle > 0
    order by point.id`;
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

/** The last result of every planned stop of the routes that are done, drawn at random or chosen. */
export async function countStopResults(
  sql: TransactionSql,
  since: IsoDate,
): Promise<{ random: boolean; checks: number; signs: number }[]> {
  return sql<{ random: boolean; checks: number; signs: number }[]>`
    select
      stop.random, count(*) as checks, count(*) filter (where latest.result = 'signs') as signs
    from route
    -- Stops removed in an unpublished draft count too: a stop with a result was checked.
    join stop on stop.route_id = route.id and not stop.unplanned
    join lateral (
      select result from stop_result
      where stop_result.stop_id = stop.id
      order by recorded_at desc
      limit 1
    ) as latest on latest.result <> 'could_not_check'
    where route.state = 'done' and route.on_date >= ${since}
    group by stop.random`;
}
