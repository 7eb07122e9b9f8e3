import type { Database } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import { okPoint, type People } from '#tests/support/points/register-acts.ts';

import type { Meant } from './history.ts';
import { entryOf, type Places } from './street-acts.ts';

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
        -- Where the place has moved on, a result has no event.
        select note from stop_result
        where not exists (select from event where event.note = stop_result.note)
        union all
        select label from stop where unplanned
        union all
        select place_name from tip
      )
      select marker, count(*)::integer as times
      from recorded
      where marker = any (${markers as string[]}::text[])
      group by marker`,
  );
  return new Map(rows.map(({ marker, times }) => [marker, times]));
}

type Recorded = { marker: string; pointId: number; effectiveOn: string };

/** Lists the acts at some points in the order in which the server has recorded them. */
export async function listRecorded(
  database: Database,
  pointIds: readonly number[],
): Promise<Recorded[]> {
  return await asSystem(
    database,
    (sql) => sql<Recorded[]>`
      select note as marker, point_id, effective_on::text
      from event
      where point_id = any (${pointIds as number[]}::integer[]) and note is not null
        and kind <> 'recurrence_suspected'
      order by id`,
  );
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
  }));
}

/** Does the acts again at other points, one after the other on a good line, in the order in which they were recorded. */
export async function repeatInOrder(
  by: People,
  given: { recorded: readonly Recorded[]; meant: ReadonlyMap<string, Meant>; twins: Places },
): Promise<void> {
  const { recorded, meant, twins } = given;
  for (const { marker, effectiveOn } of recorded) {
    const act = meant.get(marker);
    if (act === undefined) continue;
    const entry = entryOf(act, { places: twins, nowMilliseconds: 0 });
    const client = act.walker === 'leader' ? by.leader : by.officer;
    const { photoIds: _, ...body } = entry.body as { photoIds?: unknown };
    await okPoint(await client.post(entry.path, { ...body, effectiveOn }));
  }
}
