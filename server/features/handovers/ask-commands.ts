import { AppError } from '#server/contract/problem.ts';
import {
  latestMove,
  refuseDate,
  type Change,
} from '#server/features/life-cycle/change-commands.ts';
import { readAnswerPeriod } from '#server/settings/life-cycle-settings.ts';

import {
  insertHandovers,
  listReceivingCommunes,
  markCycleTakenBack,
  withdrawPending,
} from './queries.ts';
import { answerDueOn } from './rules.ts';

/** Asks every commune that the point touches now to take it over: the next attempt of its cycle begins. */
export async function askCommunes(
  change: Change,
  { documentNumber, grounds }: { documentNumber: string; grounds: string | null },
): Promise<void> {
  const { sql, point, input } = change;
  const receivers = await listReceivingCommunes(sql, point.id, input.effectiveOn);
  if (receivers.some((receiver) => receiver.abolished)) {
    throw new AppError('handover.commune_abolished');
  }
  const attempts = change.state.handovers.map((part) => part.attempt);
  const attempt = 1 + Math.max(0, ...attempts);
  const communeIds = receivers.map((receiver) => receiver.communeId);
  const period = await readAnswerPeriod(sql, input.effectiveOn);
  await insertHandovers(sql, {
    pointId: point.id,
    cycle: point.cycle,
    attempt,
    communeIds,
    proposedBy: change.actor.accountId,
    proposedOn: input.effectiveOn,
    documentNumber,
    grounds,
    answerDueOn: answerDueOn(input.effectiveOn, period),
  });
  await change.append('handover_proposed', { detail: { attempt, communeIds, grounds } });
}

/** Withdraws the parts that wait for an answer. */
export async function withdrawParts(change: Change, reason: string): Promise<void> {
  const { sql, point, input, actor } = change;
  const handoverIds = await withdrawPending(sql, {
    pointId: point.id,
    withdrawnBy: actor.accountId,
    withdrawnOn: input.effectiveOn,
    reason,
    documentNumber: input.documentNumber,
  });
  const parts = change.handovers.filter((part) => handoverIds.includes(part.id));
  await change.append('handover_withdrawn', {
    detail: {
      attempt: parts[0]?.attempt ?? null,
      handoverIds,
      communeIds: parts.map((part) => part.communeId),
      reason,
    },
  });
}

/**
 * Asks the communes of a corrected place anew: what waits is withdrawn, and what was handed over is the
 * city's again until each of them says yes. The correction is a proposal and needs a document as one does.
 */
export async function askAnew(change: Change, reason: string): Promise<void> {
  const { sql, point, input, handovers, deps } = change;
  const { documentNumber } = input;
  if (documentNumber === null) {
    const code = 'lifecycle.document_required';
    throw new AppError(code, { errors: [{ pointer: '/documentNumber', code }] });
  }
  refuseDate(input.effectiveOn, latestMove(point, handovers), deps.clock.today());
  if (change.state.handovers.some(({ state }) => state === 'pending')) {
    await withdrawParts(change, reason);
  }
  if (point.status === 'handed_over') {
    const seq = point.lastSeq;
    await markCycleTakenBack(sql, { pointId: point.id, number: point.cycle, seq });
    await change.move({ status: 'eliminated' });
    await change.append('handover_reopened', { detail: { reason } });
  }
  await askCommunes(change, { documentNumber, grounds: reason });
}
