import type { CommuneType } from '#server/contract/commune.ts';
import { MEASURED_EVENTS } from '#server/contract/point.ts';
import type { ReportFigure } from '#server/contract/report.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

type Span = { firstOn: IsoDate; asOf: IsoDate };
type Counted = { communeId: number; figure: ReportFigure; count: number };

/** Counts the events in the days of a span, by commune; figures that are 0 are left out. */
export async function countReported(sql: TransactionSql, span: Span): Promise<Counted[]> {
  return sql<Counted[]>`
    with led as (
      select point_commune.point_id, point_commune.commune_id
      from point_commune
      join point on point.id = point_commune.point_id
      where point_commune.lead and point.merged_into is null
    ), counted (commune_id, figure) as (
      ${countedCycles(sql, span)}
      union all
      ${countedHandovers(sql, span)}
      union all
      ${countedChecks(sql, span)}
      union all
      ${countedSignals(sql, span)}
      union all
      ${countedTips(sql, span)}
      union all
      ${countedLateActs(sql, span)}
    )
    select commune_id, figure, count(*)::integer as count
    from counted
    group by commune_id, figure`;
}

/** Cycles that were opened or closed in the span; needs `led`. */
function countedCycles(sql: TransactionSql, { firstOn, asOf }: Span) {
  return sql`
      select
        led.commune_id,
        case cycle.opened_by when 'recognised' then 'new_points' else 'recurrences' end
      from led
      join cycle on cycle.point_id = led.point_id
      where cycle.opened_on between ${firstOn} and ${asOf}
      union all
      select led.commune_id, 'eliminations'
      from led
      join cycle on cycle.point_id = led.point_id
      where cycle.eliminated_on between ${firstOn} and ${asOf}`;
}

/** Hand-overs that were answered in the span, and those that waited for an answer at its end. */
function countedHandovers(sql: TransactionSql, { firstOn, asOf }: Span) {
  return sql`
      select handover.commune_id, 'handovers_' || handover.state
      from handover
      join point on point.id = handover.point_id and point.merged_into is null
      where handover.state in ('confirmed', 'refused')
        and handover.answered_on between ${firstOn} and ${asOf}
      union all
      select handover.commune_id, 'handovers_pending'
      from handover
      join point on point.id = handover.point_id and point.merged_into is null
      where handover.proposed_on <= ${asOf}
        and (
          handover.state = 'pending'
          or (handover.state in ('confirmed', 'refused') and handover.answered_on > ${asOf})
          or (handover.state = 'withdrawn' and handover.withdrawn_on > ${asOf})
        )`;
}

/** Checks that were carried out in the span, and those of them that were seen or found signs; needs `led`. */
function countedChecks(sql: TransactionSql, { firstOn, asOf }: Span) {
  return sql`
      select led.commune_id, 'checks_done'
      from led
      join check_record on check_record.point_id = led.point_id
      where check_record.result <> 'could_not_check'
        and check_record.checked_on between ${firstOn} and ${asOf}
      union all
      select led.commune_id, 'checks_seen'
      from led
      join counted_look on counted_look.point_id = led.point_id
      where counted_look.result <> 'could_not_check' and counted_look.seen
        and counted_look.checked_on between ${firstOn} and ${asOf}
      union all
      select led.commune_id, 'checks_with_signs'
      from led
      join check_record on check_record.point_id = led.point_id
      where check_record.result = 'signs'
        and check_record.checked_on between ${firstOn} and ${asOf}`;
}

/** Acts of the span for which communes are measured and that were entered after their day; needs `led`. */
function countedLateActs(sql: TransactionSql, { firstOn, asOf }: Span) {
  return sql`
      select led.commune_id, 'acts_entered_late'
      from led
      join event_in_force event on event.point_id = led.point_id
      where event.kind = any (${[...MEASURED_EVENTS]}::text[]) and event.annulled_by is null
        and event.effective_on between ${firstOn} and ${asOf}
        and late_days(event.effective_on, event.recorded_at) > 0`;
}

