import type { CommuneType } from '#server/contract/commune.ts';
import type { Period } from '#server/contract/comparison.ts';
import type { PointStatus } from '#server/contract/point.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

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

/**
 * Confirmed recurrences and the days for which closed places could have had one. A place counts for the commune
 * that leads it today; it is at risk from the day of its elimination to its next cycle or its delisting. Recurrences of
 * places that no commune had received by then are counted too, and told apart: nobody answers for them.
 */
export async function countRecurrences(
  sql: TransactionSql,
  { from, to }: Period,
): Promise<StratumRow[]> {
  return sql<StratumRow[]>`
    with span as (
      select
        point.id as point_id, point.category, cycle.opened_by, cycle.opened_on,
        lag(cycle.handed_over_on) over (partition by cycle.point_id order by cycle.number)
          as received_on,
        -- A cycle that has not been eliminated is at no risk; greatest() would pass over its null.
        case
          when cycle.eliminated_on is not null then greatest(cycle.eliminated_on, ${from}::date)
        end as risk_from,
        least(
          coalesce(
            lead(cycle.opened_on) over (partition by cycle.point_id order by cycle.number),
            case when point.status = 'delisted' then point.status_since end
          ),
          ${to}::date + 1
        ) as risk_to
      from cycle
      join point on point.id = cycle.point_id
      where point.merged_into is null
    )
    select
      point_commune.commune_id, span.category as stratum,
      count(*) filter (
        where span.opened_by = 'recurrence_confirmed' and span.opened_on between ${from} and ${to}
      ) as events,
      count(*) filter (
        where span.opened_by = 'recurrence_confirmed' and span.opened_on between ${from} and ${to}
          and span.received_on <= span.opened_on
      ) as received,
      coalesce(
        sum(greatest(span.risk_to - span.risk_from, 0)) filter (where span.risk_from is not null), 0
      ) as exposure
    from span
    join point_commune on point_commune.point_id = span.point_id and point_commune.lead
    group by point_commune.commune_id, span.category`;
}

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

/** Closed places of a period and how many of them somebody looked at in it. */
export async function countCheckedPlaces(
  sql: TransactionSql,
  { from, to }: Period,
): Promise<QualityRow[]> {
  return sql<QualityRow[]>`
    with closed as (
      select distinct cycle.point_id
      from cycle
      join point on point.id = cycle.point_id and point.merged_into is null
      left join cycle following
        on following.point_id = cycle.point_id and following.number = cycle.number + 1
      where cycle.eliminated_on <= ${to}
        and coalesce(following.opened_on, ${to}::date) >= ${from}
        and not (point.status = 'delisted' and point.status_since < ${from})
    )
    select
      point_commune.commune_id, count(*) as whole,
      count(*) filter (
        where exists (
          select from check_record
          where check_record.point_id = closed.point_id
            and check_record.checked_on between ${from} and ${to}
            and check_record.result <> 'could_not_check'
        )
      ) as part
    from closed
    join point_commune on point_commune.point_id = closed.point_id and point_commune.lead
    group by point_commune.commune_id`;
}

/** Cycles opened in a period, by their lead commune, and how many of them it has replied to. */
export async function countReplies(
  sql: TransactionSql,
  { from, to }: Period,
  openedBy: 'recognised' | 'recurrence_confirmed',
): Promise<QualityRow[]> {
  return sql<QualityRow[]>`
    select
      point_commune.commune_id, count(*) as whole,
      count(*) filter (
        where exists (
          select from reply
          where reply.point_id = cycle.point_id and reply.cycle = cycle.number
            and reply.state = 'filed'
        )
      ) as part
    from cycle
    join point on point.id = cycle.point_id and point.merged_into is null
    join point_commune on point_commune.point_id = cycle.point_id and point_commune.lead
    where cycle.opened_by = ${openedBy} and cycle.opened_on between ${from} and ${to}
      and (cycle.number = 1 or cycle.opened_by = 'recurrence_confirmed')
    group by point_commune.commune_id`;
}
