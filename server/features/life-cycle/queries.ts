import type postgres from 'postgres';

import type { Handover, HandoverState } from '#server/contract/handover.ts';
import type { EventKind, PointStatus } from '#server/contract/point.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { send } from '#server/db/unawaited.ts';

import type { FlagFacts, FlagInterval } from './flag-rules.ts';

/** Facts of a point that acts are judged by. */
export type PointFacts = {
  id: number;
  code: string;
  status: PointStatus;
  cycle: number;
  version: number;
  proposedBy: string | null;
  mergedInto: number | null;
  lastSeq: number;
  /** Effective date of the latest event that moved the status, corrections applied. */
  lastStatusOn: IsoDate;
  /** The latest day on which it was merged or a merge was taken back; null when it never was. */
  lastMergeOn: IsoDate | null;
  /** Elimination of the current cycle; null while it is open. */
  eliminatedOn: IsoDate | null;
};

/** A point by its id, or by a statement in brackets that finds it. */
export type PointRef = number | postgres.PendingQuery<postgres.Row[]>;

/**
 * Locks one point for a change; null when it is not there or out of the asker's reach. The facts are read after the lock
 * by a statement of their own: a statement that waits for a lock reads other tables as they were before it waited. It is
 * sent with the first one, and so is what the caller asks in the same breath.
 */
export async function lockPoint(
  sql: TransactionSql,
  pointId: PointRef,
): Promise<PointFacts | null> {
  const locked = sql`select from point where point.id = ${pointId} for update of point`.execute();
  const [, state] = await Promise.all([locked, findPointState(sql, pointId)]);
  return state;
}

/** Reads one point without a lock, for readers: they wait neither for each other nor for a writer. */
export async function findPointState(
  sql: TransactionSql,
  pointId: PointRef,
): Promise<PointFacts | null> {
  const [row] = await sql<PointFacts[]>`
    select
      point.id, point.code, point.status, point.cycle, point.version, point.proposed_by,
      point.merged_into, point.status_since as last_status_on,
      (select coalesce(max(event.seq), 0) from event where event.point_id = point.id) as last_seq,
      (
        select max(event.effective_on) from event_in_force event
        where event.point_id = point.id and event.kind in ('merged', 'merge_undone')
          and event.annulled_by is null
      ) as last_merge_on,
      (
        select cycle.eliminated_on from cycle
        where cycle.point_id = point.id and cycle.number = point.cycle
      )
    from point
    where point.id = ${pointId}`;
  return row ?? null;
}

export type HandoverPart = {
  id: number;
  cycle: number;
  attempt: number;
  communeId: number;
  state: HandoverState;
  /** The commune is no more. */
  abolished: boolean;
  successor: Handover['successor'];
  proposedBy: string | null;
  proposedOn: IsoDate;
  answeredBy: string | null;
  answeredOn: IsoDate | null;
  documentNumber: string | null;
  refusalReason: string | null;
  withdrawnOn: IsoDate | null;
  respondedOn: IsoDate | null;
  lapsedOn: IsoDate | null;
};

/** Every part of every hand-over of a point; `on` is the day by which a commune counts as abolished. */
export async function listHandoverParts(
  sql: TransactionSql,
  pointId: PointRef,
  on: IsoDate | null,
): Promise<HandoverPart[]> {
  return sql<HandoverPart[]>`
    select
      handover.id, handover.cycle, handover.attempt, handover.commune_id, handover.state,
      coalesce(commune.valid_to <= ${on}::date, false) as abolished, handover.successor,
      handover.proposed_by, handover.proposed_on, handover.answered_by, handover.answered_on,
      handover.document_number, handover.refusal_reason, handover.withdrawn_on, handover.responded_on, handover.lapsed_on
    from handover
    join commune on commune.id = handover.commune_id
    where handover.point_id = ${pointId}
    order by handover.cycle, handover.attempt, handover.id`;
}

export async function listOpenSuspicionRaisers(
  sql: TransactionSql,
  pointId: PointRef,
): Promise<string[]> {
  const rows = await sql<{ raisedBy: string }[]>`
    select raised_by from signal where point_id = ${pointId} and state = 'suspected'
    union
    select visitor
    from signal
    cross join lateral signal_visitors(signal.id) as visitor
    where signal.point_id = ${pointId} and signal.state = 'suspected'`;
  return rows.map((row) => row.raisedBy);
}

/**
 * True where figures speak of the place: it is eliminated and owes looks, was handed over once, has come back, stands
 * under suspicion, or its commune was asked to explain it.
 */
export async function isMeasured(sql: TransactionSql, pointId: number): Promise<boolean> {
  const [row] = await sql<{ measured: boolean }[]>`
    select
      point.cycle > 1 or point.status = 'eliminated'
      or exists (
        select from cycle where cycle.point_id = point.id and cycle.handed_over_on is not null
      )
      or exists (
        select from signal where signal.point_id = point.id and signal.state = 'suspected'
      )
      or exists (select from reply_request where reply_request.point_id = point.id) as measured
    from point where point.id = ${pointId}`;
  return row?.measured ?? false;
}

/** Accounts that confirmed its hand-overs and recurrences, and that raised its open suspicions. */
export async function listJudgesOfPoint(sql: TransactionSql, pointId: number): Promise<string[]> {
  const rows = await sql<{ accountId: string }[]>`
    select actor_id as account_id from event
    where point_id = ${pointId} and kind in ('handover_confirmed', 'recurrence_confirmed')
      and actor_id is not null
    union
    select raised_by from signal where point_id = ${pointId} and state = 'suspected'`;
  return rows.map(({ accountId }) => accountId);
}

