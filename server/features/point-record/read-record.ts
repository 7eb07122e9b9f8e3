import { ACTS, type Act } from '#server/contract/life-cycle.ts';
import type { Actor } from '#server/contract/permission.ts';
import type { PointDetail, PointRecordQuery } from '#server/contract/point.ts';
import { AppError, type ProblemCode } from '#server/contract/problem.ts';
import type { Reply, ReplyThread } from '#server/contract/reply.ts';
import type { IsoDate } from '#server/contract/time.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { listAttachments } from '#server/features/attachments/queries.ts';
import { listHandovers } from '#server/features/handovers/queries.ts';
import { shownHandovers } from '#server/features/handovers/read-handovers.ts';
import {
  listHandoverParts,
  listOpenSuspicionRaisers,
  findPointState,
} from '#server/features/life-cycle/queries.ts';
import { stateOf, whyNot, type PointState } from '#server/features/life-cycle/rules.ts';
import { listCycles, listEvents } from '#server/features/points/history-queries.ts';
import { findPlace, type PointPlace } from '#server/features/points/place-queries.ts';
import { listSummaries } from '#server/features/points/queries.ts';
import {
  findLeadCommune,
  listReplies,
  listReplyRequests,
  type ReplyRow,
} from '#server/features/replies/queries.ts';
import { whyNotReply } from '#server/features/replies/rules.ts';
import { listSignalsOfPoint } from '#server/features/signals/read-signals.ts';

import { recordOn } from './past-rules.ts';

/**
 * Reads the record as it was on a past evening, or as it was known then; the look is logged.
 * Throws `point.not_listed_then` where the register did not hold the point on that evening.
 */
export async function readPastRecord(
  deps: Deps,
  actor: Actor,
  pointId: number,
  when: PointRecordQuery,
): Promise<PointDetail> {
  const detail = await asActor(deps.database, actor, (sql) =>
    readRecordIn(sql, deps, actor, pointId, when.as_of),
  );
  const state = deps.points.stateOn(actor, pointId, when);
  const statusSince = deps.points.statusSince(actor, pointId, when);
  if (state === null || statusSince === null) throw new AppError('point.not_listed_then');
  const asOf = when.as_of ?? deps.clock.today();
  return recordOn(detail, { ...state, statusSince }, { asOf, knownAt: when.known_at ?? null });
}

/**
 * Reads everything of one point that the reader may see, with what they may do; the look is logged. Locks no row: the
 * version is read first, so that the rest may be newer than it and never older.
 */
export async function readRecord(deps: Deps, actor: Actor, pointId: number): Promise<PointDetail> {
  return asActor(deps.database, actor, (sql) => readRecordIn(sql, deps, actor, pointId));
}

/** Reads a record like {@link readRecord}, within a transaction that is open already; flags are those of `on`. */
export async function readRecordIn(
  sql: TransactionSql,
  deps: Deps,
  actor: Actor,
  pointId: number,
  on: IsoDate = deps.clock.today(),
): Promise<PointDetail> {
  const detail = await assemblePoint(sql, deps, actor, { pointId, on });
  await appendAudit(sql, deps.clock, {
    action: 'point.read',
    subjectKind: 'point',
    subjectId: pointId,
  });
  return detail;
}

async function assemblePoint(
  sql: TransactionSql,
  deps: Deps,
  actor: Actor,
  { pointId, on }: { pointId: number; on: IsoDate },
): Promise<PointDetail> {
  const today = deps.clock.today();
  // Sent together and done in this order: one wait instead of one for each.
  const [[summary], place, state, handovers, cycles, events, signals, replies, attachments] =
    await Promise.all([
      listSummaries(sql, [pointId], on),
      findPlace(sql, pointId),
      findState(sql, pointId, today),
      listHandovers(sql, pointId),
      listCycles(sql, pointId),
      listEvents(sql, pointId, actor),
      listSignalsOfPoint(sql, deps, actor, pointId),
      readReplies(sql, actor, pointId),
      listAttachments(sql, { pointId }, actor),
    ]);
  if (summary === undefined || place === null || state === null) {
    throw new AppError('point.not_found');
  }
  return {
    ...summary,
    ...placeOf(place, actor),
    asOf: null,
    acts: actsOf(state, actor),
    cycles,
    events,
    handovers: shownHandovers(handovers, actor, { state, today }),
    signals,
    replies,
    attachments,
  };
}

/** Finds what decides which acts are possible; null where the point is out of the reader's reach. */
async function findState(
  sql: TransactionSql,
  pointId: number,
  today: IsoDate,
): Promise<PointState | null> {
  const [found, parts, raisers] = await Promise.all([
    findPointState(sql, pointId),
    listHandoverParts(sql, pointId, today),
    listOpenSuspicionRaisers(sql, pointId),
  ]);
  return found === null ? null : stateOf(found, parts, raisers);
}

function placeOf(place: PointPlace, actor: Actor) {
  const { proposedById, ...shown } = place;
  return { ...shown, proposedByMe: proposedById === actor.accountId };
}

/** Every act with the reason why this reader may not do it now. */
function actsOf(state: PointState, actor: Actor): Record<Act, ProblemCode | null> {
  const entries = ACTS.map((act) => [act, whyNot(act, state, actor)] as const);
  return Object.fromEntries(entries) as Record<Act, ProblemCode | null>;
}

/** Reads the requests for a reply about a point and the commune's replies, the latest cycle first. */
async function readReplies(
  sql: TransactionSql,
  actor: Actor,
  pointId: number,
): Promise<ReplyThread[]> {
  // Sent together: one wait instead of three.
  const [requests, rows, leadCommuneId] = await Promise.all([
    listReplyRequests(sql, pointId),
    listReplies(sql, pointId),
    findLeadCommune(sql, pointId),
  ]);
  return requests.map((request) => ({
    ...request,
    versions: rows.filter((row) => row.cycle === request.cycle).map(versionOf),
    whyNotDraft: whyNotReply(actor, leadCommuneId, 'draft'),
    whyNotFile: whyNotReply(actor, leadCommuneId, 'filed'),
  }));
}

function versionOf(row: ReplyRow): Reply {
  const { communeId, communeCode, communeName, communeType, cycle: _cycle, ...version } = row;
  const commune = { id: communeId, code: communeCode, name: communeName, type: communeType };
  return { ...version, commune };
}
