import { AppError } from '#server/contract/problem.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import {
  latestMove,
  refuseDate,
  type Change,
} from '#server/features/life-cycle/change-commands.ts';
import { type AnswerPeriod, readAnswerPeriod } from '#server/settings/life-cycle-settings.ts';

import {
  insertHandovers,
  listReceivingCommunes,
  markCycleTakenBack,
  type ReceivingCommune,
  withdrawPending,
} from './queries.ts';
import { answerDueOn } from './rules.ts';

type Receivers = { receivers: ReceivingCommune[]; period: AnswerPeriod };

/** Reads whom a hand-over asks that is proposed on a day, and how long they have. */
export async function readReceivers(
  sql: TransactionSql,
  pointId: number,
  on: IsoDate,
): Promise<Receivers> {
  const [receivers, period] = await Promise.all([
    listReceivingCommunes(sql, pointId, on),
    readAnswerPeriod(sql, on),
  ]);
  return { receivers, period };
}

/** Asks every commune that the point touches now to take it over: the next attempt of its cycle begins. */
export function askCommunes(
  change: Change,
  { receivers, period }: Receivers,
  { documentNumber, grounds }: { documentNumber: string; grounds: string | null },
): void {
  const { sql, point, input } = change;
  if (receivers.some((receiver) => receiver.abolished)) {
    throw new AppError('handover.commune_abolished');
  }
  const attempts = change.state.handovers.map((part) => part.attempt);
  const attempt = 1 + Math.max(0, ...attempts);
  const communeIds = receivers.map((receiver) => receiver.communeId);
  insertHandovers(sql, {
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
  change.append('handover_proposed', { detail: { attempt, communeIds, grounds } });
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
  change.append('handover_withdrawn', {
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
    markCycleTakenBack(sql, { pointId: point.id, number: point.cycle, seq });
    change.move({ status: 'eliminated' });
    change.append('handover_reopened', { detail: { reason } });
  }
  const receivers = await readReceivers(sql, point.id, input.effectiveOn);
  askCommunes(change, receivers, { documentNumber, grounds: reason });
}
