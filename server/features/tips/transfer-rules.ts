import { type Actor, can, REACH, type Role } from '#server/contract/permission.ts';
import type { ProblemCode } from '#server/contract/problem.ts';

import type { TransferState } from './transfer-queries.ts';

/** Question to another commune, as its answers are judged. */
export type AskedTransfer = {
  fromCommuneId: number;
  toCommuneId: number;
  askedBy: string;
  askedRole: string;
  state: TransferState;
};

type Person = Pick<Actor, 'accountId' | 'role' | 'reach' | 'communeIds'>;

/** Reason why a person may not take or refuse a tip of which a commune was asked; null when they may. */
export function whyNotAnswer(asked: AskedTransfer, person: Person): ProblemCode | null {
  if (!can(person.role, 'tips:work')) return 'permission.denied';
  const ended = whyNotWaiting(asked.state);
  if (ended !== null) return ended;
  if (asked.askedBy === person.accountId) return 'tip.transfer_own';
  const ofAsked = person.reach === 'communes' && person.communeIds.includes(asked.toCommuneId);
  return ofAsked ? null : 'tip.transfer_not_yours';
}

/** Reason why a person may not withdraw it; null when they are of the side that asked: the city, or the commune. */
export function whyNotWithdraw(asked: AskedTransfer, person: Person): ProblemCode | null {
  if (!can(person.role, 'tips:work')) return 'permission.denied';
  const ended = whyNotWaiting(asked.state);
  if (ended !== null) return ended;
  const byCity = isRole(asked.askedRole) && REACH[asked.askedRole] === 'city';
  const ofSide = byCity
    ? person.reach === 'city'
    : person.reach === 'communes' && person.communeIds.includes(asked.fromCommuneId);
  return ofSide ? null : 'tip.transfer_not_yours';
}

function isRole(role: string): role is Role {
  return role in REACH;
}

function whyNotWaiting(state: TransferState): ProblemCode | null {
  if (state === 'pending') return null;
  if (state === 'withdrawn') return 'tip.transfer_withdrawn';
  return state === 'ended' ? 'tip.transfer_ended' : 'tip.transfer_answered';
}
