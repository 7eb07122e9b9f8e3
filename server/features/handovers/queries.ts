import type { CommuneType } from '#server/contract/commune.ts';
import type { Handover } from '#server/contract/handover.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { send } from '#server/db/unawaited.ts';
import type { PointRef } from '#server/features/life-cycle/queries.ts';

/** Writes down the statement that finds the point of a hand-over. */
export function pointOfHandover(sql: TransactionSql, handoverId: number): PointRef {
  return sql`(select point_id from handover where id = ${handoverId})`;
}

export type ReceivingCommune = { communeId: number; abolished: boolean };

/** The communes that a point touches, all of which must say yes to a hand-over. */
export async function listReceivingCommunes(
  sql: TransactionSql,
  pointId: number,
  on: IsoDate,
): Promise<ReceivingCommune[]> {
  return sql<ReceivingCommune[]>`
    select point_commune.commune_id, coalesce(commune.valid_to <= ${on}, false) as abolished
    from point_commune
    join commune on commune.id = point_commune.commune_id
    where point_commune.point_id = ${pointId}
    order by point_commune.lead desc, point_commune.commune_id`;
}

export function insertHandovers(
  sql: TransactionSql,
  proposal: {
    pointId: number;
    cycle: number;
    attempt: number;
    communeIds: readonly number[];
    proposedBy: string;
    proposedOn: IsoDate;
    documentNumber: string;
    grounds: string | null;
    answerDueOn: IsoDate;
  },
): void {
  const rows = proposal.communeIds.map((communeId) => ({
    pointId: proposal.pointId,
    cycle: proposal.cycle,
    attempt: proposal.attempt,
    communeId,
    state: 'pending',
    proposedBy: proposal.proposedBy,
    proposedOn: proposal.proposedOn,
    documentNumber: proposal.documentNumber,
    grounds: proposal.grounds,
    answerDueOn: proposal.answerDueOn,
  }));
  send(sql`insert into handover ${sql(rows)}`);
}

/** Answers one commune's part; false when somebody answered it meanwhile. */
export async function answerHandover(
  sql: TransactionSql,
  answer: {
    handoverId: number;
    state: 'confirmed' | 'refused';
    answeredBy: string;
    answeredOn: IsoDate;
    documentNumber: string | null;
    refusalReason: string | null;
    refusalText: string | null;
    refusalCommuneId: number | null;
    refusalPointId: number | null;
  },
): Promise<boolean> {
  const rows = await sql`
    update handover
    set
      state = ${answer.state}, answered_by = ${answer.answeredBy},
      answered_on = ${answer.answeredOn}, answer_document_number = ${answer.documentNumber},
      refusal_reason = ${answer.refusalReason}, refusal_text = ${answer.refusalText},
      refusal_commune_id = ${answer.refusalCommuneId},
      refusal_point_id = ${answer.refusalPointId}
    where id = ${answer.handoverId} and state = 'pending'
    returning id`;
  return rows.length === 1;
}

/** Records the answer of the proposer's side to a refusal; false when somebody answered meanwhile. */
export async function answerRefusal(
  sql: TransactionSql,
  answer: {
    handoverId: number;
    response: 'accepted' | 'contested';
    respondedBy: string;
    respondedOn: IsoDate;
    text: string;
    documentNumber: string | null;
    communeId: number | null;
    pointId: number | null;
  },
): Promise<boolean> {
  const rows = await sql`
    update handover
    set
      response = ${answer.response}, responded_by = ${answer.respondedBy},
      responded_on = ${answer.respondedOn}, response_text = ${answer.text},
      response_document_number = ${answer.documentNumber},
      response_commune_id = ${answer.communeId}, response_point_id = ${answer.pointId}
    where id = ${answer.handoverId} and state = 'refused' and response is null
    returning id`;
  return rows.length === 1;
}

