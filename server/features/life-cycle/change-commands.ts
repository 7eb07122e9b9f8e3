import * as z from 'zod';

import { civilDate } from '#server/contract/civil-day.ts';
import { lateDays, whyNotLate } from '#server/contract/late-entry.ts';
import type { Act } from '#server/contract/life-cycle.ts';
import { can, type Actor } from '#server/contract/permission.ts';
import type { EventKind, PointDetail, PointStatus } from '#server/contract/point.ts';
import { AppError, type ProblemCode } from '#server/contract/problem.ts';
import { refuseForbiddenText } from '#server/contract/screened-text.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import { TRANSITIONS, type Annulment, type SignalStep } from '#server/contract/transitions.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { meanwhile } from '#server/db/unawaited.ts';
import { type Consent, requireSecond, writeForTwo } from '#server/db/write-for-two.ts';
import { answerInWrite } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';

import { deriveFlags, flagsToCome } from './flag-commands.ts';
import {
  appendEvent,
  listHandoverParts,
  listOpenSuspicionRaisers,
  lockPoint,
  moveStatus,
  raiseVersion,
  type HandoverPart,
  type PointFacts,
  type PointRef,
} from './queries.ts';
import { stateOf, whyNot, whyNotOn, type PointState } from './rules.ts';

/** Fields that the record of every act carries. */
export type ActInput = {
  effectiveOn: IsoDate;
  documentNumber: string | null;
  /** Day of the paper, and the moment of the press on a device: of acts by which somebody is measured. */
  documentOn?: IsoDate | null;
  enteredAt?: IsoInstant | null;
  note: string | null;
  /** Absent where the act is an answer to one hand-over or signal, which is its own lock. */
  version?: number;
  /** Id of the press that records it on many points. */
  batchId?: string | undefined;
};

/** One point under change: its rows are locked, the act has been judged allowed. */
export type Change = {
  sql: TransactionSql;
  deps: Deps;
  actor: Actor;
  point: PointFacts;
  state: PointState;
  handovers: readonly HandoverPart[];
  input: ActInput;
  /** The second person behind the act; absent where one is enough or nobody has confirmed it. */
  consent: Consent | undefined;
  /** Says that two persons are needed here. Throws `proposal.needed` where nobody has confirmed it. */
  takeTwo(): void;
  /** Appends the next event of the point; gives its number among them. Nobody waits until it is written. */
  append(
    kind: EventKind,
    more?: {
      detail?: Record<string, unknown>;
      statusAfter?: PointStatus;
      cycle?: number;
      corrects?: number;
      effectiveOn?: IsoDate;
    },
  ): number;
  /** Moves the status; without it the change only raises the version. */
  move(to: { status: PointStatus; cycle?: number; since?: IsoDate }): void;
};

/** One act on one point, as its command asks for it. */
type ActRequest<Read> = {
  act: Act | SignalStep | Annulment;
  /** A function writes down the statement that finds its id. */
  pointId: number | ((sql: TransactionSql) => PointRef);
  /** Says that there is no such point within reach. */
  missing?: ProblemCode;
  input: ActInput;
  texts?: Readonly<Record<string, string | null>>;
  handoverId?: number;
  /** The second person who has confirmed it. */
  consent?: Consent | undefined;
  /** A further check that may refuse the act; runs within the transaction, before the point is locked. */
  first?: (sql: TransactionSql) => Promise<void>;
  /** Reads what the act needs beside the point; sent with the lock on it and done after it. */
  read?: (sql: TransactionSql) => Promise<Read>;
  /** Parameters that the sentence for a refusal needs beside the point's status. */
  explain?: (
    refusal: ProblemCode,
    sql: TransactionSql,
    handovers: readonly HandoverPart[],
  ) => Promise<Record<string, unknown>>;
  /** Earliest day on which the act may take effect; by default that of the latest move or hand-over. */
  notBefore?: (point: PointFacts, handovers: readonly HandoverPart[]) => IsoDate;
};

