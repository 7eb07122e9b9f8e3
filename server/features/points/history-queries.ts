import type { Actor } from '#server/contract/permission.ts';
import { MEASURED_EVENTS, type Cycle, type PointEvent } from '#server/contract/point.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { paperColumns, paperJoin, type PaperRow } from '#server/features/late-entries/queries.ts';
import { lateEntryOf } from '#server/features/late-entries/rules.ts';

export async function listCycles(sql: TransactionSql, pointId: number): Promise<Cycle[]> {
  return sql<Cycle[]>`
    select number, opened_on, opened_by, eliminated_on, handed_over_on
    from cycle
    where point_id = ${pointId}
    order by number desc`;
}

/** The life of a point, latest first, corrections applied and shown. */
export async function listEvents(
  sql: TransactionSql,
  pointId: number,
  reader: Pick<Actor, 'accountId' | 'role'>,
): Promise<PointEvent[]> {
  const rows = await sql<(Omit<PointEvent, 'late'> & PaperRow & { actorId: string | null })[]>`
    select
      event.id, event.seq, event.cycle, event.kind, event.effective_on, event.recorded_at,
      coalesce(app_user.name, 'Hệ thống') as actor_name, event.actor_role, event.document_number,
      event.note, event.status_after, event.detail - 'documentOn' as detail, event.corrected_by, event.annulled_by,
      coalesce(event.actor_id = actor_account_id(), false) as mine,
      written.corrects, written.batch_id, event.actor_id,
      late_days(event.effective_on, event.recorded_at) as late_days,
      (written.detail ->> 'documentOn')::date as document_on, look.seen, ${paperColumns(sql)}
    from event_in_force event
    join event written on written.id = event.id
    left join app_user on app_user.id = event.actor_id
    left join counted_look look on look.point_id = event.point_id and look.event_id = event.id
    ${paperJoin(sql, 'event_id', 'event')}
    where event.point_id = ${pointId}
    order by event.seq desc`;
  return rows.map((row) => {
    const { lateDays, documentOn, verdict, reviewedBy, reviewedAt, reviewReason, ...rest } = row;
    const { actorId, ...event } = rest;
    const paper = { lateDays, documentOn, verdict, reviewedBy, reviewedAt, reviewReason };
    const measured = MEASURED_EVENTS.includes(event.kind);
    const entry = { actorId, judged: event.annulledBy === null };
    return { ...event, late: measured ? lateEntryOf(paper, reader, entry) : null };
  });
}

/** Finds who made an entry; null for the system. */
export async function findEventActor(sql: TransactionSql, eventId: number): Promise<string | null> {
  const [row] = await sql<{ actorId: string | null }[]>`
    select actor_id from event where id = ${eventId}`;
  return row?.actorId ?? null;
}

export type OrderedEvent = {
  id: number;
  seq: number;
  cycle: number;
  kind: PointEvent['kind'];
  effectiveOn: IsoDate;
  /** Day of its entry. */
  recordedOn: IsoDate;
  documentNumber: string | null;
  note: string | null;
  detail: Record<string, unknown>;
};

/** The events in their order of entry, as they count after corrections and without those that were annulled. */
export async function listOrderedEvents(
  sql: TransactionSql,
  pointId: number,
): Promise<OrderedEvent[]> {
  return sql<OrderedEvent[]>`
    select
      id, seq, cycle, kind, effective_on, city_date(recorded_at) as recorded_on, document_number,
      note, detail
    from event_in_force
    where point_id = ${pointId} and annulled_by is null
    order by seq`;
}
