import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { Consent } from '#server/db/write-for-two.ts';
import { registerDeciders } from '#server/features/proposals/rules.ts';

/** The consent of one of the people who may confirm what somebody asks. Throws `proposal.not_yours` without one. */
export function consentFor(people: readonly Actor[], asker: Actor, choice: number): Consent {
  const roles = registerDeciders(asker.role);
  const able = people.filter(({ role }) => roles.includes(role));
  const second = able[choice % able.length];
  if (second === undefined) throw new AppError('proposal.not_yours');
  const decider = { ...second, name: second.accountId };
  return { decider, spend: () => Promise.resolve(), use: () => {} };
}
