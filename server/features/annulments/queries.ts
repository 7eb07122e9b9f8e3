import { ANNULLABLE } from '#server/contract/annulment.ts';
import { MOST_AT_ONCE } from '#server/contract/many-acts.ts';
import type { TransactionSql } from '#server/db/client.ts';
import type { PointRef } from '#server/features/life-cycle/queries.ts';

import type { Life, LifeEvent, LifePart } from './rules.ts';

type Facts = Pick<Life, 'status' | 'cycle' | 'merged' | 'proposedBy'> & {
  id: number;
  version: number;
  signals: Life['signals'] | null;
  asked: Life['asked'] | null;
  parts: LifePart[] | null;
  presentCommuneIds: number[];
};

/** A place as the annulment of one of its acts needs it, with the version that its writer names. */
export type VersionedLife = Life & { id: number; version: number };

/** Reads a place with its whole life; null when it is not there or out of the asker's reach. */
export async function readLife(
  sql: TransactionSql,
  pointId: number,
): Promise<VersionedLife | null> {
  const [life] = await readLives(sql, [pointId]);
  return life ?? null;
}

/** Reads many places with their whole lives, in no order, without those out of the asker's reach. */
export async function readLives(
  sql: TransactionSql,
  pointIds: readonly number[],
): Promise<VersionedLife[]> {
  const facts = await listFacts(sql, pointIds);
  const events = await listLifeEvents(sql, pointIds);
  return facts.map(({ signals, asked, parts, ...rest }) => ({
    ...rest,
    signals: signals ?? [],
    asked: asked ?? [],
    parts: parts ?? [],
    events: events.get(rest.id) ?? [],
  }));
}

async function listFacts(sql: TransactionSql, pointIds: readonly number[]): Promise<Facts[]> {
  return sql<Facts[]>`
    select
      point.id, point.status, point.cycle, point.version, point.merged_into is not null as merged,
      point.proposed_by,
      (
        select jsonb_agg(
          jsonb_build_object(
            'id', handover.id, 'cycle', handover.cycle, 'attempt', handover.attempt,
            'communeId', handover.commune_id, 'state', handover.state,
            'proposedBy', handover.proposed_by, 'answerDueOn', handover.answer_due_on
          )
          order by handover.id
        )
        from handover
        where handover.point_id = point.id
      ) as parts,
      (
        select jsonb_agg(
          jsonb_build_object(
            'id', signal.id, 'cycle', signal.cycle, 'raisedBy', signal.raised_by,
            'matched', signal.state = 'suspected' and signal.named_point_id is null,
            'newPoint', case when fresh.merged_into is distinct from fresh.id then fresh.code end
          )
          order by signal.id
        )
        from signal
        left join point fresh on fresh.id = signal.new_point_id
        where signal.point_id = point.id
      ) as signals,
      (
        select jsonb_agg(
          jsonb_build_object(
            'cycle', reply_request.cycle, 'dueOn', reply_request.due_on,
            'replied', cycle_has_reply(reply_request.point_id, reply_request.cycle)
          )
        )
        from reply_request
        where reply_request.point_id = point.id
      ) as asked,
      array(
        select point_commune.commune_id from point_commune
        where point_commune.point_id = point.id
        order by point_commune.lead desc, point_commune.commune_id
      ) as present_commune_ids
    from point
    where point.id = any (${[...pointIds]}::integer[])`;
}

/** Reads the events of places in their order of entry, by the id of the place. */
async function listLifeEvents(
  sql: TransactionSql,
  pointIds: readonly number[],
): Promise<Map<number, LifeEvent[]>> {
  const rows = await sql<(LifeEvent & { pointId: number })[]>`
    select
      event.point_id, event.id, event.seq, event.cycle, event.kind, event.effective_on, event.recorded_at,
      event.actor_id, app_user.name as actor_name, event.status_after, event.detail,
      event.annulled_by is not null or exists (
        select from event undoing
        where undoing.point_id = event.point_id and undoing.seq > event.seq
          and case undoing.kind
            when 'merge_undone' then event.kind = 'merged'
            when 'suspicion_restored' then event.kind = 'suspicion_rejected'
              and undoing.detail -> 'signalId' = event.detail -> 'signalId'
            else false
          end
      ) as annulled
    from event_in_force event
    left join app_user on app_user.id = event.actor_id
    where event.point_id = any (${[...pointIds]}::integer[])
    order by event.point_id, event.seq`;
  const byPoint = new Map<number, LifeEvent[]>();
  for (const { pointId, ...event } of rows) {
    const events = byPoint.get(pointId);
    if (events === undefined) byPoint.set(pointId, [event]);
    else events.push(event);
  }
  return byPoint;
}