/**
 * Frames every act on a point: right before existence, lock, version, rule, date, text; then the act's own part; then
 * flags, audit entry, commit, and the engine follows. Returns the result of `apply`.
 */
export async function changePoint<T = void, Read = undefined>(
  deps: Deps,
  actor: Actor,
  request: ActRequest<Read>,
  apply: (change: Change, read: Read) => T | Promise<T>,
): Promise<T> {
  const { act, input } = request;
  const { effectiveOn, documentNumber, note } = input;
  if (!can(actor.role, TRANSITIONS[act].permission)) throw new AppError('permission.denied');
  refuseForbiddenText({ documentNumber, note, ...request.texts });
  const { pointId, applied } = await writeForTwo(deps.database, actor, request.consent, {
    read: (sql) => lockAndRead(sql, request, deps.clock.today()),
    async write(sql, { read, ...locked }) {
      await refuseAct(sql, deps, actor, request, locked);
      const { id } = locked.point;
      const given = { ...locked, input, consent: request.consent };
      const applied = await apply(changeOf(deps, actor, sql, given), read);
      meanwhile(sql, deriveFlags(sql, deps, id));
      await appendAudit(sql, deps.clock, {
        action: `point.${act}`,
        subjectKind: 'point',
        subjectId: id,
        detail: { effectiveOn, documentNumber, ...paperOf(input, deps.clock.now()) },
      });
      return { pointId: id, applied };
    },
  });
  await deps.points.refreshSoon([pointId]);
  return applied;
}

type Locked = Pick<Change, 'point' | 'state' | 'handovers'>;

/** Locks a point and reads what an act is judged by, and what it needs. Throws where the point is out of the asker's reach. */
async function lockAndRead<Read>(
  sql: TransactionSql,
  { pointId, first, read, missing = 'point.not_found' }: ActRequest<Read>,
  today: IsoDate,
): Promise<Locked & { read: Read }> {
  const ref = typeof pointId === 'number' ? pointId : pointId(sql);
  // Sent together and done in this order: what is read after the lock stands until the end.
  const looking = Promise.resolve(first?.(sql));
  const locking = Promise.all([
    lockPoint(sql, ref),
    listHandoverParts(sql, ref, today),
    listOpenSuspicionRaisers(sql, ref),
  ]);
  const reading = Promise.resolve(read?.(sql));
  for (const one of [looking, locking, reading]) one.catch(() => undefined);
  await looking;
  const [point, handovers, raisers] = await locking;
  if (point === null) throw new AppError(missing);
  // An act that reads nothing more has a Read that may be undefined.
  const given = (await reading) as Read;
  return { point, handovers, state: stateOf(point, handovers, raisers), read: given };
}

/** Throws why an act is not possible on a point as it stands, or not on that day. */
async function refuseAct<Read>(
  sql: TransactionSql,
  deps: Deps,
  actor: Actor,
  { act, input, ...request }: ActRequest<Read>,
  { point, state, handovers }: Locked,
): Promise<void> {
  if (input.version !== undefined && input.version !== point.version) {
    throw new AppError('point.changed_meanwhile', { parameters: { version: point.version } });
  }
  const refusal = whyNot(act, state, actor, request.handoverId);
  if (refusal !== null) {
    const more = (await request.explain?.(refusal, sql, handovers)) ?? {};
    throw new AppError(refusal, { parameters: { status: point.status, ...more } });
  }
  const notBefore = (request.notBefore ?? latestMove)(point, handovers);
  refuseDate(input.effectiveOn, notBefore, deps.clock.today());
  if (MEASURED_ACTS.has(act)) refusePaperless(input, deps.clock.today());
}

/** Result of a writing transaction of {@link changePoint}. */
const Changed = z.object({ pointId: z.number().int() });

