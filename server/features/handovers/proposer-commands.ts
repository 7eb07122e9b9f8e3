import type * as z from 'zod';

import type { RespondToRefusalBody, WithdrawHandoverBody } from '#server/contract/life-cycle.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { Deps } from '#server/deps.ts';
import { changePoint } from '#server/features/life-cycle/change-commands.ts';

import { withdrawParts } from './ask-commands.ts';
import { explainEnd, ofHandover } from './read-handovers.ts';
import { answerRefusal } from './queries.ts';
import { readNamed } from './read-named.ts';

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
  const texts = { text: input.text };
  await changePoint(
    deps,
    actor,
    {
      act: 'respond_refusal',
      ...ofHandover(handoverId),
      input,
      texts,
      explain: async (_refusal, _sql, parts) => ({
        on: parts.find((part) => part.id === handoverId)?.respondedOn ?? null,
      }),
    },
    async (change) => {
      const part = change.handovers.find((candidate) => candidate.id === handoverId);
      if (part === undefined) throw new AppError('handover.not_found');
      const otherCode = await readNamed(
        change.sql,
        {
          commune: { id: input.leadCommuneId, field: 'leadCommuneId' },
          point: { id: input.otherPointId, field: 'otherPointId' },
        },
        { reason: part.refusalReason, pointId: change.point.id, today: deps.clock.today() },
      );
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
      change.append('refusal_answered', {
        detail: {
          handoverId,
          attempt: part.attempt,
          response: input.response,
          text: input.text,
          ...(input.leadCommuneId !== null && { communeId: input.leadCommuneId }),
          ...(otherCode !== null && { otherPointId: input.otherPointId, otherCode }),
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
  const texts = { reason: input.reason };
  const explain = explainEnd(handoverId);
  await changePoint(
    deps,
    actor,
    { act: 'withdraw_handover', ...ofHandover(handoverId), input, texts, explain },
    (change) => withdrawParts(change, input.reason),
  );
}
