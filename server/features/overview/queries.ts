import type { OwedChecks } from '#server/closed-places/places.ts';
import type { Overview } from '#server/contract/overview.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** The points where activity has come back, latest first, with what their communes owe. */
export async function listRecurring(
  sql: TransactionSql,
  limit: number,
): Promise<Overview['recurring']> {
  return sql<Overview['recurring']>`
    select
      point.id, point.code, point.official_name as name, point.status_since as since,
      (
        select count(*)::integer from cycle
        where cycle.point_id = point.id and cycle.opened_by = 'recurrence_confirmed'
      ) as times,
      jsonb_build_object('code', commune.code, 'name', commune.name, 'type', commune.type) as commune,
      case
        when not exists (
          select from reply
          where reply.point_id = point.id and reply.cycle = point.cycle and reply.state = 'filed'
        ) then reply_request.due_on
      end as reply_due_on
    from (
      select id, code, official_name, status_since, cycle
      from point
      where status = 'recurring' and merged_into is null
      order by status_since desc, id
      limit ${limit}
    ) point
    join point_commune on point_commune.point_id = point.id and point_commune.lead
    join commune on commune.id = point_commune.commune_id
    left join reply_request
      on reply_request.point_id = point.id and reply_request.cycle = point.cycle
    order by point.status_since desc, point.id`;
}

/**
 * Lists the waiting work of each commune on a day, by kind: how much, how much of it late, and the next day.
 * @param checks the work of checking, counted already
 */
export async function listDuties(
  sql: TransactionSql,
  on: IsoDate,
  checks: readonly OwedChecks[],
): Promise<Overview['duties']> {
  return sql<Overview['duties']>`
    with duty (kind, commune_id, due_on) as (
      select 'handover', handover.commune_id, handover.answer_due_on
      from handover
      join point on point.id = handover.point_id and point.merged_into is null
      where handover.state = 'pending'
      union all
      select 'reply', point_commune.commune_id, reply_request.due_on
      from reply_request
      join point on point.id = reply_request.point_id and point.merged_into is null
      join point_commune on point_commune.point_id = point.id and point_commune.lead
      where not exists (
        select from reply
        where reply.point_id = reply_request.point_id and reply.cycle = reply_request.cycle
          and reply.state = 'filed'
      )
      union all
      select 'tip', tip.commune_id, case when not tip.suspended then tip.due_on end
      from tip
      where tip.handled_on is null
      union all
      select 'conclude', point_commune.commune_id, null
      from signal
      join point on point.id = signal.point_id and point.merged_into is null
      join point_commune on point_commune.point_id = point.id and point_commune.lead
      where signal.state = 'suspected'
    ), counted (kind, commune_id, count, overdue, next_due_on) as (
      select
        duty.kind, duty.commune_id, count(*)::integer,
        count(*) filter (where duty.due_on < ${on})::integer, min(duty.due_on)
      from duty
      group by duty.kind, duty.commune_id
      union all
      select 'check', commune_id, count, overdue, date '1970-01-01' + next_due_day
      from unnest(
        ${checks.map(({ communeId }) => communeId)}::integer[],
        ${checks.map(({ count }) => count)}::integer[],
        ${checks.map(({ overdue }) => overdue)}::integer[],
        ${checks.map(({ nextDueDay }) => nextDueDay)}::integer[]
      ) as owed (commune_id, count, overdue, next_due_day)
    )
    select
      counted.kind,
      jsonb_build_object('code', commune.code, 'name', commune.name, 'type', commune.type) as commune,
      counted.count, counted.overdue, counted.next_due_on
    from counted
    join commune on commune.id = counted.commune_id
    order by
      counted.overdue desc, counted.next_due_on nulls last, commune.code, counted.kind`;
}
