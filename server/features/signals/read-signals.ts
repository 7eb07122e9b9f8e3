import type { ActEffect } from '#server/contract/act-effect.ts';
import { effectsOfAct } from '#server/contract/act-effects.ts';
import { can, type Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { MatchingParameters } from '#server/contract/signal-parameters.ts';
import type { Signal, SignalQuery } from '#server/contract/signal.ts';
import type { SignalDetail } from '#server/contract/signal-detail.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { answerDueOn } from '#server/features/handovers/rules.ts';
import { nameCommunesOf } from '#server/features/life-cycle/commune-name-queries.ts';
import { listHandoverParts } from '#server/features/life-cycle/queries.ts';
import { readReplyPeriod } from '#server/settings/life-cycle-settings.ts';
import { readMatchingParameters } from '#server/settings/signal-settings.ts';

import { findOpenAppeal } from './appeal-queries.ts';
import {
  countSignals,
  findShownSignal,
  findSignalPlace,
  listSignals,
  type Reading,
} from './list-queries.ts';
import { findSignal } from './queries.ts';
import { signalActs } from './rules.ts';

const MOST_AT_A_PLACE = 500;

function readingOf(
  { accountId, role }: Actor,
  parameters: MatchingParameters | Promise<MatchingParameters>,
): Reading {
  return { readerId: accountId, ofTips: can(role, 'tips:read'), parameters };
}

/** A page of the signals within reach, in the order of their recording. */
export async function readSignals(
  deps: Deps,
  actor: Actor,
  query: SignalQuery,
): Promise<{ items: Signal[]; next: string | null; total: number }> {
  const { cursor, limit, order, state = null, grade = null, appealed = null } = query;
  const wanted = { pointId: null, state, grade, appealed };
  return asActor(deps.database, actor, async (sql) => {
    const parameters = await readMatchingParameters(sql, deps.clock.today());
    const reading = readingOf(actor, parameters);
    const after = cursor === undefined ? null : Number(cursor);
    const rows = await listSignals(sql, reading, { ...wanted, order, after, limit: limit + 1 });
    const items = rows.slice(0, limit);
    const next = rows.length > limit ? String(items.at(-1)?.id) : null;
    return { items, next, total: await countSignals(sql, reading, wanted) };
  });
}

/** Every signal at a place or in its ring, newest first. */
export async function listSignalsOfPoint(
  sql: TransactionSql,
  deps: Pick<Deps, 'clock'>,
  actor: Actor,
  pointId: number,
): Promise<Signal[]> {
  const reading = readingOf(actor, readMatchingParameters(sql, deps.clock.today()));
  const wanted = {
    pointId,
    state: null,
    order: 'newest' as const,
    after: null,
    limit: MOST_AT_A_PLACE,
  };
  return listSignals(sql, reading, wanted);
}

/** All that a confirmation leads to at the place, by the list that it carries out. */
async function effectsOfConfirmation(
  sql: TransactionSql,
  { id, cycle }: { id: number; cycle: number },
): Promise<ActEffect[]> {
  return effectsOfAct('mark_recurring', { cycle }, await listHandoverParts(sql, id, null));
}

/** One signal with its place and what else was told of there; the look is logged. */
export async function readSignal(
  deps: Deps,
  actor: Actor,
  signalId: number,
): Promise<SignalDetail> {
  const today = deps.clock.today();
  return asActor(deps.database, actor, async (sql) => {
    const parameters = await readMatchingParameters(sql, today);
    const reading = readingOf(actor, parameters);
    const shown = await findShownSignal(sql, reading, signalId);
    const standing = await findSignal(sql, signalId);
    if (shown === null || standing === null) throw new AppError('signal.not_found');
    const place = await findSignalPlace(sql, signalId, shown.match?.judgedMetres ?? null);
    const others = place === null ? [] : await listSignalsOfPoint(sql, deps, actor, place.id);
    const confirmEffects = place === null ? [] : await effectsOfConfirmation(sql, place);
    const appeal = await findOpenAppeal(sql, signalId);
    const undo = { minutes: parameters.flag.undoMinutes, now: deps.clock.now() };
    await appendAudit(sql, deps.clock, {
      action: 'signal.read',
      subjectKind: 'signal',
      subjectId: signalId,
    });
    return {
      ...shown,
      place,
      earlier: others.filter(({ id }) => id !== signalId),
      acts: signalActs(standing, appeal, actor, undo),
      confirmEffects,
      effectCommunes: await nameCommunesOf(sql, confirmEffects),
      replyDueOn: answerDueOn(today, await readReplyPeriod(sql, today)),
      today,
    };
  });
}
