import type * as z from 'zod';

import type { DecideSignalBody } from '#server/contract/life-cycle.ts';
import { can, type Actor } from '#server/contract/permission.ts';
import { LEFT_OPEN } from '#server/contract/place.ts';
import { AppError, type ProblemCode } from '#server/contract/problem.ts';
import type { NewPointOfSignalBody } from '#server/contract/signal.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import { meanwhile } from '#server/db/unawaited.ts';
import type { Deps } from '#server/deps.ts';
import {
  changePoint,
  latestMove,
  type Change,
} from '#server/features/life-cycle/change-commands.ts';
import { recur, replyPeriodOf } from '#server/features/life-cycle/commands.ts';
import type { HandoverPart, PointFacts } from '#server/features/life-cycle/queries.ts';
import { proposeWithin } from '#server/features/points/propose-commands.ts';
import type { KindOf } from '#server/proposal-kind.ts';
import { OF_SETTING } from '#server/setting-proposal.ts';

import { decideSignal, findSignal, linkNewPoint, type SignalSubject } from './queries.ts';
import { applyRematch } from './rematch-commands.ts';
import { findRematch, listParameters } from './rematch-queries.ts';
import { alreadyDecided, whyNotConfirm, whyNotDecide } from './rules.ts';

/** A measure of the matching whose effect has been previewed. */
export const SIGNAL_PARAMETER_PROPOSAL: KindOf<'signal_parameter'> = {
  ...OF_SETTING,
  async subjectOf(sql, _deps, _asker, { rematchId }) {
    const rematch = await findRematch(sql, rematchId);
    if (rematch === null) throw new AppError('signal.rematch_not_found');
    return { name: `setting ${rematch.key}` };
  },
  async carryOut(deps, asker, { rematchId }, { consent }) {
    await applyRematch(deps, asker, rematchId, consent);
  },
  async inForce(sql, deps, { rematchId }) {
    const rematch = await findRematch(sql, rematchId);
    if (rematch === null) return null;
    const rows = await listParameters(sql, [rematch.key]);
    const held = rows.find(({ validFrom }) => validFrom <= deps.clock.today());
    return { key: rematch.key, asked: rematch.value, inForce: held?.value ?? null };
  },
};

type Decision = z.infer<typeof DecideSignalBody>;

/** A suspicion at a place, which may be decided on. */
type Decidable = SignalSubject & { pointId: number };

/** Confirms, by a named person, that activity came back: the next cycle opens. */
export async function confirmSignal(
  deps: Deps,
  actor: Actor,
  signalId: number,
  input: Decision,
): Promise<number> {
  const signal = await findDecidable(deps, actor, signalId);
  const request = {
    act: 'mark_recurring' as const,
    pointId: signal.pointId,
    input: actOf(input),
    texts: { reason: input.reason },
    notBefore: (point: PointFacts, handovers: readonly HandoverPart[]) => {
      const moved = latestMove(point, handovers);
      return moved > signal.occurredOn ? moved : signal.occurredOn;
    },
    first: (sql: TransactionSql) => refuseUndecidable(sql, actor, signalId, whyNotConfirm),
    read: replyPeriodOf(deps),
  };
  await nameEarlierDecider(deps, actor, signalId, () =>
    changePoint(deps, actor, request, (change, period) => {
      meanwhile(change.sql, decide(change, signal, 'confirmed', input));
      recur(change, period, { signalId, grounds: input.reason });
    }),
  );
  return signal.pointId;
}

/** Rejects, by a named person, the suspicion as unfounded; the reason stays on record. */
export async function rejectSignal(
  deps: Deps,
  actor: Actor,
  signalId: number,
  input: Decision,
): Promise<number> {
  const signal = await findDecidable(deps, actor, signalId);
  await nameEarlierDecider(deps, actor, signalId, () =>
    changePoint(deps, actor, rejection(actor, signal, input), (change) => {
      meanwhile(change.sql, decide(change, signal, 'rejected', input));
      change.append('suspicion_rejected', { detail: { signalId, reason: input.reason } });
    }),
  );
  return signal.pointId;
}

