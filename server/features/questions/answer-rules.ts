import type { Actor } from '#server/contract/permission.ts';
import type { ProblemCode } from '#server/contract/problem.ts';
import type { ReplyState } from '#server/contract/reply.ts';
import { whyNotReply } from '#server/features/replies/rules.ts';

/**
 * Reason why this person may not write, or file, an answer to a question; null when they may. A commune answers for
 * itself, and the coordinator for the city (`communeId` null).
 */
export function whyNotAnswer(
  actor: Actor,
  communeId: number | null,
  state: ReplyState,
): ProblemCode | null {
  if (communeId !== null) return whyNotReply(actor, communeId, state);
  return actor.role === 'coordinator' ? null : 'permission.denied';
}
