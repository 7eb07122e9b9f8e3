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
    from point
    join point_commune on point_commune.point_id = point.id and point_commune.lead
    join commune on commune.id = point_commune.commune_id
    left join reply_request
      on reply_request.point_id = point.id and reply_request.cycle = point.cycle
    where point.status = 'recurring' and point.merged_into is null
    order by point.status_since desc, point.id
    limit ${limit}`;
}

/** Lists the waiting work of each commune on a day, by kind: how much, how much of it late, and the next day. */
export async function listDuties(sql: TransactionSql, on: IsoDate): Promise<Overview['duties']> {
  return sql<Overview['duties']>`
    with led as (
      select point.id, point.status, point_commune.commune_id
      from point
      join point_commune on point_commune.point_id = point.id and point_commune.lead
      where point.merged_into is null
    ), duty (kind, commune_id, due_on) as (
      select 'handover', handover.commune_id, handover.answer_due_on
      from handover
      where handover.state = 'pending'
      union all
      select 'reply', led.commune_id, reply_request.due_on
      from led
      join reply_request on reply_request.point_id = led.id
      where not exists (
        select from reply
        where reply.point_id = led.id and reply.cycle = reply_request.cycle
          and reply.state = 'filed'
      )
      union all
      select 'check', led.commune_id, min(point_flag.due_on)
      from led
      join point_flag on point_flag.point_id = led.id
      where led.status in ('eliminated', 'handed_over')
        and point_flag.flag in ('check_due', 'check_overdue')
        and point_flag.from_on <= ${on} and (point_flag.to_on is null or point_flag.to_on > ${on})
      group by led.id, led.commune_id
      union all
      select 'tip', tip.commune_id, case when not tip.suspended then tip.due_on end
      from tip
      where tip.handled_on is null
      union all
      select 'conclude', led.commune_id, null
      from led
      join signal on signal.point_id = led.id
      where signal.state = 'suspected'
    )
    select
      duty.kind,
      jsonb_build_object('code', commune.code, 'name', commune.name, 'type', commune.type) as commune,
      count(*)::integer as count,
      count(*) filter (where duty.due_on < ${on})::integer as overdue,
      min(duty.due_on) as next_due_on
    from duty
    join commune on commune.id = duty.commune_id
    group by duty.kind, commune.id
    order by
      count(*) filter (where duty.due_on < ${on}) desc, min(duty.due_on) nulls last, commune.code,
      duty.kind`;
}
