import type { Handover } from '#server/contract/handover.ts';
import type { Actor } from '#server/contract/permission.ts';
import type { ProblemCode } from '#server/contract/problem.ts';
import { daysBetween } from '#server/contract/civil-day.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { whyNot, type PointState } from '#server/features/life-cycle/rules.ts';

import { findEndOfPart, pointOfHandover, type HandoverRow } from './queries.ts';

/** Shows every part of every hand-over of a point, in their order, with what the reader may do about it. */
export function shownHandovers(
  rows: readonly HandoverRow[],
  actor: Actor,
  standing: { state: PointState; today: IsoDate },
): Handover[] {
  const { state, today } = standing;
  return rows.map(({ proposedById, ...row }) => ({
    ...row,
    proposedByMe: proposedById === actor.accountId,
    answerOverdueDays: overdueDays(row, today),
    whyNotAnswer: whyNot('confirm_handover', state, actor, row.id),
    whyNotRespond: whyNot('respond_refusal', state, actor, row.id),
    whyNotWithdraw: whyNot('withdraw_handover', state, actor, row.id),
  }));
}

/** The point of a hand-over as an act on it names it: `handover.not_found` also where it is out of the asker's reach. */
export function ofHandover(handoverId: number) {
  return {
    handoverId,
    pointId: (sql: TransactionSql) => pointOfHandover(sql, handoverId),
    missing: 'handover.not_found' as const,
  };
}

function overdueDays(
  { state, answerDueOn }: Pick<HandoverRow, 'state' | 'answerDueOn'>,
  today: IsoDate,
): number | null {
  if (state !== 'pending' || answerDueOn === null || answerDueOn >= today) return null;
  return daysBetween(answerDueOn, today);
}

/** Explains to the writer who came second who was faster (role and commune, no name), with which act, and when. */
export function explainEnd(handoverId: number) {
  return async (refusal: ProblemCode, sql: TransactionSql): Promise<Record<string, unknown>> => {
    if (refusal !== 'handover.not_pending') return {};
    const end = await findEndOfPart(sql, handoverId);
    if (end === null) return {};
    const { kind, recordedAt: at, actorRole: role } = end;
    const commune = `${end.communeType === 'xa' ? 'xã' : 'phường'} ${end.communeName ?? ''}`;
    switch (kind) {
      case 'handover_confirmed':
        return { outcome: 'confirmed', role, confirmedBy: commune, at };
      case 'handover_refused':
      case 'successor_refused':
        return { outcome: 'refused', role, refusedBy: commune, at };
      case 'handover_withdrawn':
        return { outcome: 'withdrawn', role, withdrawnAt: at };
      case 'successor_asked':
        return { outcome: 'successor_asked', role, lapsedCommune: commune, at };
    }
  };
}