/** Runs one act and answers with the record after it, both in one transaction. The route declares `answersInWrite`. */
export async function answerWithRecord(
  deps: Deps,
  actor: Actor,
  act: () => Promise<unknown>,
): Promise<PointDetail> {
  return answerInWrite(act, async (sql, result) => {
    const { pointId } = Changed.parse(result);
    const [record, flags] = await Promise.all([
      deps.joined.readRecordIn(sql, deps, actor, pointId),
      flagsToCome(sql, pointId, deps.clock.today()),
    ]);
    return { ...record, ...flags };
  });
}

/**
 * The latest day on which the point's status moved, it was merged or a merge was taken back, or something was
 * said about a hand-over of this cycle.
 */
export function latestMove(point: PointFacts, handovers: readonly HandoverPart[]): IsoDate {
  return handovers
    .filter((part) => part.cycle === point.cycle)
    .flatMap((part) => [
      part.proposedOn,
      part.answeredOn ?? '',
      part.withdrawnOn ?? '',
      part.respondedOn ?? '',
    ])
    .concat(point.lastMergeOn ?? '')
    .reduce((latest, day) => (day > latest ? day : latest), point.lastStatusOn);
}

export function refuseDate(effectiveOn: IsoDate, notBefore: IsoDate, today: IsoDate): void {
  const refusal = whyNotOn(effectiveOn, notBefore, today);
  if (refusal === null) return;
  throw new AppError(refusal, {
    errors: [{ pointer: '/effectiveOn', code: refusal }],
    parameters: { notBefore, today },
  });
}

/** Acts by whose day somebody is measured, so that an earlier day needs a paper. */
const MEASURED_ACTS = new Set<string>(['check', 'confirm_handover', 'refuse_handover']);

function refusePaperless(input: ActInput, today: IsoDate): void {
  const { enteredAt = null } = input;
  const refusal = whyNotLate(input, today, enteredAt === null ? null : civilDate(enteredAt));
  if (refusal !== null) throw new AppError(refusal.code, { errors: [refusal] });
}

/** The paper of an act that is entered after its day; nothing of one that is entered on it. */
function paperOf(input: ActInput, recordedAt: IsoInstant) {
  const late = lateDays({ effectiveOn: input.effectiveOn, recordedAt }) > 0;
  return late && input.documentOn != null ? { documentOn: input.documentOn } : {};
}

function changeOf(
  deps: Deps,
  actor: Actor,
  sql: TransactionSql,
  given: Pick<Change, 'point' | 'state' | 'handovers' | 'input' | 'consent'>,
): Change {
  const { point, input, consent } = given;
  let second: { confirmedBy?: { id: string; name: string } } = {};
  let seq = point.lastSeq;
  let status = point.status;
  let cycle = point.cycle;
  let raised = false;
  function raiseOnce() {
    if (!raised) raiseVersion(sql, point.id);
    raised = true;
  }
  return {
    ...given,
    sql,
    deps,
    actor,
    takeTwo() {
      requireSecond(consent);
      if (consent === undefined) return;
      const { accountId, name } = consent.decider;
      second = { confirmedBy: { id: accountId, name } };
    },
    append(kind, more = {}) {
      seq += 1;
      raiseOnce();
      appendEvent(sql, {
        pointId: point.id,
        seq,
        cycle: more.cycle ?? cycle,
        kind,
        effectiveOn: more.effectiveOn ?? input.effectiveOn,
        recordedAt: deps.clock.now(),
        actorId: actor.accountId,
        actorRole: actor.role,
        documentNumber: input.documentNumber,
        note: input.note,
        statusAfter: more.statusAfter ?? status,
        detail: { ...more.detail, ...paperOf(input, deps.clock.now()), ...second },
        batchId: input.batchId,
        ...(more.corrects === undefined ? {} : { corrects: more.corrects }),
      });
      return seq;
    },
    move(to) {
      status = to.status;
      cycle = to.cycle ?? cycle;
      raiseOnce();
      moveStatus(sql, point.id, { status, cycle, since: to.since ?? input.effectiveOn });
    },
  };
}
