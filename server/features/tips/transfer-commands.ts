import type { Clock } from '#server/clock.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { refuseForbiddenText } from '#server/contract/screened-text.ts';
import type { EndTransferBody, RefusedTransfer } from '#server/contract/tip.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import type { Consent } from '#server/db/write-for-two.ts';
import { writeAsActor } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';
import { isCommuneInForce } from '#server/features/communes/queries.ts';

import { whyNotAnswer, whyNotWithdraw } from './clock-rules.ts';
import { findAskedTip, findTip } from './queries.ts';
import { appendStep, asStep, type StepInput } from './step-commands.ts';
import {
  endTransfer,
  findTransfer,
  insertTransfer,
  lockAskedTip,
  moveAskedTransfers,
  takeTip,
  type TransferRow,
} from './transfer-queries.ts';
import { listTipEvents } from './write-queries.ts';

/** Asks another commune to take a tip. Until one of its people does, the tip, its clock and its figures stay where they are. */
export async function askTransfer(
  deps: Deps,
  actor: Actor,
  tipId: number,
  input: StepInput & { communeId: number },
  consent?: Consent,
): Promise<number> {
  const { communeId, documentNumber, note } = input;
  const given = { tipId, step: 'transfer_asked' as const, input, consent };
  return asStep(deps, actor, given, async (sql, { tip, events }) => {
    if (!(await isCommuneInForce(sql, communeId, deps.clock.today()))) {
      throw new AppError('commune.not_found', {
        errors: [{ pointer: '/communeId', code: 'commune.not_found' }],
      });
    }
    if (tip.communeId === communeId) {
      throw new AppError('tip.same_commune', {
        errors: [{ pointer: '/communeId', code: 'tip.same_commune' }],
      });
    }
    const sides = { fromCommuneId: tip.communeId, toCommuneId: communeId };
    const asker = { askedBy: actor.accountId, askedRole: actor.role, askedAt: deps.clock.now() };
    const asked = { tipId, ...sides, ...asker, askedOn: input.effectiveOn };
    const transferId = await insertTransfer(sql, { ...asked, documentNumber, note });
    const detail = { transferId, from: tip.communeId, to: communeId };
    await appendStep(sql, deps, actor, events, { ...input, tipId, step: 'transfer_asked', detail });
    return transferId;
  });
}

/** A person of the asked commune takes the tip: it moves there with the clock that it has. Gives the number of the tip. */
export async function takeTransfer(deps: Deps, actor: Actor, id: number): Promise<number> {
  return writeAsActor(deps.database, actor, async (sql) => {
    const asked = await lockAnswerable(sql, actor, id);
    if (!(await isCommuneInForce(sql, asked.toCommuneId, deps.clock.today()))) {
      throw new AppError('commune.not_found');
    }
    const events = await listTipEvents(sql, asked.tipId, actor);
    if (!(await takeTip(sql, id, deps.clock.now()))) throw new AppError('tip.transfer_answered');
    await appendAnswer(sql, deps, actor, { asked, events, step: 'transferred', note: null });
    return asked.tipId;
  });
}

/** A person of the asked commune refuses the tip with the grounds: it stays where it is. */
export async function refuseTransfer(
  deps: Deps,
  actor: Actor,
  id: number,
  { reason }: EndTransferBody,
): Promise<RefusedTransfer> {
  refuseForbiddenText({ reason });
  return writeAsActor(deps.database, actor, async (sql) => {
    const asked = await lockAnswerable(sql, actor, id);
    const events = await listTipEvents(sql, asked.tipId, actor);
    const tip = await findAskedTip(sql, asked.tipId);
    if (tip === null) throw new AppError('tip.transfer_not_found');
    const answer = { asked, events, step: 'transfer_refused' as const, note: reason };
    // Written while it waits: afterwards the tip is out of sight.
    await appendAnswer(sql, deps, actor, answer);
    await end(sql, deps, actor, id, { state: 'refused', reason });
    return { id: tip.id, code: tip.code };
  });
}

/** The side that asked takes its question back. Gives the number of the tip. */
export async function withdrawTransfer(
  deps: Deps,
  actor: Actor,
  id: number,
  { reason }: EndTransferBody,
): Promise<number> {
  refuseForbiddenText({ reason });
  return writeAsActor(deps.database, actor, async (sql) => {
    const found = await findTransfer(sql, id);
    if (found === null) throw new AppError('tip.transfer_not_found');
    await findTip(sql, found.tipId, true);
    const asked = await judged(sql, actor, id, whyNotWithdraw);
    const events = await listTipEvents(sql, asked.tipId, actor);
    await end(sql, deps, actor, id, { state: 'withdrawn', reason });
    await appendAnswer(sql, deps, actor, {
      asked,
      events,
      step: 'transfer_withdrawn',
      note: reason,
    });
    return asked.tipId;
  });
}

/** The question with its tip locked; throws where the actor may not answer it. */
async function lockAnswerable(sql: TransactionSql, actor: Actor, id: number) {
  const found = await findTransfer(sql, id);
  if (found === null) throw new AppError('tip.transfer_not_found');
  await lockAskedTip(sql, found.tipId);
  // Read again: whoever held the tip may have answered or withdrawn it meanwhile.
  return judged(sql, actor, id, whyNotAnswer);
}

async function judged(
  sql: TransactionSql,
  actor: Actor,
  id: number,
  whyNot: typeof whyNotAnswer,
): Promise<TransferRow> {
  const asked = await findTransfer(sql, id);
  if (asked === null) throw new AppError('tip.transfer_not_found');
  const refusal = whyNot(asked, actor);
  if (refusal !== null) throw new AppError(refusal);
  return asked;
}

async function end(
  sql: TransactionSql,
  deps: Deps,
  actor: Actor,
  id: number,
  given: { state: 'refused' | 'withdrawn'; reason: string },
): Promise<void> {
  const by = { decidedBy: actor.accountId, decidedAt: deps.clock.now() };
  if (!(await endTransfer(sql, id, { ...given, ...by }))) {
    throw new AppError('tip.transfer_answered');
  }
}

/** Appends what became of the question to the history, of today. */
async function appendAnswer(
  sql: TransactionSql,
  deps: Deps,
  actor: Actor,
  given: {
    asked: TransferRow;
    events: readonly unknown[];
    step: 'transferred' | 'transfer_refused' | 'transfer_withdrawn';
    note: string | null;
  },
): Promise<void> {
  const { asked, events, step, note } = given;
  const detail = { transferId: asked.id, from: asked.fromCommuneId, to: asked.toCommuneId };
  const common = { effectiveOn: deps.clock.today(), documentNumber: null, note };
  await appendStep(sql, deps, actor, events, { ...common, tipId: asked.tipId, step, detail });
}

/**
 * Asks the successors of abolished communes for the tips that these were asked to take. Call it with the system's rights in
 * the transaction that changes the communes or their areas; again it changes nothing.
 */
export async function askSuccessorsForTips(sql: TransactionSql, clock: Clock): Promise<void> {
  const result = await moveAskedTransfers(sql, clock.today(), clock.now());
  if (result.moved + result.ended === 0) return;
  await appendAudit(sql, clock, {
    action: 'tip.ask_successors',
    subjectKind: 'tip',
    subjectId: null,
    detail: result,
  });
}
