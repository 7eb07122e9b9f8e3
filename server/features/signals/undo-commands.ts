import type { Actor } from '#server/contract/permission.ts';
import type { PointStatus } from '#server/contract/point.ts';
import { AppError } from '#server/contract/problem.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { listReceivingCommunes, markCycleTakenBack } from '#server/features/handovers/queries.ts';
import { mustAskAnew } from '#server/features/handovers/rules.ts';
import { changePoint, type Change } from '#server/features/life-cycle/change-commands.ts';
import { readMatchingParameters } from '#server/settings/signal-settings.ts';

import { findSignal } from './queries.ts';
import { whyNotUndo } from './rules.ts';
import {
  findConfirmingEvent,
  reopenSignal,
  restoreHandovers,
  takeBackCycle,
} from './undo-queries.ts';

/** Undoes a decision: the person who made it takes it back within the set time, and the suspicion stands again. */
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
    else change.append('suspicion_restored', { detail: { signalId } });
    const reopened = await reopenSignal(change.sql, { signalId, version: input.version });
    if (!reopened) throw new AppError('signal.changed_meanwhile');
  });
  return signal.pointId;
}

/**
 * Brings a place back to where it stood before a recurrence was confirmed: its status, its cycle, the
 * hand-overs that had fallen away. Both events stay on record; what was taken back is counted nowhere. A
 * hand-over does not come back when the place came to lie in other communes meanwhile: these never accepted it.
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
  const cycle = confirmed.cycle - 1;
  const withdrawn = { detail: { signalId }, corrects: confirmed.id };
  if (!(await bindsOthers(change, { status, cycle, cancelledHandoverIds }))) {
    await restoreHandovers(sql, cancelledHandoverIds);
    change.move({ status, cycle, since });
    change.append('recurrence_withdrawn', withdrawn);
  } else if (status === 'handed_over') {
    markCycleTakenBack(sql, { pointId: point.id, number: cycle, seq: point.lastSeq });
    change.move({ status: 'eliminated', cycle });
    change.append('recurrence_withdrawn', withdrawn);
    change.append('handover_reopened');
  } else {
    change.move({ status, cycle, since });
    change.append('recurrence_withdrawn', withdrawn);
  }
}

/** True when a hand-over that would be restored binds other communes than those the place lies in now. */
async function bindsOthers(
  { sql, point, handovers, input }: Change,
  before: { status: PointStatus; cycle: number; cancelledHandoverIds: readonly number[] },
): Promise<boolean> {
  const ofCycle = handovers.filter(({ cycle }) => cycle === before.cycle);
  const latest = Math.max(0, ...ofCycle.map(({ attempt }) => attempt));
  const parts = ofCycle
    .filter(({ attempt }) => attempt === latest)
    .map(({ id, communeId, state }) => {
      const waits = before.cancelledHandoverIds.includes(id);
      return { communeId, state: waits ? ('pending' as const) : state };
    })
    .filter(({ state }) => ['pending', 'confirmed', 'recorded'].includes(state));
  const present = await listReceivingCommunes(sql, point.id, input.effectiveOn);
  return mustAskAnew(before.status, parts, {
    before: parts.map(({ communeId }) => communeId),
    after: present.map(({ communeId }) => communeId),
  });
}
