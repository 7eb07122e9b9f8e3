import type * as z from 'zod';

import type { DecideSignalBody } from '#server/contract/life-cycle.ts';
import { can, type Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { NewPointOfSignalBody } from '#server/contract/signal.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { changePoint, type Change } from '#server/features/life-cycle/change.ts';
import { recur } from '#server/features/life-cycle/commands.ts';
import { proposeWithin } from '#server/features/points/propose.ts';

import { decideSignal, findSignal, linkNewPoint, type SignalSubject } from './queries.ts';
import { alreadyDecided, whyNotConfirm, whyNotDecide } from './rules.ts';

type Decision = z.infer<typeof DecideSignalBody>;

/** A suspicion on which the actor may decide: it stands at a place. */
type Decidable = SignalSubject & { pointId: number };

/** A named person confirms that activity came back: the next cycle opens. */
export async function confirmSignal(
  deps: Deps,
  actor: Actor,
  signalId: number,
  input: Decision,
): Promise<number> {
  const signal = await findDecidable(deps, actor, signalId, whyNotConfirm);
  const request = {
    act: 'mark_recurring' as const,
    pointId: signal.pointId,
    input: actOf(input),
    texts: { reason: input.reason },
  };
  await tellIfDecided(deps, actor, signalId, () =>
    changePoint(deps, actor, request, async (change) => {
      await decide(change, signal, 'confirmed', input);
      await recur(change, { signalId, grounds: input.reason });
    }),
  );
  return signal.pointId;
}

/** A named person finds the suspicion unfounded; the reason stays on record. */
export async function rejectSignal(
  deps: Deps,
  actor: Actor,
  signalId: number,
  input: Decision,
): Promise<number> {
  const signal = await findDecidable(deps, actor, signalId);
  await tellIfDecided(deps, actor, signalId, () =>
    changePoint(deps, actor, rejection(signal, input), async (change) => {
      await decide(change, signal, 'rejected', input);
      await change.append('suspicion_rejected', { detail: { signalId, reason: input.reason } });
    }),
  );
  return signal.pointId;
}

/** It is another place than the closed one: a new point is proposed where the signal lies, in the same breath. */
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
  let newPointId = 0;
  await tellIfDecided(deps, actor, signalId, () =>
    changePoint(deps, actor, rejection(signal, decision), async (change) => {
      newPointId = await proposeWithin(change.sql, deps, actor, {
        officialName: input.officialName,
        aliases: [],
        category: input.category,
        geometry: { type: 'Point', coordinates: position },
        locationErrorMetres: Math.min(locationErrorMetres ?? 0, 10_000),
        grounds: input.reason,
        effectiveOn: input.effectiveOn,
        documentNumber: null,
        note: null,
      });
      await decide(change, signal, 'rejected', decision);
      await linkNewPoint(change.sql, signalId, newPointId);
      const detail = { signalId, reason: input.reason, newPointId };
      await change.append('suspicion_rejected', { detail });
    }),
  );
  await deps.points.refresh([newPointId]);
  return newPointId;
}

function rejection(signal: Decidable, input: Decision) {
  return {
    act: 'reject_suspicion' as const,
    pointId: signal.pointId,
    input: actOf(input),
    texts: { reason: input.reason },
    notBefore: () => signal.occurredOn,
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

async function findDecidable(
  deps: Deps,
  actor: Actor,
  signalId: number,
  whyNot: typeof whyNotConfirm = whyNotDecide,
): Promise<Decidable> {
  if (!can(actor.role, 'signals:decide')) throw new AppError('permission.denied');
  const signal = await asActor(deps.database, actor, (sql) => findSignal(sql, signalId));
  if (signal === null) throw new AppError('signal.not_found');
  const refusal = whyNot(signal, actor);
  if (refusal === 'signal.already_decided') throw alreadyDecided(signal);
  if (refusal !== null) throw new AppError(refusal);
  if (signal.pointId === null) throw new AppError('signal.no_suspicion');
  return { ...signal, pointId: signal.pointId };
}

/** Whatever refused the act: when somebody was faster, the other is told who it was and when. */
async function tellIfDecided(
  deps: Deps,
  actor: Actor,
  signalId: number,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
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
