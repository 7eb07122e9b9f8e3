import type * as z from 'zod';

import type { DecideSignalBody } from '#server/contract/life-cycle.ts';
import { can, type Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { changePoint, type Change } from '#server/features/life-cycle/change.ts';
import { recur } from '#server/features/life-cycle/commands.ts';

import { decideSignal, findSignal, type SignalSubject } from './queries.ts';

type Decision = z.infer<typeof DecideSignalBody>;

/** A named person confirms that activity came back: the next cycle opens. */
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
  };
  await changePoint(deps, actor, request, async (change) => {
    await decide(change, signal, 'confirmed', input);
    await recur(change, { signalId, grounds: input.reason });
  });
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
  const request = {
    act: 'reject_suspicion' as const,
    pointId: signal.pointId,
    input: actOf(input),
    texts: { reason: input.reason },
    notBefore: () => signal.occurredOn,
  };
  await changePoint(deps, actor, request, async (change) => {
    await decide(change, signal, 'rejected', input);
    await change.append('suspicion_rejected', { detail: { signalId, reason: input.reason } });
  });
  return signal.pointId;
}

/** The decision carries the signal's version, not the point's. */
function actOf(input: Decision) {
  return {
    effectiveOn: input.effectiveOn,
    documentNumber: input.documentNumber,
    note: input.note,
  };
}

async function findDecidable(deps: Deps, actor: Actor, signalId: number): Promise<SignalSubject> {
  if (!can(actor.role, 'signals:decide')) throw new AppError('permission.denied');
  const signal = await asActor(deps.database, actor, (sql) => findSignal(sql, signalId));
  if (signal === null) throw new AppError('signal.not_found');
  if (signal.state !== 'suspected') throw new AppError('signal.already_decided');
  if (signal.raisedBy === actor.accountId) throw new AppError('signal.same_person');
  return signal;
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
    reason: input.reason,
  });
  if (!decided) throw new AppError('signal.already_decided');
}