/** Rejects the suspicion and, in the same transaction, proposes a new point at the position of the signal. */
export async function proposePointOfSignal(
  deps: Deps,
  actor: Actor,
  signalId: number,
  input: z.infer<typeof NewPointOfSignalBody>,
): Promise<number> {
  if (!can(actor.role, 'points:propose')) throw new AppError('permission.denied');
  const signal = await findDecidable(deps, actor, signalId);
  const { position, locationErrorMetres } = signal;
  if (position === null) throw new AppError('signal.no_place');
  const decision = { ...input, documentNumber: null, note: null };
  const newPointId = await nameEarlierDecider(deps, actor, signalId, () =>
    changePoint(deps, actor, rejection(actor, signal, decision), async (change) => {
      const proposedId = await proposeWithin(change.sql, deps, actor, {
        ...LEFT_OPEN,
        officialName: input.officialName,
        category: input.category,
        geometry: { type: 'Point', coordinates: position },
        locationErrorMetres: Math.min(locationErrorMetres ?? 0, 10_000),
        grounds: input.reason,
        effectiveOn: input.effectiveOn,
        documentNumber: null,
        note: null,
      });
      await decide(change, signal, 'rejected', decision);
      await linkNewPoint(change.sql, signalId, proposedId);
      const detail = { signalId, reason: input.reason, newPointId: proposedId };
      change.append('suspicion_rejected', { detail });
      return proposedId;
    }),
  );
  await deps.points.refresh([newPointId]);
  return newPointId;
}

function rejection(actor: Actor, signal: Decidable, input: Decision) {
  return {
    act: 'reject_suspicion' as const,
    pointId: signal.pointId,
    input: actOf(input),
    texts: { reason: input.reason },
    notBefore: () => signal.occurredOn,
    first: (sql: TransactionSql) => refuseUndecidable(sql, actor, signal.id, whyNotDecide),
  };
}

/** The decision carries the signal's version, not the point's. */
function actOf(input: Decision) {
  return {
    effectiveOn: input.effectiveOn,
    documentNumber: input.documentNumber,
    note: input.note,
  };
}

/** Finds the signal and its place. The transaction that decides it checks whether it may be decided. */
async function findDecidable(deps: Deps, actor: Actor, signalId: number): Promise<Decidable> {
  if (!can(actor.role, 'signals:decide')) throw new AppError('permission.denied');
  const signal = await asActor(deps.database, actor, (sql) => findSignal(sql, signalId));
  if (signal === null) throw new AppError('signal.not_found');
  if (signal.pointId === null) {
    refuseBecause(signal, whyNotDecide(signal, actor));
    throw new AppError('signal.no_suspicion');
  }
  return { ...signal, pointId: signal.pointId };
}

async function refuseUndecidable(
  sql: TransactionSql,
  actor: Actor,
  signalId: number,
  whyNot: typeof whyNotConfirm,
): Promise<void> {
  const signal = await findSignal(sql, signalId);
  if (signal === null) throw new AppError('signal.not_found');
  refuseBecause(signal, whyNot(signal, actor));
}

function refuseBecause(signal: SignalSubject, refusal: ProblemCode | null): void {
  if (refusal === 'signal.already_decided') throw alreadyDecided(signal);
  if (refusal !== null) throw new AppError(refusal);
}

/** Replaces any refusal, when somebody decided on the signal first, by one that names the person and the time. */
async function nameEarlierDecider<T>(
  deps: Deps,
  actor: Actor,
  signalId: number,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const signal = await asActor(deps.database, actor, (sql) => findSignal(sql, signalId));
    if (signal?.decidedOn != null) throw alreadyDecided(signal);
    throw error;
  }
}

async function decide(
  change: Change,
  signal: SignalSubject,
  state: 'confirmed' | 'rejected',
  input: Decision,
): Promise<void> {
  const decided = await decideSignal(change.sql, {
    signalId: signal.id,
    version: input.version,
    state,
    decidedBy: change.actor.accountId,
    decidedOn: input.effectiveOn,
    decidedAt: change.deps.clock.now(),
    reason: input.reason,
  });
  if (!decided) throw new AppError('signal.changed_meanwhile');
}
