import type { Period } from '#server/contract/comparison.ts';
import type { TransactionSql } from '#server/db/client.ts';

import type { CaseRow, ClassifiedRow } from './conduct-rules.ts';

/** Acts of the commune itself: the city's people are measured by no figure of a commune. */
const byCommune = (sql: TransactionSql, table: string) =>
  sql`${sql(`${table}.actor_role`)} in ('leader', 'officer')`;

/** Joins the commune that leads a place today, as `lead`. */
const leadOf = (sql: TransactionSql, table: string) => sql`
  join point on point.id = ${sql(`${table}.point_id`)} and point.merged_into is null
  join point_commune lead on lead.point_id = point.id and lead.lead`;

/** True for an event that was declared mistaken. */
const isAnnulled = (sql: TransactionSql) => sql`exists (
  select from event taken_back
  where taken_back.corrects = event.id and taken_back.kind in ('annulled', 'recurrence_withdrawn')
)`;

/** Joins the step that closed a tip, as `closing`, where the commune took it. */
const closedByCommune = (sql: TransactionSql) => sql`
  join lateral (
    select tip_event.effective_on, tip_event.recorded_at, tip_event.actor_id, tip_event.actor_role
    from tip_event
    where tip_event.tip_id = tip.id and tip_event.kind in ('handled', 'forwarded')
    order by tip_event.seq desc
    limit 1
  ) closing on ${byCommune(sql, 'closing')}`;

/**
 * Acts of communes that had a due day: tips closed, hand-overs answered. A hit is in time by the day that was typed
 * alone, with a paper that nobody else has seen.
 */
export async function listTimedActs(sql: TransactionSql, { from, to }: Period): Promise<CaseRow[]> {
  return sql<CaseRow[]>`
    select
      tip.commune_id, null::integer as point_id, tip.id as tip_id, closing.effective_on as "on",
      city_date(closing.recorded_at) as settled_on,
      tip.counted_handled_on > tip.due_on and tip.stated_handled_on <= tip.stated_due_on as hit,
      city_date(closing.recorded_at) as then_on
    from tip
    ${closedByCommune(sql)}
    where tip.due_on is not null and tip.stated_due_on is not null
      and closing.effective_on between ${from} and ${to}
    union all
    select
      handover.commune_id, handover.point_id, null, handover.answered_on,
      city_date(event.recorded_at),
      handover.answered_on <= handover.answer_due_on
        and counted_on(handover.answered_on, event.recorded_at, paper_review.verdict)
          > handover.answer_due_on,
      city_date(event.recorded_at)
    from handover
    join point on point.id = handover.point_id and point.merged_into is null
    join event on event.point_id = handover.point_id
      and event.kind in ('handover_confirmed', 'handover_refused')
      and (event.detail ->> 'handoverId')::integer = handover.id and not ${isAnnulled(sql)}
    left join paper_review on paper_review.event_id = event.id
    where handover.answer_due_on is not null and handover.answered_on between ${from} and ${to}`;
}

/** Tips that communes classified, each with the kind as which it had stood; without one that is not known. */
export async function listClassified(
  sql: TransactionSql,
  { from, to }: Period,
): Promise<ClassifiedRow[]> {
  return sql<ClassifiedRow[]>`
    select
      tip.commune_id, null::integer as point_id, tip.id as tip_id, tip_event.effective_on as "on",
      city_date(tip_event.recorded_at) as settled_on, tip.received_on,
      before.kind as from_kind, tip_event.detail ->> 'kind' as to_kind
    from tip_event
    join tip on tip.id = tip_event.tip_id
    join lateral (
      select earlier.detail ->> 'kind' as kind
      from tip_event earlier
      where earlier.tip_id = tip.id and earlier.seq < tip_event.seq
        and earlier.kind in ('received', 'classified') and earlier.detail ? 'kind'
      order by earlier.seq desc
      limit 1
    ) before on true
    where tip_event.kind = 'classified' and ${byCommune(sql, 'tip_event')}
      and tip_event.effective_on between ${from} and ${to}`;
}

/**
 * Tips with a due day that left the hands of a commune: closed by it, or taken by another one that it had asked. A hit is
 * one of which it asked in the last days before the due day, or after it, by the clock.
 */
