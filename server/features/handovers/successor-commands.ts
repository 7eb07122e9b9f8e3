import type { Clock } from '#server/clock.ts';
import type { Actor } from '#server/contract/permission.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { deriveManyFlags } from '#server/features/life-cycle/flag-commands.ts';
import { readAnswerPeriod } from '#server/settings/life-cycle-settings.ts';

import { answerDueOn, successorsToAsk } from './rules.ts';
import {
  appendAskedEvents,
  insertSuccessorParts,
  lapseParts,
  listMovedPoints,
  listOrphanedPoints,
  lockBoundPoints,
} from './successor-queries.ts';

const POINTS_AT_ONCE = 1_000;

/** `asked`: points of which a successor was asked; `waiting`: those of which none is known yet. */
export type AskedSuccessors = { asked: number; waiting: number };

type Asker = Pick<Actor, 'accountId' | 'role'> | null;

/**
 * Asks the successors of abolished communes for what these had been handed over, or were asked to take
 * over. The status of no point changes by it: a point that was handed over stays so with the flag
 * `handover_pending`, and counts for nobody until its successor's leader has answered. Call it with the
 * system's rights in the transaction that changes the communes; again it changes nothing.
 *
 * @param actor who changed the communes; null: the system itself.
 */
export async function askSuccessors(
  sql: TransactionSql,
  clock: Clock,
  actor: Asker,
  pointIds: readonly number[] | null = null,
): Promise<AskedSuccessors> {
  return askAll(sql, clock, actor, await listOrphanedPoints(sql, pointIds, clock.today()));
}

/**
 * Asks the communes into which new areas put what others had been handed over, or were asked to take over,
 * as `askSuccessors` does; abolished communes included. Call it once the communes of all points are derived.
 */
export async function askAfterNewAreas(
  sql: TransactionSql,
  clock: Clock,
  actor: Asker,
  pointIds: readonly number[] | null = null,
): Promise<AskedSuccessors> {
  const today = clock.today();
  const orphaned = await listOrphanedPoints(sql, pointIds, today);
  const moved = await listMovedPoints(sql, pointIds, today);
  return askAll(sql, clock, actor, [...new Set([...orphaned, ...moved])]);
}

async function askAll(
  sql: TransactionSql,
  clock: Clock,
  actor: Asker,
  pointIds: readonly number[],
): Promise<AskedSuccessors> {
  let asked = 0;
  for (let from = 0; from < pointIds.length; from += POINTS_AT_ONCE) {
    asked += await askOfPoints(sql, clock, actor, pointIds.slice(from, from + POINTS_AT_ONCE));
  }
  const result = { asked, waiting: pointIds.length - asked };
  if (asked === 0) return result;
  await appendAudit(sql, clock, {
    action: 'handover.ask_successors',
    subjectKind: 'handover',
    subjectId: null,
    detail: result,
  });
  return result;
}

async function askOfPoints(
  sql: TransactionSql,
  clock: Clock,
  actor: Asker,
  pointIds: readonly number[],
): Promise<number> {
  const today = clock.today();
  const plans = (await lockBoundPoints(sql, pointIds, today)).flatMap((point) => {
    const plan = successorsToAsk(point.parts, point.present);
    return plan === null ? [] : [{ ...point, ...plan }];
  });
  if (plans.length === 0) return 0;
  await lapseParts(
    sql,
    plans.flatMap(({ lapsedIds }) => lapsedIds),
    today,
  );
  const parts = plans.flatMap(({ communeIds, followsId, status }) => {
    const successor =
      status === 'handed_over' ? ('after_handover' as const) : ('while_pending' as const);
    return communeIds.map((communeId) => ({ followsId, communeId, successor }));
  });
  const due = answerDueOn(today, await readAnswerPeriod(sql, today));
  await insertSuccessorParts(sql, parts, { on: today, answerDueOn: due });
  const events = plans.map((plan) => {
    const lapsed = plan.parts.filter((part) => plan.lapsedIds.includes(part.id));
    const detail = {
      attempt: plan.parts[0]?.attempt ?? null,
      handoverIds: plan.lapsedIds,
      formerCommuneIds: lapsed.map((part) => part.communeId),
      communeIds: plan.communeIds,
    };
    const { pointId, cycle, status, lastSeq } = plan;
    return { pointId, seq: lastSeq + 1, cycle, status, detail };
  });
  const accountId = actor?.accountId ?? null;
  const by = { accountId, role: actor?.role ?? 'system', on: today, at: clock.now() };
  await appendAskedEvents(sql, events, by);
  await deriveManyFlags(
    sql,
    { clock },
    plans.map(({ pointId }) => pointId),
  );
  return plans.length;
}
