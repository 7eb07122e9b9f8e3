import type { AttributionStep, DatedCommune } from '#server/contract/attribution.ts';
import type { EventKind } from '#server/contract/point.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

import type { NearCommune, ReceivingPart, TouchedCommune } from './rules.ts';

function dated(sql: TransactionSql) {
  return sql`
    jsonb_build_object(
      'id', commune.id, 'code', commune.code, 'validFrom', commune.valid_from,
      'validTo', commune.valid_to, 'name', commune.name, 'type', commune.type
    )`;
}

export type LedgerPoint = {
  id: number;
  code: string;
  name: string;
  category: string;
  kind: 'business' | 'public_area';
  communeUncertain: boolean;
  locationErrorMetres: number | null;
};

/** Finds the point of a ledger; null when it is not there or out of the reader's reach. */
export async function findLedgerPoint(
  sql: TransactionSql,
  pointId: number,
): Promise<LedgerPoint | null> {
  const [row] = await sql<LedgerPoint[]>`
    select
      id, code, official_name as name, category, kind, commune_uncertain, location_error_metres
    from point
    where id = ${pointId}`;
  return row ?? null;
}

export type RecurrenceRow = {
  cycle: number;
  recurredOn: IsoDate;
  eliminatedOn: IsoDate | null;
  handedOverOn: IsoDate | null;
  replyAskedOn: IsoDate | null;
  replyDueOn: IsoDate | null;
};

/** The recurrences of a point, the latest first, each with the closure that it ended. */
export async function listRecurrences(
  sql: TransactionSql,
  pointId: number,
): Promise<RecurrenceRow[]> {
  return sql<RecurrenceRow[]>`
    select
      cycle.number as cycle, cycle.opened_on as recurred_on, before.eliminated_on,
      before.handed_over_on, reply_request.asked_on as reply_asked_on,
      reply_request.due_on as reply_due_on
    from cycle
    join cycle before on before.point_id = cycle.point_id and before.number = cycle.number - 1
    left join reply_request
      on reply_request.point_id = cycle.point_id and reply_request.cycle = cycle.number
    where cycle.point_id = ${pointId} and cycle.opened_by = 'recurrence_confirmed'
    order by cycle.number desc`;
}

export type PartRow = ReceivingPart & {
  cycle: number;
  answerDueOn: IsoDate | null;
  documentNumber: string | null;
  answerDocumentNumber: string | null;
  refusalReason: string | null;
  withdrawnOn: IsoDate | null;
  /** Role of the office that proposed it; null for what follows another commune or comes from older records. */
  proposedByRole: string | null;
};

/** Every part of every hand-over of a point, in order. */
export async function listParts(sql: TransactionSql, pointId: number): Promise<PartRow[]> {
  return sql<PartRow[]>`
    select
      handover.cycle, handover.attempt, handover.state, handover.successor, handover.proposed_on,
      handover.answered_on, handover.lapsed_on, handover.answer_due_on, handover.document_number,
      handover.answer_document_number, handover.refusal_reason, handover.withdrawn_on,
      ${dated(sql)} as commune,
      (
        select event.actor_role from event
        where event.point_id = handover.point_id and event.kind = 'handover_proposed'
          and event.cycle = handover.cycle
          and (event.detail ->> 'attempt')::integer = handover.attempt
        order by event.seq desc
        limit 1
      ) as proposed_by_role
    from handover
    join commune on commune.id = handover.commune_id
    where handover.point_id = ${pointId}
    order by handover.cycle, handover.attempt, handover.id`;
}

export type ActRow = {
  cycle: number;
  kind: EventKind;
  on: IsoDate;
  role: NonNullable<AttributionStep['office']>['role'];
  documentNumber: string | null;
  /** Way of elimination, result of a check, answer to an objection, kind of the act that was annulled. */
  detail: string | null;
  commune: DatedCommune | null;
};

const ACTS_OF_THREAD: EventKind[] = [
  'eliminated',
  'checked',
  'recurrence_confirmed',
  'signal_appealed',
  'appeal_answered',
];
/** Mistaken acts of which a thread says that they were annulled. */
const NAMED_WHEN_ANNULLED: EventKind[] = [
  'eliminated',
  'handover_proposed',
  'handover_confirmed',
  'handover_refused',
  'handover_withdrawn',
  'checked',
  'recurrence_confirmed',
];

/**
 * The acts of offices that belong into a thread, in the order of their entry, as they count after corrections. What
 * was annulled or taken back by a later act is not read; its annulment is, in the cycle of the mistaken act.
 */
export async function listActs(sql: TransactionSql, pointId: number): Promise<ActRow[]> {
  return sql<ActRow[]>`
    select
      coalesce(mistaken.cycle, event.cycle) as cycle, event.kind, event.effective_on as "on",
      event.actor_role as role, event.document_number,
      coalesce(
        mistaken.kind,
        event.detail ->> 'way', event.detail ->> 'answer',
        (select result from check_record where check_record.event_id = event.id)
      ) as detail,
      case when commune.id is not null then ${dated(sql)} end as commune
    from event_in_force event
    join event written on written.id = event.id
    left join event mistaken on event.kind = 'annulled' and mistaken.id = written.corrects
    left join commune
      on event.kind = 'signal_appealed' and commune.id = (event.detail ->> 'communeId')::integer
    where event.point_id = ${pointId} and event.annulled_by is null
      and (
        event.kind = any (${ACTS_OF_THREAD}::text[])
        or mistaken.kind = any (${NAMED_WHEN_ANNULLED}::text[])
      )
    order by event.seq`;
}

export type FiledRow = {
  cycle: number;
  on: IsoDate;
  documentNumbers: string[];
  commune: DatedCommune;
};

/** The filed replies of communes, in order. */
export async function listFiledReplies(sql: TransactionSql, pointId: number): Promise<FiledRow[]> {
  return sql<FiledRow[]>`
    select
      reply.cycle, city_date(reply.written_at) as "on", reply.document_numbers,
      ${dated(sql)} as commune
    from reply
    join commune on commune.id = reply.commune_id
    where reply.point_id = ${pointId} and reply.state = 'filed'
    order by reply.cycle, reply.seq`;
}

/** The communes in which the place lies, the lead first. */
export async function listTouched(sql: TransactionSql, pointId: number): Promise<TouchedCommune[]> {
  return sql<TouchedCommune[]>`
    select ${dated(sql)} as commune, point_commune.lead, point_commune.chosen
    from point_commune
    join commune on commune.id = point_commune.commune_id
    where point_commune.point_id = ${pointId}
    order by point_commune.lead desc, commune.code`;
}

/**
 * The communes whose area in the active boundary set begins within some metres of the place, though it does not lie in
 * them; the nearest first. Metres are those on the spheroid, rounded.
 */
export async function listNear(
  sql: TransactionSql,
  pointId: number,
  metres: number,
): Promise<NearCommune[]> {
  return sql<NearCommune[]>`
    select ${dated(sql)} as commune, round(near.metres) as metres
    from (
      select
        piece.commune_id, min(st_distance(piece.geom::geography, point.geom::geography)) as metres
      from point
      cross join boundary_set
      cross join lateral border_pieces_around(boundary_set.id, point.geom, ${metres}::float8) piece
      where point.id = ${pointId} and boundary_set.active
        and not exists (
          select from point_commune
          where point_commune.point_id = point.id
            and point_commune.commune_id = piece.commune_id
        )
      group by piece.commune_id
    ) near
    join commune on commune.id = near.commune_id
    where near.metres <= ${metres}
    order by near.metres, commune.code`;
}
