import type { SessionRestriction } from '#server/contract/account.ts';
import { type Actor, decides, REACH, type Role } from '#server/contract/permission.ts';

/** The holder of a valid session on a day. */
export type SessionHolder = {
  sessionId: string;
  accountId: string;
  username: string;
  name: string;
  disabled: boolean;
  mustChangePassword: boolean;
  secondFactor: boolean;
  /** Null when no assignment is valid that day. */
  role: Role | null;
  communeIds: readonly number[];
  demo: boolean;
};

/** The person as the rules see them; null for the disabled and for those without a valid assignment. */
export function actorOf(holder: SessionHolder): Actor | null {
  const { accountId, role, communeIds } = holder;
  if (holder.disabled || role === null) return null;
  return { accountId, role, reach: REACH[role], communeIds };
}

/**
 * Steps that must be taken before the register opens. The demo's passwords are published and its people are
 * invented: there both steps are offered and not required.
 */
export function restrictionOf(holder: SessionHolder): SessionRestriction | null {
  if (holder.demo || holder.role === null) return null;
  if (holder.mustChangePassword) return 'session.password_change_required';
  if (decides(holder.role) && !holder.secondFactor) return 'session.second_factor_required';
  return null;
}