/** Takes back what still awaits an answer in one attempt; gives the parts. */
export async function withdrawPending(
  sql: TransactionSql,
  withdrawal: {
    pointId: number;
    withdrawnBy: string;
    withdrawnOn: IsoDate;
    reason: string;
    documentNumber: string | null;
  },
): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    update handover
    set
      state = 'withdrawn', withdrawn_by = ${withdrawal.withdrawnBy},
      withdrawn_on = ${withdrawal.withdrawnOn}, withdrawal_reason = ${withdrawal.reason},
      withdrawal_document_number = ${withdrawal.documentNumber}
    where point_id = ${withdrawal.pointId} and state = 'pending'
    returning id`;
  return rows.map((row) => row.id);
}

/** A successor does not take the place over: it is the city's again, within the same cycle. */
export function markCycleTakenBack(
  sql: TransactionSql,
  cycle: { pointId: number; number: number; seq: number },
): void {
  send(sql`
    update cycle set handed_over_on = null, taken_back_seq = ${cycle.seq}
    where point_id = ${cycle.pointId} and number = ${cycle.number}`);
}

/** The code of a point that the asker may see. */
export async function findPointCode(sql: TransactionSql, pointId: number): Promise<string | null> {
  const [row] = await sql<{ code: string }[]>`select code from point where id = ${pointId}`;
  return row?.code ?? null;
}

export type EndOfPart = {
  kind:
    | 'handover_confirmed'
    | 'handover_refused'
    | 'successor_refused'
    | 'handover_withdrawn'
    | 'successor_asked';
  recordedAt: IsoInstant;
  actorRole: string;
  communeName: string | null;
  communeType: CommuneType | null;
};

/** The event after which a part did not wait any more: its own answer, or what ended its attempt. */
export async function findEndOfPart(
  sql: TransactionSql,
  handoverId: number,
): Promise<EndOfPart | null> {
  const [row] = await sql<EndOfPart[]>`
    select
      event.kind, event.recorded_at, event.actor_role, commune.name as commune_name,
      commune.type as commune_type
    from handover
    join handover ending on ending.point_id = handover.point_id and ending.cycle = handover.cycle
      and ending.attempt = handover.attempt
      and (ending.id = handover.id or (handover.state = 'cancelled' and ending.state = 'refused'))
    join commune on commune.id = ending.commune_id
    join event_in_force event on event.point_id = handover.point_id and event.annulled_by is null
      and case
        when event.kind in ('handover_confirmed', 'handover_refused', 'successor_refused')
        then (event.detail ->> 'handoverId')::integer = ending.id
        when event.kind in ('handover_withdrawn', 'successor_asked')
        then event.detail -> 'handoverIds' @> to_jsonb(ending.id)
        else false
      end
    where handover.id = ${handoverId}
    order by event.seq desc
    limit 1`;
  return row ?? null;
}

export type HandoverRow = Omit<
  Handover,
  'whyNotAnswer' | 'whyNotRespond' | 'whyNotWithdraw' | 'proposedByMe' | 'answerOverdueDays'
> & { proposedById: string | null };

/** Every part of every hand-over of a point, with names and the roles in which people acted. */
export async function listHandovers(sql: TransactionSql, pointId: number): Promise<HandoverRow[]> {
  return sql<HandoverRow[]>`
    with acted as materialized (
      select
        event.kind, event.cycle, nullif(event.actor_role, 'system') as role,
        (event.detail ->> 'handoverId')::integer as handover_id,
        (event.detail ->> 'attempt')::integer as attempt
      from event_in_force event
      where event.point_id = ${pointId} and event.annulled_by is null
        and event.kind in (
          'handover_proposed', 'handover_confirmed', 'handover_refused', 'successor_refused',
          'refusal_answered', 'handover_withdrawn'
        )
    )
    select
      handover.id, handover.cycle, handover.attempt, handover.state,
      jsonb_build_object(
        'id', commune.id, 'code', commune.code, 'name', commune.name, 'type', commune.type
      ) as commune,
      handover.proposed_on, handover.proposed_by as proposed_by_id, proposer.name as proposed_by,
      (
        select acted.role from acted
        where acted.kind = 'handover_proposed' and acted.cycle = handover.cycle
          and acted.attempt = handover.attempt
      ) as proposed_by_role,
      handover.grounds, handover.document_number, handover.successor, handover.answer_due_on,
      handover.answered_on, answerer.name as answered_by,
      (
        select acted.role from acted
        where acted.kind in ('handover_confirmed', 'handover_refused', 'successor_refused')
          and acted.handover_id = handover.id
      ) as answered_by_role,
      handover.answer_document_number, handover.refusal_reason as reason,
      handover.refusal_text as reason_text,
      case
        when owner.id is not null then jsonb_build_object(
          'id', owner.id, 'code', owner.code, 'name', owner.name, 'type', owner.type
        )
      end as refusal_commune,
      case
        when same.id is not null then jsonb_build_object('id', same.id, 'code', same.code)
      end as refusal_point,
      handover.lapsed_on,
      case
        when handover.state = 'withdrawn' then jsonb_build_object(
          'on', handover.withdrawn_on, 'by', withdrawer.name,
          'byRole', (
            select acted.role from acted
            where acted.kind = 'handover_withdrawn' and acted.cycle = handover.cycle
              and acted.attempt = handover.attempt
          ),
          'reason', handover.withdrawal_reason,
          'documentNumber', handover.withdrawal_document_number
        )
      end as withdrawal,
      case
        when handover.response is not null then jsonb_build_object(
          'kind', handover.response, 'on', handover.responded_on, 'by', responder.name,
          'byRole', (
            select acted.role from acted
            where acted.kind = 'refusal_answered' and acted.handover_id = handover.id
          ),
          'text', handover.response_text, 'documentNumber', handover.response_document_number,
          'commune', case
            when named.id is not null then jsonb_build_object(
              'id', named.id, 'code', named.code, 'name', named.name, 'type', named.type
            )
          end,
          'point', case
            when other.id is not null then jsonb_build_object('id', other.id, 'code', other.code)
          end
        )
      end as response
    from handover
    join commune on commune.id = handover.commune_id
    left join app_user proposer on proposer.id = handover.proposed_by
    left join app_user answerer on answerer.id = handover.answered_by
    left join app_user withdrawer on withdrawer.id = handover.withdrawn_by
    left join app_user responder on responder.id = handover.responded_by
    left join commune owner on owner.id = handover.refusal_commune_id
    left join point same on same.id = handover.refusal_point_id
    left join commune named on named.id = handover.response_commune_id
    left join point other on other.id = handover.response_point_id
    where handover.point_id = ${pointId}
    order by handover.cycle desc, handover.attempt desc, handover.id`;
}