/** Finds the point of an event; null when it is not there or out of the asker's reach. */
export async function findPointOfEvent(
  sql: TransactionSql,
  eventId: number,
): Promise<number | null> {
  const [row] = await sql<{ pointId: number }[]>`select point_id from event where id = ${eventId}`;
  return row?.pointId ?? null;
}

/** Writes down the statement that finds the point of an event. */
export function pointOfEvent(sql: TransactionSql, eventId: number): PointRef {
  return sql`(select point_id from event where id = ${eventId})`;
}

/** Removes a cycle that an annulled act had opened, with the question to its commune. */
export async function removeCycle(
  sql: TransactionSql,
  pointId: number,
  number: number,
): Promise<void> {
  await sql`delete from reply_request where point_id = ${pointId} and cycle = ${number}`;
  await sql`delete from cycle where point_id = ${pointId} and number = ${number}`;
}

/** Forgets who took the place on the list. */
export async function clearRecogniser(sql: TransactionSql, pointId: number): Promise<void> {
  await sql`update point set recognised_by = null where id = ${pointId}`;
}

export async function reopenCycle(
  sql: TransactionSql,
  pointId: number,
  number: number,
): Promise<void> {
  await sql`
    update cycle set eliminated_on = null, elimination_way = null
    where point_id = ${pointId} and number = ${number}`;
}

export async function clearHandedOver(
  sql: TransactionSql,
  pointId: number,
  number: number,
): Promise<void> {
  await sql`
    update cycle set handed_over_on = null where point_id = ${pointId} and number = ${number}`;
}

/** Lets parts of hand-overs wait again, without the answer or withdrawal that they had. */
export async function letPartsWait(sql: TransactionSql, ids: readonly number[]): Promise<void> {
  await sql`
    update handover
    set
      state = 'pending', answered_by = null, answered_on = null, answer_document_number = null,
      refusal_reason = null, refusal_text = null, refusal_commune_id = null,
      refusal_point_id = null, withdrawn_by = null, withdrawn_on = null,
      withdrawal_reason = null, withdrawal_document_number = null
    where id = any (${[...ids]}::integer[])`;
}

export async function clearResponses(sql: TransactionSql, ids: readonly number[]): Promise<void> {
  await sql`
    update handover
    set
      response = null, responded_by = null, responded_on = null, response_text = null,
      response_document_number = null, response_commune_id = null, response_point_id = null
    where id = any (${[...ids]}::integer[])`;
}

export async function removeParts(sql: TransactionSql, ids: readonly number[]): Promise<void> {
  await sql`delete from handover where id = any (${[...ids]}::integer[])`;
}

export async function removeCheck(sql: TransactionSql, eventId: number): Promise<void> {
  await sql`delete from check_record where event_id = ${eventId}`;
}

export async function removeSignal(sql: TransactionSql, signalId: number): Promise<void> {
  await sql`delete from signal where id = ${signalId}`;
}

/** Takes a suspicion off its place, to be matched anew. */
export async function unmatchSignal(sql: TransactionSql, signalId: number): Promise<void> {
  await sql`
    update signal
    set
      state = 'unmatched', point_id = null, cycle = null, grade = null, matched_at = null,
      closed_on = null, version = version + 1
    where id = ${signalId}`;
}

/** The suspicion stands again, as if nobody had decided on it. */
export async function letSignalWait(sql: TransactionSql, signalId: number): Promise<void> {
  await sql`
    update signal
    set
      state = 'suspected', decided_by = null, decided_on = null, decided_at = null,
      decision_reason = null, new_point_id = null, version = version + 1
    where id = ${signalId}`;
}

type BatchActRow = { eventId: number; pointId: number; code: string; officialName: string };

/** Lists the acts that one press recorded, in their order of entry, without those out of the asker's reach. */
export async function listBatchActs(sql: TransactionSql, batchId: string): Promise<BatchActRow[]> {
  return sql<BatchActRow[]>`
    select event.id as event_id, event.point_id, point.code, point.official_name
    from event
    join point on point.id = event.point_id
    where event.batch_id = ${batchId} and event.kind = any (${[...ANNULLABLE]}::text[])
    order by event.id
    limit ${MOST_AT_ONCE}`;
}
