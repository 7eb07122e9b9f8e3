import { can, type Actor } from '#server/contract/permission.ts';
import type { ProblemCode } from '#server/contract/problem.ts';
import type { ReplyState } from '#server/contract/reply.ts';

/**
 * Reason why this person may not write, or file, a reply about a point; null when they may. Only the commune
 * responsible for the point is asked: the lead one, not each one that the point touches.
 */
export function whyNotReply(
  actor: Actor,
  leadCommuneId: number | null,
  state: ReplyState,
): ProblemCode | null {
  if (!can(actor.role, state === 'filed' ? 'replies:file' : 'replies:write')) {
    return 'permission.denied';
  }
  const own = leadCommuneId !== null && actor.communeIds.includes(leadCommuneId);
  return own ? null : 'reply.other_commune';
}
