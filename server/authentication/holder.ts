import type { SessionRestriction } from '#server/contract/account.ts';
import {
  type Actor,
  can,
  decides,
  REACH,
  type Role,
  type TokenScope,
} from '#server/contract/permission.ts';

import { type Context, isElsewhere } from './context-rules.ts';

/** Facts of the token with which a program asks. */
export type TokenFacts = TokenScope & {
  kind: 'personal' | 'system';
  purpose: string;
  requestsPerMinute: number;
};

/** The holder of a valid session or token on a day. */
export type SessionHolder = {
  sessionId: string;
  accountId: string;
  username: string;
  name: string;
  disabled: boolean;
  mustChangePassword: boolean;
  secondFactor: boolean;
  /** True where a passkey of the account can sign. */
  passkey: boolean;
  /** Seconds since the person last showed to be there, when the session was read; null for a token. */
  secondsSinceProof: number | null;
  /** Seconds until the session is over if nobody asks for anything, when it was read; absent for a token. */
  secondsUntilIdle?: number;
  /** Address and browser of the last proof; absent for a token. */
  provedAddress?: string | null;
  provedAgent?: string | null;
  /** Null when no assignment is valid that day. */
  role: Role | null;
  communeIds: readonly number[];
  demo: boolean;
  /** True where the organisation's provider opened the session: its person may not know a password here. */
  singleSignOn?: boolean;
  /** True where that provider has checked a second factor that the operator trusts. */
  factorProven?: boolean;
  /** Absent in a session. */
  token?: TokenFacts;
};

/** The person as the rules see them; null for the disabled and for those without a valid assignment. */
export function actorOf(holder: SessionHolder): Actor | null {
  const { accountId, role, communeIds, token } = holder;
  if (holder.disabled || role === null) return null;
  const actor = { accountId, role, reach: REACH[role], communeIds };
  if (token === undefined) return actor;
  const { tokenId, collections } = token;
  // An account can have lost a right since its token was made.
  const rights = token.rights.filter((right) => can(role, right));
  return { ...actor, token: { tokenId, collections, rights } };
}

/** People whose sign-in needs a second factor: everybody, or only those of roles that decide. */
export type SecondFactorRule = 'everybody' | 'deciders';

/** Tests if a role signs in with a second factor. */
export function needsSecondFactor(role: Role, rule: SecondFactorRule): boolean {
  return rule === 'everybody' || decides(role);
}

/**
 * Steps that must be taken before the register opens. The demo's passwords are published and its people are
 * invented: there both steps are offered and not required.
 */
export function restrictionOf(
  holder: SessionHolder,
  rule: SecondFactorRule,
): SessionRestriction | null {
  if (holder.demo || holder.role === null) return null;
  // Nobody signs in to the account of a system: it has neither password nor second factor.
  if (holder.token?.kind === 'system') return null;
  if (holder.mustChangePassword && holder.singleSignOn !== true)
    return 'session.password_change_required';
  const proven = holder.secondFactor || holder.factorProven === true;
  if (needsSecondFactor(holder.role, rule) && !proven) return 'session.second_factor_required';
  return null;
}

/** Time without an act that decides after which such an act asks again. */
const PROOF_SECONDS = 300;

/**
 * Tells if an act that decides must ask the person again: of a role that decides and has a second factor, here or at the
 * organisation's provider, or a passkey, five minutes after the last proof, and at once where the request comes from another network or
 * browser than that proof. The demonstration's people have neither, and are not asked.
 */
export function mustConfirm(holder: SessionHolder, now: Context): boolean {
  const { role, secondFactor, passkey, secondsSinceProof, factorProven } = holder;
  if (role === null || secondsSinceProof === null || !decides(role)) return false;
  if (!secondFactor && !passkey && factorProven !== true) return false;
  return secondsSinceProof > PROOF_SECONDS || isElsewhere(now, provedIn(holder));
}

/**
 * Tells if a change of what lets a person in must ask them again: of every role, five minutes after the last proof or where
 * the request comes from elsewhere. Nobody is asked in the demonstration, whose passwords are published.
 */
export function mustProveOwn(holder: SessionHolder, now: Context): boolean {
  if (holder.demo || holder.secondsSinceProof === null) return false;
  return holder.secondsSinceProof > PROOF_SECONDS || isElsewhere(now, provedIn(holder));
}

function provedIn({ provedAddress, provedAgent }: SessionHolder): Context {
  return { address: provedAddress ?? null, userAgent: provedAgent ?? null };
}

/** Tells if the only second factor of a session, but for passkeys, is the one that the provider has checked. */
export function provesByProvider({ secondFactor, factorProven }: SessionHolder): boolean {
  return factorProven === true && !secondFactor;
}
