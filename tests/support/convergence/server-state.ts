import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { Database } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';

import type { Places } from './places.ts';

type Times = { marker: string; times: number };

/** Counts how often the server has recorded each act, by the words that only this act carries. */
export async function countRecorded(
  database: Database,
  markers: readonly string[],
): Promise<Map<string, number>> {
  const rows = await asSystem(
    database,
    (sql) => sql<Times[]>`
      with recorded as (
        select note as marker from event where kind <> 'recurrence_suspected'
        union all
        -- Where the place has moved on, or is none of the register, a result has no event.
        select note from stop_result
        where not exists (select from event where event.note = stop_result.note)
        union all
        select label from stop where unplanned
        union all
        select place_name from tip
        union all
        select split_part(words, ':', 1) from reply
      )
      select marker, count(*)::integer as times
      from recorded
      where marker = any (${markers as string[]}::text[])
      group by marker`,
  );
  return new Map(rows.map(({ marker, times }) => [marker, times]));
}

/** Counts how many writes with one of these keys the server has done. */
export async function countDone(database: Database, keys: readonly string[]): Promise<number> {
  const rows = await asSystem(
    database,
    (sql) => sql<{ done: number }[]>`
      select count(*)::integer as done from idempotency_record
      where key = any (${keys as string[]}::text[]) and status = 200`,
  );
  return rows[0]?.done ?? 0;
}

export type AtPoint = {
  marker: string;
  pointId: number;
  effectiveOn: IsoDate;
  /** True for a suspicion that follows from signs reported or found nearby, recorded after the act itself. */
  follows: boolean;
};

/** Lists what stands in the records of some points, in the order in which the server has recorded it. */
export async function listAtPoints(
  database: Database,
  pointIds: readonly number[],
): Promise<AtPoint[]> {
  return await asSystem(
    database,
    (sql) => sql<AtPoint[]>`
      select
        coalesce(tip.place_name, found.note, stop.label, event.note) as marker, event.point_id,
        event.effective_on::text, event.kind = 'recurrence_suspected' as follows
      from event
      left join signal
        on event.kind = 'recurrence_suspected'
          and signal.id = (event.detail ->> 'signalId')::integer
      left join tip on tip.id = signal.tip_id
      left join stop_result found on found.id = signal.stop_result_id
      left join stop on stop.id = found.stop_id
      where event.point_id = any (${pointIds as number[]}::integer[])
        and (event.note is not null or event.kind = 'recurrence_suspected')
      order by event.id`,
  );
}

/** Lists what stands on a route and in the replies about some points; `at` is the time of the act on the device. */
export async function listElsewhere(
  database: Database,
  { points, route }: Places,
): Promise<{ marker: string; at: IsoInstant | null }[]> {
  const ids = points.map(({ id }) => id);
  return await asSystem(
    database,
    (sql) => sql<{ marker: string; at: IsoInstant | null }[]>`
      select marker, at from (
        select
          coalesce(found.note, stop.label) as marker, found.finished_at as at, 1 as step,
          found.recorded_at, 0 as number
        from stop_result found
        join stop on stop.id = found.stop_id
        where found.route_id = ${route.id}
        union all
        select label, null, 2, added_at, id from stop
        where route_id = ${route.id} and unplanned
          and not exists (select from stop_result where stop_result.stop_id = stop.id)
        union all
        select split_part(words, ':', 1), null, 3, written_at, id from reply
        where point_id = any (${ids}::integer[])
      ) elsewhere
      order by step, number, recorded_at`,
  );
}

/** The end of a team's day as it is recorded; null while the day has none. */
export async function endOfShift(database: Database, shiftId: number): Promise<IsoInstant | null> {
  const rows = await asSystem(
    database,
    (sql) => sql<{ finishedAt: IsoInstant | null }[]>`
      select finished_at from route_shift where id = ${shiftId}`,
  );
  return rows[0]?.finishedAt ?? null;
}

/** State of a point without what differs between two points with the same life: numbers, moments, persons. */
export async function stateOf(database: Database, pointId: number): Promise<unknown> {
  return await asSystem(database, async (sql) => ({
    point: await sql`select status, status_since, cycle from point where id = ${pointId}`,
    events: await sql`
      select seq, cycle, kind, effective_on, note, status_after from event
      where point_id = ${pointId} order by seq`,
    handovers: await sql`
      select attempt, state, answered_on, refusal_reason from handover
      where point_id = ${pointId} order by attempt`,
    flags: await sql`
      select flag, from_on, to_on from point_flag
      where point_id = ${pointId} order by flag, from_on, to_on`,
    checks: await sql`
      select result from check_record where point_id = ${pointId} order by event_id`,
    signals: await sql`
      select origin, state, grade, occurred_on, distance_metres from signal
      where point_id = ${pointId} order by origin, occurred_on, state, grade, distance_metres`,
    replies: await sql`
      select cycle, seq, state, words from reply where point_id = ${pointId} order by cycle, seq`,
  }));
}

/** State of a route and its business, without what differs between two routes with the same life. */
export async function stateOfRoute(
  database: Database,
  { route, business }: Places,
): Promise<unknown> {
  return await asSystem(database, async (sql) => ({
    route: await sql`select state from route where id = ${route.id}`,
    shift: await sql`select finished_at from route_shift where id = ${route.shiftId}`,
    planned: await sql`
      select stop.state
      from unnest(${route.stopIds as number[]}::integer[]) with ordinality given (id, number)
      join stop on stop.id = given.id
      order by given.number`,
    unplanned: await sql`
      select label, state from stop where route_id = ${route.id} and unplanned order by label`,
    results: await sql`
      select coalesce(stop_result.note, stop.label) as marker, result, inspection, finished_at
      from stop_result
      join stop on stop.id = stop_result.stop_id
      where stop_result.route_id = ${route.id}
      order by marker`,
    visits: await sql`
      select kind, result, inspected_on, note from inspection
      where object_id = ${business.id} order by note`,
  }));
}
