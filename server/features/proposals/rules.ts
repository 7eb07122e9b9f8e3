import type { Actor, Role } from '#server/contract/permission.ts';
import type { ProblemCode } from '#server/contract/problem.ts';
import type { ProposalState } from '#server/contract/proposal.ts';
import type { IsoInstant } from '#server/contract/time.ts';

/** All that decides who may confirm or refuse a proposal. */
export type Case = {
  state: ProposalState;
  askedBy: string;
  accountId: string | null;
  deciderRoles: readonly Role[];
  dueAt: IsoInstant | null;
  expiresAt: IsoInstant;
  /** One of the two got a role from the other not long ago. */
  roleBetween: boolean;
};

/** Reason why a person may not decide on a proposal now; null when they may. */
export function whyNotDecide(
  proposal: Case,
  decider: Pick<Actor, 'accountId' | 'role'>,
  now: IsoInstant,
): ProblemCode | null {
  const ended = whyNotOpen(proposal, now);
  if (ended !== null) return ended;
  if (proposal.askedBy === decider.accountId) return 'proposal.own';
  if (proposal.accountId === decider.accountId) return 'proposal.own_case';
  if (!proposal.deciderRoles.includes(decider.role)) return 'proposal.not_yours';
  return proposal.roleBetween ? 'proposal.role_from_asker' : null;
}

/** Reason why nothing can be done with a proposal any more; null while it waits. */
export function whyNotOpen(
  { state, expiresAt }: Pick<Case, 'state' | 'expiresAt'>,
  now: IsoInstant,
): ProblemCode | null {
  if (state === 'withdrawn') return 'proposal.withdrawn';
  if (state === 'confirmed' || state === 'refused') return 'proposal.decided_already';
  return state === 'expired' || expiresAt <= now ? 'proposal.expired' : null;
}

/**
 * Roles that confirm what somebody of a role asks about the register. The analyst is measured by none of its figures;
 * the coordinator answers for the plan, leaders and officers for their commune. So one of the two is always an analyst,
 * and never both.
 */
export function registerDeciders(asker: Role): readonly Role[] {
  return asker === 'analyst' ? ['coordinator'] : ['analyst'];
}
