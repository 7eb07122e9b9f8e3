import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { changePoint, type Change } from '#server/features/life-cycle/change.ts';
import { readMatchingParameters } from '#server/features/settings/signal-settings.ts';

import { findSignal } from './queries.ts';
import { whyNotUndo } from './rules.ts';
import {
  findConfirmingEvent,
  reopenSignal,
  restoreHandovers,
  takeBackCycle,
} from './undo-queries.ts';

/** Who decided takes the decision back within the time that is set for it; the suspicion stands again. */
export async function undoDecision(
  deps: Deps,
  actor: Actor,
  signalId: number,
  input: { version: number },
): Promise<number> {
  const signal = await asActor(deps.database, actor, (sql) => findSignal(sql, signalId));
  if (signal === null || signal.pointId === null) throw new AppError('signal.not_found');
  const request = {
    act: 'undo_decision' as const,
    pointId: signal.pointId,
    input: { effectiveOn: deps.clock.today(), documentNumber: null, note: null },
    notBefore: () => signal.decidedOn ?? signal.occurredOn,
    async first(sql: TransactionSql) {
      const { flag } = await readMatchingParameters(sql, deps.clock.today());
      const now = await findSignal(sql, signalId);
      if (now === null) throw new AppError('signal.not_found');
      const refusal = whyNotUndo(now, actor, flag.undoMinutes, deps.clock.now());
      if (refusal !== null) throw new AppError(refusal);
    },
  };
  await changePoint(deps, actor, request, async (change) => {
    if (signal.state === 'confirmed') await withdrawRecurrence(change, signalId);
    else await change.append('suspicion_restored', { detail: { signalId } });
    const reopened = await reopenSignal(change.sql, { signalId, version: input.version });
    if (!reopened) throw new AppError('signal.changed_meanwhile');
  });
  return signal.pointId;
}

/**
 * Brings a place back to where it stood before a recurrence was confirmed: its status, its cycle, the
 * hand-overs that had fallen away. Both events stay on record; what was taken back is counted nowhere.
 * @throws {AppError} `signal.undo_overtaken` when something followed or the commune has replied.
 */
export async function withdrawRecurrence(change: Change, signalId: number): Promise<void> {
  const { sql, point } = change;
  const confirmed = await findConfirmingEvent(sql, point.id, signalId);
  const stands =
    confirmed !== null && point.status === 'recurring' && point.cycle === confirmed.cycle;
  if (!stands || !(await takeBackCycle(sql, point.id, confirmed.cycle))) {
    throw new AppError('signal.undo_overtaken');
  }
  const { status, since, cancelledHandoverIds } = confirmed.before;
  await restoreHandovers(sql, cancelledHandoverIds);
  await change.move({ status, cycle: confirmed.cycle - 1, since });
  await change.append('recurrence_withdrawn', {
    detail: { signalId },
    corrects: confirmed.id,
  });
}
