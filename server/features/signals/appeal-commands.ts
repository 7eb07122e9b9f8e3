import type * as z from 'zod';

import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { AnswerAppealBody, AppealSignalBody } from '#server/contract/signal.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { changePoint, type Change } from '#server/features/life-cycle/change-commands.ts';

import {
  answerOpenAppeal,
  findOpenAppeal,
  findOwnCommune,
  insertAppeal,
  type OpenAppeal,
  raiseSignalVersion,
  rejectAfterAppeal,
} from './appeal-queries.ts';
import { findSignal, type SignalSubject } from './queries.ts';
import { whyNotAnswer, whyNotAppeal } from './rules.ts';
import { withdrawRecurrence } from './undo-commands.ts';

/** Records the objection of a commune's leader to a standing suspicion or a confirmed recurrence. */
export async function appealSignal(
  deps: Deps,
  actor: Actor,
  signalId: number,
  input: z.infer<typeof AppealSignalBody>,
): Promise<number> {
  const signal = await readSubject(deps, actor, signalId);
  const request = {
    ...requestOf('appeal_signal', signal, input),
    async first(sql: TransactionSql) {
      const now = await findSubject(sql, signalId);
      const refusal = whyNotAppeal(now, await findOpenAppeal(sql, signalId), actor);
      if (refusal !== null) throw new AppError(refusal);
    },
  };
  await changePoint(deps, actor, request, async (change) => {
    const { sql, point } = change;
    const communeId = await findOwnCommune(sql, point.id, actor.communeIds);
    if (communeId === null) throw new AppError('permission.denied');
    await raise(change, signalId, input.version);
    await insertAppeal(sql, {
      signalId,
      pointId: point.id,
      communeId,
      against: signal.decidedBy ?? signal.raisedBy,
      reason: input.reason,
      documentNumber: input.documentNumber,
      raisedBy: actor.accountId,
      raisedOn: input.effectiveOn,
      raisedAt: deps.clock.now(),
    });
    const detail = { signalId, communeId, reason: input.reason };
    change.append('signal_appealed', { detail });
  });
  return signal.pointId;
}

/** Answers an objection, by another person than the one who decided: the decision stands or is overturned. */
export async function answerAppeal(
  deps: Deps,
  actor: Actor,
  signalId: number,
  input: z.infer<typeof AnswerAppealBody>,
): Promise<number> {
  const signal = await readSubject(deps, actor, signalId);
  let appeal: OpenAppeal | null = null;
  const request = {
    ...requestOf('answer_appeal', signal, input),
    async first(sql: TransactionSql) {
      appeal = await findOpenAppeal(sql, signalId);
      const refusal = whyNotAnswer(appeal, actor);
      if (refusal !== null) throw new AppError(refusal);
    },
    notBefore: () => appeal?.raisedOn ?? signal.occurredOn,
  };
  await changePoint(deps, actor, request, async (change) => {
    if (appeal === null) throw new AppError('signal.no_appeal');
    const answered = await answerOpenAppeal(change.sql, {
      appealId: appeal.id,
      answer: input.answer,
      reason: input.reason,
      documentNumber: input.documentNumber,
      answeredBy: actor.accountId,
      answeredOn: input.effectiveOn,
      answeredAt: deps.clock.now(),
    });
    if (!answered) throw new AppError('signal.no_appeal');
    await raise(change, signalId, input.version);
    const detail = { signalId, answer: input.answer, reason: input.reason };
    change.append('appeal_answered', { detail });
    if (input.answer === 'granted') await overturnDecision(change, signal, input.reason);
  });
  return signal.pointId;
}

async function overturnDecision(change: Change, signal: Subject, reason: string): Promise<void> {
  const signalId = signal.id;
  if (signal.state === 'confirmed') await withdrawRecurrence(change, signalId);
  await rejectAfterAppeal(change.sql, {
    signalId,
    decidedBy: change.actor.accountId,
    decidedOn: change.input.effectiveOn,
    decidedAt: change.deps.clock.now(),
    reason,
  });
  change.append('suspicion_rejected', { detail: { signalId, reason } });
}

async function raise(change: Change, signalId: number, version: number): Promise<void> {
  if (!(await raiseSignalVersion(change.sql, signalId, version))) {
    throw new AppError('signal.changed_meanwhile');
  }
}

type Subject = SignalSubject & { pointId: number };

/** Reads the signal and its place. The transaction that carries out the act checks whether it is allowed. */
async function readSubject(deps: Deps, actor: Actor, signalId: number): Promise<Subject> {
  return asActor(deps.database, actor, (sql) => findSubject(sql, signalId));
}

async function findSubject(sql: TransactionSql, signalId: number): Promise<Subject> {
  const signal = await findSignal(sql, signalId);
  if (signal === null) throw new AppError('signal.not_found');
  if (signal.pointId === null) throw new AppError('signal.no_suspicion');
  return { ...signal, pointId: signal.pointId };
}

function requestOf(
  act: 'appeal_signal' | 'answer_appeal',
  signal: Subject,
  input: z.infer<typeof AppealSignalBody>,
) {
  const { effectiveOn, documentNumber, reason } = input;
  return {
    act,
    pointId: signal.pointId,
    input: { effectiveOn, documentNumber, note: null },
    texts: { reason },
    notBefore: () => signal.decidedOn ?? signal.occurredOn,
  };
}