/** Signals that were raised or decided in the span, and those undecided at its end; needs `led`. */
function countedSignals(sql: TransactionSql, { firstOn, asOf }: Span) {
  return sql`
      select led.commune_id, 'signals_raised'
      from led
      join signal on signal.point_id = led.point_id
      where signal.occurred_on between ${firstOn} and ${asOf}
      union all
      select led.commune_id, 'signals_' || signal.state
      from led
      join signal on signal.point_id = led.point_id
      where signal.state in ('confirmed', 'rejected')
        and signal.decided_on between ${firstOn} and ${asOf}
      union all
      select led.commune_id, 'signals_open'
      from led
      join signal on signal.point_id = led.point_id
      where signal.occurred_on <= ${asOf}
        and (signal.decided_on is null or signal.decided_on > ${asOf})`;
}

/** Tips that were received in the span, whether they were handled by their due day, and which were entered late. */
function countedTips(sql: TransactionSql, { firstOn, asOf }: Span) {
  return sql`
      select tip.commune_id, 'tips_received'
      from tip
      where tip.received_on between ${firstOn} and ${asOf}
      union all
      select tip.commune_id, counted.figure
      from tip
      cross join lateral (
        select
          tip_timeliness(
            case when tip.handled_on <= ${asOf} then tip.handled_on end, tip.counted_handled_on,
            tip.stated_handled_on, tip.due_on, tip.stated_due_on, tip.suspended, ${asOf}::date, 0
          ) as timeliness
      ) judged
      cross join lateral (
        select case judged.timeliness
          when 'closed_on_time' then 'tips_on_time'
          when 'awaiting_paper' then 'tips_awaiting_paper'
          else 'tips_late'
        end as figure
        union all
        select 'tips_own' where tip.own and judged.timeliness = 'closed_on_time'
      ) counted
      where tip.received_on between ${firstOn} and ${asOf}
        and judged.timeliness in ('closed_on_time', 'closed_late', 'overdue', 'awaiting_paper')
      union all
      select tip.commune_id, 'tips_entered_late'
      from tip
      where tip.received_on between ${firstOn} and ${asOf}
        and exists (
          select from tip_event
          where tip_event.tip_id = tip.id and tip_event.kind <> 'received'
            and tip_event.effective_on <= ${asOf}
            and late_days(tip_event.effective_on, tip_event.recorded_at) > 0
        )`;
}

/** Counts the given points by lead commune. */
export async function countLed(
  sql: TransactionSql,
  pointIds: readonly number[],
): Promise<{ communeId: number; count: number }[]> {
  if (pointIds.length === 0) return [];
  return sql<{ communeId: number; count: number }[]>`
    select point_commune.commune_id, count(*)::integer as count
    from point_commune
    where point_commune.lead and point_commune.point_id = any (${[...pointIds]}::integer[])
    group by point_commune.commune_id`;
}

/** The points where activity came back in a span, by day; of one commune, or of all for null. */
export async function listRecurred(
  sql: TransactionSql,
  { firstOn, asOf }: Span,
  communeId: number | null,
): Promise<{ code: string; on: IsoDate }[]> {
  return sql<{ code: string; on: IsoDate }[]>`
    select point.code, cycle.opened_on as on
    from cycle
    join point on point.id = cycle.point_id
    join point_commune on point_commune.point_id = point.id and point_commune.lead
    where cycle.opened_by = 'recurrence_confirmed' and point.merged_into is null
      and cycle.opened_on between ${firstOn} and ${asOf}
      and (${communeId}::integer is null or point_commune.commune_id = ${communeId})
    order by cycle.opened_on, point.code`;
}

export type ReportCommune = { id: number; code: string; name: string; type: CommuneType };

/** The communes in force on a day, by code. */
export async function listReportCommunes(
  sql: TransactionSql,
  on: IsoDate,
): Promise<ReportCommune[]> {
  return sql<ReportCommune[]>`
    select id, code, name, type from commune
    where valid_from <= ${on} and (valid_to is null or valid_to > ${on})
    order by code`;
}