export type NewEvent = {
  pointId: number;
  seq: number;
  cycle: number;
  kind: EventKind;
  effectiveOn: IsoDate;
  recordedAt: IsoInstant;
  actorId: string | null;
  actorRole: string;
  documentNumber: string | null;
  note: string | null;
  statusAfter: PointStatus;
  detail: Record<string, unknown>;
  batchId?: string | undefined;
  corrects?: number;
};

/** Appends one event; `event_one_per_seq` is the lock against two writers at once. */
export function appendEvent(sql: TransactionSql, event: NewEvent): void {
  send(sql`
    insert into event (
      point_id, seq, cycle, kind, effective_on, recorded_at, actor_id, actor_role,
      document_number, note, status_after, detail, corrects, batch_id
    ) values (
      ${event.pointId}, ${event.seq}, ${event.cycle}, ${event.kind}, ${event.effectiveOn},
      ${event.recordedAt}, ${event.actorId}, ${event.actorRole}, ${event.documentNumber},
      ${event.note}, ${event.statusAfter}, ${sql.json(event.detail as never)},
      ${event.corrects ?? null}, ${event.batchId ?? null}
    )`);
}

/** Writes where the point stands now. */
export function moveStatus(
  sql: TransactionSql,
  pointId: number,
  to: { status: PointStatus; since: IsoDate; cycle: number },
): void {
  send(sql`
    update point
    set status = ${to.status}, status_since = ${to.since}, cycle = ${to.cycle}
    where id = ${pointId}`);
}

/** Makes a new version: once for every change, whether it moves the status or not. */
export function raiseVersion(sql: TransactionSql, pointId: number): void {
  send(sql`update point set version = version + 1 where id = ${pointId}`);
}

export function openCycle(
  sql: TransactionSql,
  cycle: {
    pointId: number;
    number: number;
    openedOn: IsoDate;
    openedBy: 'recognised' | 'recurrence_confirmed';
  },
): void {
  send(sql`
    insert into cycle (point_id, number, opened_on, opened_by)
    values (${cycle.pointId}, ${cycle.number}, ${cycle.openedOn}, ${cycle.openedBy})`);
}

export function closeCycle(
  sql: TransactionSql,
  cycle: { pointId: number; number: number; eliminatedOn: IsoDate; way: string | null },
): void {
  send(sql`
    update cycle
    set eliminated_on = ${cycle.eliminatedOn}, elimination_way = ${cycle.way}
    where point_id = ${cycle.pointId} and number = ${cycle.number}`);
}

export function markCycleHandedOver(
  sql: TransactionSql,
  cycle: { pointId: number; number: number; handedOverOn: IsoDate },
): void {
  send(sql`
    update cycle
    set handed_over_on = ${cycle.handedOverOn}
    where point_id = ${cycle.pointId} and number = ${cycle.number}`);
}

/** Everything from which the flags of a point follow. */
export async function readFlagFacts(sql: TransactionSql, pointId: number): Promise<FlagFacts> {
  const cyclesOfPoint = sql<FlagFacts['cycles']>`
    select
      cycle.number, cycle.eliminated_on,
      coalesce(
        (
          select following.opened_on from cycle following
          where following.point_id = cycle.point_id and following.number = cycle.number + 1
        ),
        (
          select point.status_since from point
          where point.id = cycle.point_id and point.status = 'delisted'
            and point.cycle = cycle.number
        )
      ) as ended_on
    from cycle
    where cycle.point_id = ${pointId}
    order by cycle.number`;
  // Sent together and done in this order: one wait instead of four.
  const [cycles, checks, handovers, suspicions] = await Promise.all([
    cyclesOfPoint,
    sql<FlagFacts['checks']>`
      select checked_on, counted_on, result, retry_on
      from counted_look where point_id = ${pointId}`,
    listHandoverParts(sql, pointId, null),
    sql<FlagFacts['suspicions']>`
      select occurred_on as raised_on, decided_on from signal where point_id = ${pointId}`,
  ]);
  return { cycles, checks, handovers, suspicions };
}

export function replaceFlags(
  sql: TransactionSql,
  pointId: number,
  intervals: readonly FlagInterval[],
  recordedAt: IsoInstant,
): void {
  send(sql`delete from point_flag where point_id = ${pointId}`);
  if (intervals.length === 0) return;
  const rows = intervals.map((interval) => ({
    pointId,
    flag: interval.flag,
    fromOn: interval.fromOn,
    toOn: interval.toOn,
    dueOn: interval.dueOn,
    recordedAt,
  }));
  send(sql`
    insert into point_flag ${sql(rows, 'pointId', 'flag', 'fromOn', 'toOn', 'dueOn', 'recordedAt')}`);
}

/** Records who took the place on the list; never its proposer (point_recogniser_is_not_proposer). */
export function setRecogniser(sql: TransactionSql, pointId: number, accountId: string): void {
  send(sql`update point set recognised_by = ${accountId} where id = ${pointId}`);
}

/** Lets parts of hand-overs that wait fall away. */
export function cancelParts(sql: TransactionSql, ids: readonly number[]): void {
  send(sql`
    update handover set state = 'cancelled'
    where id = any (${[...ids]}::integer[]) and state = 'pending'`);
}
