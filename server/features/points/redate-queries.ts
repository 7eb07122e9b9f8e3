import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

import type { OrderedEvent } from './history-queries.ts';

/**
 * Carries the corrected day of an event into the rows that were made with it: cycle, hand-over, check,
 * signal, and the day since which the point has its status.
 */
export async function redate(
  sql: TransactionSql,
  pointId: number,
  event: OrderedEvent,
  to: IsoDate,
): Promise<void> {
  switch (event.kind) {
    case 'recognised':
    case 'recurrence_confirmed':
      await redateOpening(sql, pointId, event, to);
      break;
    case 'eliminated':
      await sql`
        update cycle set eliminated_on = ${to}
        where point_id = ${pointId} and number = ${event.cycle}`;
      await sql`
        update signal set closed_on = ${to}
        where point_id = ${pointId} and cycle = ${event.cycle}`;
      break;
    case 'handover_proposed':
    case 'handover_withdrawn':
    case 'refusal_answered':
    case 'handover_confirmed':
    case 'handover_refused':
    case 'successor_refused':
      await redateHandover(sql, pointId, event, to);
      break;
    case 'checked':
      await sql`
        update check_record
        set
          checked_on = ${to}, retry_on = retry_on + (${to}::date - checked_on),
          checked_at = checked_at + make_interval(days => ${to}::date - checked_on)
        where event_id = ${event.id}`;
      break;
    case 'recurrence_suspected':
      await sql`
        update signal set occurred_on = ${to} where id = ${Number(event.detail['signalId'])}`;
      break;
    case 'suspicion_rejected':
      await redateDecision(sql, event, to);
      break;
    case 'handover_reopened':
    case 'successor_asked':
    case 'proposed':
    case 'declined':
    case 'delisted':
    case 'corrected':
    case 'merged':
    case 'merge_undone':
    case 'suspicion_lapsed':
    case 'suspicion_restored':
    case 'recurrence_withdrawn':
    case 'signal_appealed':
    case 'appeal_answered':
    case 'annulled':
      break;
  }
}

async function redateOpening(
  sql: TransactionSql,
  pointId: number,
  event: OrderedEvent,
  to: IsoDate,
): Promise<void> {
  await sql`
    update cycle set opened_on = ${to} where point_id = ${pointId} and number = ${event.cycle}`;
  // Confirming a signal and opening the cycle were one decision.
  if ('signalId' in event.detail) await redateDecision(sql, event, to);
}

/** Carries the day of an act on a hand-over into its row; an answer also moves the day of the handing over. */
async function redateHandover(
  sql: TransactionSql,
  pointId: number,
  { kind, cycle, detail }: OrderedEvent,
  to: IsoDate,
): Promise<void> {
  const id = Number(detail['handoverId']);
  const attempt = Number(detail['attempt']);
  if (kind === 'handover_proposed') {
    await sql`
      update handover set proposed_on = ${to}
      where point_id = ${pointId} and cycle = ${cycle}
        and attempt = ${attempt} and successor is null`;
  } else if (kind === 'handover_withdrawn') {
    await sql`
      update handover set withdrawn_on = ${to}
      where point_id = ${pointId} and cycle = ${cycle} and state = 'withdrawn'
        and attempt = ${attempt}`;
  } else if (kind === 'refusal_answered') {
    await sql`update handover set responded_on = ${to} where id = ${id}`;
  } else if (detail['handoverId'] === undefined) {
    await redateRecorded(sql, pointId, cycle, to);
  } else {
    await sql`update handover set answered_on = ${to} where id = ${id}`;
    await redateHandedOver(sql, pointId, cycle);
  }
}

/** A hand-over of older papers was never asked here: its parts have the day of the papers and no answer. */
async function redateRecorded(sql: TransactionSql, pointId: number, cycle: number, to: IsoDate) {
  await sql`
    update handover set proposed_on = ${to}
    where point_id = ${pointId} and cycle = ${cycle} and state = 'recorded'`;
  await sql`
    update cycle set handed_over_on = ${to} where point_id = ${pointId} and number = ${cycle}`;
}

async function redateDecision(sql: TransactionSql, event: OrderedEvent, to: IsoDate) {
  await sql`
    update signal set decided_on = ${to} where id = ${Number(event.detail['signalId'])}`;
}

/** The point was handed over on the day of the last yes; who followed later confirms what is. */
async function redateHandedOver(sql: TransactionSql, pointId: number, cycle: number) {
  await sql`
    update cycle
    set handed_over_on = (
      select max(handover.answered_on) from handover
      where handover.point_id = ${pointId} and handover.cycle = ${cycle}
        and handover.state in ('confirmed', 'successor_asked')
        and handover.successor is distinct from 'after_handover'
        and handover.attempt = (
          select max(latest.attempt) from handover latest
          where latest.point_id = ${pointId} and latest.cycle = ${cycle}
        )
    )
    where point_id = ${pointId} and number = ${cycle} and handed_over_on is not null`;
}

/** Since when the point has its status, read afresh from its events. */
export async function refreshStatusSince(sql: TransactionSql, pointId: number): Promise<void> {
  await sql`
    update point
    set status_since = coalesce(
      (
        select cycle.handed_over_on from cycle
        where cycle.point_id = point.id and cycle.number = point.cycle
          and point.status = 'handed_over'
      ),
      (
        select event.effective_on from event_in_force event
        where event.point_id = point.id
          and event.kind in (
            'proposed', 'recognised', 'declined', 'eliminated', 'handover_reopened',
            'successor_refused', 'recurrence_confirmed', 'delisted'
          )
          and event.annulled_by is null
        order by event.seq desc
        limit 1
      )
    )
    where point.id = ${pointId}`;
}
