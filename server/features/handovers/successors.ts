import type { Actor } from '#server/contract/permission.ts';
import type { TransactionSql } from '#server/db/client.ts';
import type { Clock } from '#server/deps.ts';
import { appendAudit } from '#server/features/audit/queries.ts';
import { deriveFlags } from '#server/features/life-cycle/change.ts';
import {
  appendEvent,
  listHandoverParts,
  lockPoint,
  raiseVersion,
  type HandoverPart,
  type LockedPoint,
} from '#server/features/life-cycle/queries.ts';
import { readAnswerPeriod } from '#server/features/settings/life-cycle-settings.ts';

import { answerDueOn, successorsToAsk } from './rules.ts';
import {
  insertSuccessorPart,
  lapseParts,
  listOrphanedParts,
  listPresentCommunes,
} from './successor-queries.ts';

/** `asked`: points of which a successor was asked; `waiting`: those of which none is known yet. */
export type AskedSuccessors = { asked: number; waiting: number };

/**
 * Asks the successors of abolished communes for what these had been handed over, or were asked to take
 * over. The status of no point changes by it: a point that was handed over stays so with the flag
 * `handover_pending`, and counts for nobody until its successor's leader has answered. Call it with the
 * system's rights in the transaction that changes the communes or their areas; again it changes nothing.
 *
 * @param actor who changed the communes; null: the system itself.
 */
export async function askSuccessors(
  sql: TransactionSql,
  clock: Clock,
  actor: Pick<Actor, 'accountId' | 'role'> | null,
  pointIds: readonly number[] | null = null,
): Promise<AskedSuccessors> {
  const orphaned = await listOrphanedParts(sql, pointIds, clock.today());
  const result = { asked: 0, waiting: 0 };
  for (const pointId of new Set(orphaned.map((part) => part.pointId))) {
    const lapsed = orphaned.filter((part) => part.pointId === pointId).map((part) => part.id);
    const done = await askOfPoint(sql, clock, actor, { pointId, lapsed });
    result[done ? 'asked' : 'waiting'] += 1;
  }
  if (result.asked === 0) return result;
  await appendAudit(sql, clock, {
    action: 'handover.ask_successors',
    subjectKind: 'handover',
    subjectId: null,
    detail: result,
  });
  return result;
}

async function askOfPoint(
  sql: TransactionSql,
  clock: Clock,
  actor: Pick<Actor, 'accountId' | 'role'> | null,
  given: { pointId: number; lapsed: readonly number[] },
): Promise<boolean> {
  const { pointId } = given;
  const today = clock.today();
  const point = await lockPoint(sql, pointId);
  if (point === null) return false;
  const present = await listPresentCommunes(sql, pointId, today);
  const parts = (await listHandoverParts(sql, pointId, today)).filter(
    (part) => part.cycle === point.cycle,
  );
  const plan = successorsToAsk(parts, given.lapsed, present);
  if (plan === null) return false;
  await lapseParts(sql, plan.lapsedIds, today);
  const due = answerDueOn(today, await readAnswerPeriod(sql, today));
  const successor = point.status === 'handed_over' ? 'after_handover' : 'while_pending';
  for (const communeId of plan.communeIds) {
    const part = { followsId: plan.followsId, communeId, successor, askedOn: today } as const;
    await insertSuccessorPart(sql, { ...part, answerDueOn: due });
  }
  await appendAsked(sql, clock, actor, { point, parts, plan });
  await raiseVersion(sql, pointId);
  await deriveFlags(sql, { clock }, pointId);
  return true;
}

async function appendAsked(
  sql: TransactionSql,
  clock: Clock,
  actor: Pick<Actor, 'accountId' | 'role'> | null,
  given: {
    point: LockedPoint;
    parts: readonly HandoverPart[];
    plan: { lapsedIds: readonly number[]; communeIds: readonly number[] };
  },
): Promise<void> {
  const { point, parts, plan } = given;
  const lapsed = parts.filter((part) => plan.lapsedIds.includes(part.id));
  await appendEvent(sql, {
    pointId: point.id,
    seq: point.lastSeq + 1,
    cycle: point.cycle,
    kind: 'successor_asked',
    effectiveOn: clock.today(),
    recordedAt: clock.now(),
    actorId: actor?.accountId ?? null,
    actorRole: actor?.role ?? 'system',
    documentNumber: null,
    note: null,
    statusAfter: point.status,
    detail: {
      attempt: lapsed[0]?.attempt ?? null,
      handoverIds: plan.lapsedIds,
      formerCommuneIds: lapsed.map((part) => part.communeId),
      communeIds: plan.communeIds,
    },
  });
}
