import type * as z from 'zod';

import type { RespondToRefusalBody, WithdrawHandoverBody } from '#server/contract/life-cycle.ts';
import { can, type Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { changePoint, type Change } from '#server/features/life-cycle/change-commands.ts';

import { withdrawParts } from './ask-commands.ts';
import { explainEnd } from './read-handovers.ts';
import {
  answerRefusal,
  findHandover,
  findPointCode,
  isCommuneInForce,
  type HandoverSubject,
} from './queries.ts';

/**
 * The proposer's side answers a refusal, without which it may not propose again. What the answer names
 * (another lead commune, the other entry of the place) is recorded, not carried out: correcting and
 * merging are acts of their own. Gives back the id of the point.
 */
export async function respondToRefusal(
  deps: Deps,
  actor: Actor,
  handoverId: number,
  input: z.infer<typeof RespondToRefusalBody>,
): Promise<number> {
  const { pointId } = await findOwn(deps, actor, handoverId);
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
  return pointId;
}

/** The proposer's side takes back what the communes have not answered yet; gives back the id of the point. */
export async function withdrawHandover(
  deps: Deps,
  actor: Actor,
  handoverId: number,
  input: z.infer<typeof WithdrawHandoverBody>,
): Promise<number> {
  const { pointId } = await findOwn(deps, actor, handoverId);
  const texts = { reason: input.reason };
  const explain = explainEnd(handoverId);
  await changePoint(
    deps,
    actor,
    { act: 'withdraw_handover', pointId, input, texts, handoverId, explain },
    (change) => withdrawParts(change, input.reason),
  );
  return pointId;
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

async function findOwn(deps: Deps, actor: Actor, handoverId: number): Promise<HandoverSubject> {
  if (!can(actor.role, 'handovers:propose')) throw new AppError('permission.denied');
  const subject = await asActor(deps.database, actor, (sql) => findHandover(sql, handoverId));
  if (subject === null) throw new AppError('handover.not_found');
  return subject;
}
