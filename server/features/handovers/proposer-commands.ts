import type * as z from 'zod';

import type { RespondToRefusalBody, WithdrawHandoverBody } from '#server/contract/life-cycle.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { TransactionSql } from '#server/db/client.ts';
import type { Deps } from '#server/deps.ts';
import { changePoint, type Change } from '#server/features/life-cycle/change-commands.ts';

import { withdrawParts } from './ask-commands.ts';
import { explainEnd, findPointOf } from './read-handovers.ts';
import { answerRefusal, findPointCode, isCommuneInForce } from './queries.ts';

/**
 * The proposer's side answers a refusal, without which it may not propose again. What the answer names
 * (another lead commune, the other entry of the place) is recorded, not carried out: correcting and
 * merging are acts of their own.
 */
export async function respondToRefusal(
  deps: Deps,
  actor: Actor,
  handoverId: number,
  input: z.infer<typeof RespondToRefusalBody>,
): Promise<void> {
  const pointId = (sql: TransactionSql) => findPointOf(sql, handoverId);
  const texts = { text: input.text };
  await changePoint(
    deps,
    actor,
    {
      act: 'respond_refusal',
      pointId,
      input,
      texts,
      handoverId,
      explain: async (_refusal, _sql, parts) => ({
        on: parts.find((part) => part.id === handoverId)?.respondedOn ?? null,
      }),
    },
    async (change) => {
      const part = change.handovers.find((candidate) => candidate.id === handoverId);
      if (part === undefined) throw new AppError('handover.not_found');
      const named = await readNamed(change, input, part.refusalReason);
      const saved = await answerRefusal(change.sql, {
        handoverId,
        response: input.response,
        respondedBy: actor.accountId,
        respondedOn: input.effectiveOn,
        text: input.text,
        documentNumber: input.documentNumber,
        communeId: input.leadCommuneId,
        pointId: input.otherPointId,
      });
      if (!saved) throw new AppError('handover.already_responded');
      await change.append('refusal_answered', {
        detail: {
          handoverId,
          attempt: part.attempt,
          response: input.response,
          text: input.text,
          ...named,
        },
      });
    },
  );
}

/** The proposer's side takes back what the communes have not answered yet. */
export async function withdrawHandover(
  deps: Deps,
  actor: Actor,
  handoverId: number,
  input: z.infer<typeof WithdrawHandoverBody>,
): Promise<void> {
  const pointId = (sql: TransactionSql) => findPointOf(sql, handoverId);
  const texts = { reason: input.reason };
  const explain = explainEnd(handoverId);
  await changePoint(
    deps,
    actor,
    { act: 'withdraw_handover', pointId, input, texts, handoverId, explain },
    (change) => withdrawParts(change, input.reason),
  );
}

/** The commune or point that an answer names, checked against the reason of the refusal. */
async function readNamed(
  change: Change,
  input: z.infer<typeof RespondToRefusalBody>,
  refusalReason: string | null,
): Promise<Record<string, unknown>> {
  const { leadCommuneId, otherPointId } = input;
  if (leadCommuneId !== null) {
    if (refusalReason !== 'wrong_commune') throw mismatch('/leadCommuneId');
    if (!(await isCommuneInForce(change.sql, leadCommuneId, change.deps.clock.today()))) {
      throw new AppError('commune.not_found', {
        errors: [{ pointer: '/leadCommuneId', code: 'commune.not_found' }],
      });
    }
  }
  if (otherPointId === null) return { ...(leadCommuneId !== null && { communeId: leadCommuneId }) };
  if (refusalReason !== 'duplicate' || otherPointId === change.point.id) {
    throw mismatch('/otherPointId');
  }
  const otherCode = await findPointCode(change.sql, otherPointId);
  if (otherCode === null) {
    throw new AppError('point.not_found', {
      errors: [{ pointer: '/otherPointId', code: 'point.not_found' }],
    });
  }
  return { otherPointId, otherCode };
}

function mismatch(pointer: string): AppError {
  const code = 'handover.response_mismatch';
  return new AppError(code, { errors: [{ pointer, code }] });
}
