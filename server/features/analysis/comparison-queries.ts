import type { CommuneType } from '#server/contract/commune.ts';
import type { Period } from '#server/contract/comparison.ts';
import type { PointStatus } from '#server/contract/point.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { PackedArray } from '#server/live-engine/packed-array.ts';

export type CommuneRow = { id: number; code: string; name: string; type: CommuneType };

/** The communes in force on a day, by code. */
export async function listComparedCommunes(
  sql: TransactionSql,
  on: IsoDate,
): Promise<CommuneRow[]> {
  return sql<CommuneRow[]>`
    select id, code, name, type from commune
    where valid_from <= ${on} and (valid_to is null or valid_to > ${on})
    order by code`;
}

/** Events and exposure of one stratum (a category, a kind of tip) in one commune. */
export type StratumRow = {
  communeId: number;
  stratum: string;
  events: number;
  exposure: number;
  /** Events at places whose hand-over was complete by then; absent where nothing is handed over. */
  received?: number;
};

/** New points (first listings) by commune. */
export async function countNewPoints(
  sql: TransactionSql,
  { from, to }: Period,
): Promise<{ communeId: number; events: number }[]> {
  return sql<{ communeId: number; events: number }[]>`
    select point_commune.commune_id, count(*) as events
    from cycle
    join point on point.id = cycle.point_id and point.merged_into is null
    join point_commune on point_commune.point_id = cycle.point_id and point_commune.lead
    where cycle.number = 1 and cycle.opened_on between ${from} and ${to}
    group by point_commune.commune_id`;
}

/**
 * Counts the points that touch a commune by status, as the commune filter of map and list does; statuses without any
 * are left out.
 */
export async function countByStatus(
  sql: TransactionSql,
  communeId: number,
): Promise<{ status: PointStatus; count: number }[]> {
  return sql<{ status: PointStatus; count: number }[]>`
    select point.status, count(*) as count
    from point
    join point_commune on point_commune.point_id = point.id
    where point_commune.commune_id = ${communeId} and point.merged_into is null
    group by point.status`;
}

export type PopulationRow = {
  communeId: number;
  people: number;
  countedOn: IsoDate;
  source: string;
};

/** The latest figure of each commune. */
export async function listPopulations(sql: TransactionSql): Promise<PopulationRow[]> {
  return sql<PopulationRow[]>`
    select distinct on (commune_id) commune_id, people, counted_on, source
    from commune_population
    order by commune_id, counted_on desc, id desc`;
}

export async function insertPopulations(
  sql: TransactionSql,
  rows: readonly { communeId: number; people: number }[],
  common: { countedOn: IsoDate; source: string; enteredBy: string; enteredAt: string },
): Promise<void> {
  await sql`
    insert into commune_population
      (commune_id, counted_on, people, source, entered_by, entered_at)
    select
      entered.commune_id, ${common.countedOn}, entered.people, ${common.source},
      ${common.enteredBy}, ${common.enteredAt}
    from unnest(
      ${rows.map(({ communeId }) => communeId)}::integer[],
      ${rows.map(({ people }) => people)}::integer[]
    ) as entered (commune_id, people)`;
}

export type QualityRow = { communeId: number; whole: number; part: number };

/** Signals of a period and how many of them have been decided: an open suspicion leaves the count incomplete. */
export async function countDecidedSignals(
  sql: TransactionSql,
  { from, to }: Period,
): Promise<QualityRow[]> {
  return sql<QualityRow[]>`
    select
      point_commune.commune_id, count(*) as whole,
      count(*) filter (where signal.state <> 'suspected') as part
    from signal
    join point on point.id = signal.point_id and point.merged_into is null
    join point_commune on point_commune.point_id = signal.point_id and point_commune.lead
    where signal.occurred_on between ${from} and ${to}
    group by point_commune.commune_id`;
}

/** Places proposed in a period and how many of them have been decided on. */
export async function countDecidedProposals(
  sql: TransactionSql,
  { from, to }: Period,
): Promise<QualityRow[]> {
  return sql<QualityRow[]>`
    select
      point_commune.commune_id, count(*) as whole,
      count(*) filter (where point.status <> 'proposed') as part
    from event
    join point on point.id = event.point_id and point.merged_into is null
    join point_commune on point_commune.point_id = point.id and point_commune.lead
    where event.kind = 'proposed' and event.effective_on between ${from} and ${to}
    group by point_commune.commune_id`;
}

/** Ids of the places that somebody looked at in a period and saw. */
export async function listCheckedIds(
  sql: TransactionSql,
  { from, to }: Period,
): Promise<ReadonlySet<number>> {
  const rows = await sql`
    select array_send(array_agg(distinct point_id::int8))
    from check_record
    where checked_on between ${from} and ${to} and result <> 'could_not_check'
    having count(*) > 0`.raw();
  const packed = rows[0]?.[0];
  if (packed === undefined) return new Set();
  const ids = new PackedArray(packed);
  return new Set(Array.from({ length: ids.length }, (_, at) => ids.low(at)));
}

/** Cycles opened in a period to which a commune has replied, by the commune that leads their places. */
export async function countReplied(
  sql: TransactionSql,
  { from, to }: Period,
  openedBy: 'recognised' | 'recurrence_confirmed',
): Promise<{ communeId: number; part: number }[]> {
  return sql<{ communeId: number; part: number }[]>`
    select point_commune.commune_id, count(*) as part
    from (
      select distinct reply.point_id, reply.cycle from reply where reply.state = 'filed'
    ) replied
    join cycle on cycle.point_id = replied.point_id and cycle.number = replied.cycle
    join point on point.id = cycle.point_id and point.merged_into is null
    join point_commune on point_commune.point_id = cycle.point_id and point_commune.lead
    where cycle.opened_by = ${openedBy} and cycle.opened_on between ${from} and ${to}
      and (cycle.number = 1 or cycle.opened_by = 'recurrence_confirmed')
    group by point_commune.commune_id`;
}