export async function listParted(
  sql: TransactionSql,
  { from, to }: Period,
  lastDays: number,
): Promise<CaseRow[]> {
  return sql<CaseRow[]>`
    select
      tip.commune_id, null::integer as point_id, tip.id as tip_id, closing.effective_on as "on",
      city_date(closing.recorded_at) as settled_on, false as hit, null::date as then_on
    from tip
    ${closedByCommune(sql)}
    where tip.due_on is not null and closing.effective_on between ${from} and ${to}
    union all
    select
      (tip_event.detail ->> 'from')::integer, null, tip.id, tip_event.effective_on,
      city_date(tip_event.recorded_at), tip.due_on - city_date(asked.at) < ${lastDays}, tip.due_on
    from tip_event
    join tip on tip.id = tip_event.tip_id and tip.due_on is not null
    left join tip_transfer on tip_transfer.id = (tip_event.detail ->> 'transferId')::integer
    -- In earlier versions the commune that had the tip passed it on by itself.
    cross join lateral (
      select
        coalesce(tip_transfer.asked_role, tip_event.actor_role) as actor_role,
        coalesce(tip_transfer.asked_at, tip_event.recorded_at) as at
    ) asked
    where tip_event.kind = 'transferred' and ${byCommune(sql, 'asked')}
      and tip_event.effective_on between ${from} and ${to}`;
}

/** Tips that a commune closed; a hit is one that the same person had taken in. */
export async function listClosedTips(
  sql: TransactionSql,
  { from, to }: Period,
): Promise<CaseRow[]> {
  return sql<CaseRow[]>`
    select
      tip.commune_id, null::integer as point_id, tip.id as tip_id, closing.effective_on as "on",
      city_date(closing.recorded_at) as settled_on, tip.received_by = closing.actor_id as hit,
      null::date as then_on
    from tip
    ${closedByCommune(sql)}
    where closing.effective_on between ${from} and ${to}`;
}

/** Looks of communes at closed places; a hit is one of an earlier day that nobody else and no photo has seen. */
export async function listOwnLooks(sql: TransactionSql, { from, to }: Period): Promise<CaseRow[]> {
  return sql<CaseRow[]>`
    select
      lead.commune_id, look.point_id, null::integer as tip_id, look.checked_on as "on",
      city_date(event.recorded_at) as settled_on,
      look.counted_on > look.checked_on and not look.seen as hit,
      city_date(event.recorded_at) as then_on
    from counted_look look
    join event on event.id = look.event_id and ${byCommune(sql, 'event')}
    ${leadOf(sql, 'look')}
    where look.checked_on between ${from} and ${to}`;
}

/** Facts that count for or against a commune: recurrences, hand-overs taken, signs at a look; a hit was annulled. */
export async function listFacts(sql: TransactionSql, { from, to }: Period): Promise<CaseRow[]> {
  return sql<CaseRow[]>`
    select
      lead.commune_id, event.point_id, null::integer as tip_id, event.effective_on as "on",
      city_date(coalesce(taken_back.recorded_at, event.recorded_at)) as settled_on,
      taken_back.recorded_at is not null as hit, city_date(taken_back.recorded_at) as then_on
    from event
    ${leadOf(sql, 'event')}
    left join lateral (
      select later.recorded_at from event later
      where later.point_id = event.point_id and later.corrects = event.id
        and later.kind in ('annulled', 'recurrence_withdrawn')
      limit 1
    ) taken_back on true
    where (
        event.kind in ('recurrence_confirmed', 'handover_confirmed')
        or (event.kind = 'checked' and event.detail ->> 'result' = 'signs')
      )
      and event.effective_on between ${from} and ${to}`;
}

/** Suspicions at places; a hit is one whose place was delisted while it was open, or within so many days after it. */
export async function listSuspicions(
  sql: TransactionSql,
  { from, to }: Period,
  days: number,
): Promise<CaseRow[]> {
  return sql<CaseRow[]>`
    select
      lead.commune_id, suspicion.point_id, null::integer as tip_id, suspicion.on,
      coalesce(gone.on, suspicion.on + ${days}::integer) as settled_on, gone.on is not null as hit,
      gone.on as then_on
    from (
      select
        signal.point_id, min(signal.occurred_on) as "on",
        max(coalesce(signal.decided_on, signal.occurred_on)) as last_on,
        bool_or(signal.state = 'suspected') as open
      from signal
      where signal.state in ('suspected', 'confirmed', 'rejected', 'lapsed')
        and signal.occurred_on between ${from} and ${to}
      group by signal.point_id, signal.cycle
    ) suspicion
    ${leadOf(sql, 'suspicion')}
    left join lateral (
      select min(event.effective_on) as "on" from event
      where event.point_id = suspicion.point_id and event.kind = 'delisted'
        and event.effective_on >= suspicion.on
        and (suspicion.open or event.effective_on <= suspicion.last_on + ${days}::integer)
        and not ${isAnnulled(sql)}
    ) gone on true`;
}

/** Number of papers of late entries that a second person has looked at. */
export async function countPaperReviews(sql: TransactionSql): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*)::integer as count from paper_review`;
  return row?.count ?? 0;
}
