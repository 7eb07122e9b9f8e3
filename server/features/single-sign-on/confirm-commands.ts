import type { Caller } from '#server/authentication/authentication.ts';
import type { SessionHolder } from '#server/authentication/holder.ts';
import { renewSession } from '#server/authentication/renew-session.ts';
import { moveToProviderSession } from '#server/authentication/single-sign-on-queries.ts';
import { AppError } from '#server/contract/problem.ts';
import type { IsoInstant } from '#server/contract/time.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { logSession } from '#server/features/accounts/sign-in-commands.ts';
import { CLOCK_TOLERANCE_SECONDS } from '#server/outside/identity-provider.ts';

import { type Aim, findBoundAccount, type HashedPerson } from './queries.ts';

/**
 * Gives the aim of a session whose second factor is the provider's: to prove there anew who is at the screen. Throws
 * `single_sign_on.not_second_factor` where the provider has checked none for it.
 */
export function confirmationOf({ accountId, sessionId, factorProven }: SessionHolder): Aim {
  if (factorProven !== true) throw new AppError('single_sign_on.not_second_factor');
  return { stage: 'confirming', own: { accountId, sessionId } };
}

/**
 * Takes the provider's proof of the person who is signed in: acts that decide are open again for five minutes, and the session
 * gets a new token, as cookies. It must be
 * of the same person, by a second factor, and the provider must have asked them after the session began to ask (OpenID
 * Connect Core 1.0, 3.1.2.1 `max_age`). Refusals are logged. Throws `single_sign_on.other_person`,
 * `single_sign_on.not_confirmed`.
 * @param proof.authenticatedAt seconds since 1970
 */
export async function takeProof(
  deps: Deps,
  { caller, holder }: { caller: Caller; holder: SessionHolder },
  proof: HashedPerson & { authenticatedAt: number | null; startedAt: IsoInstant },
): Promise<string[]> {
  const { accountId, sessionId } = holder;
  const { subjectHash, providerSessionHash } = proof;
  const bound = await asSystem(deps.database, (sql) => findBoundAccount(sql, subjectHash));
  const isSame = bound?.accountId === accountId;
  if (!isSame || !isFresh(proof)) {
    await logSession(deps, 'session.confirm_refused', accountId);
    throw new AppError(isSame ? 'single_sign_on.not_confirmed' : 'single_sign_on.other_person');
  }
  await asSystem(deps.database, (sql) =>
    moveToProviderSession(sql, { sessionId, providerSessionHash }),
  );
  const cookies = await renewSession(deps, caller, holder);
  await logSession(deps, 'session.confirm', accountId, holder);
  return cookies;
}

function isFresh({
  factorProven,
  authenticatedAt,
  startedAt,
}: Parameters<typeof takeProof>[2]): boolean {
  if (!factorProven || authenticatedAt === null) return false;
  return authenticatedAt >= Date.parse(startedAt) / 1000 - CLOCK_TOLERANCE_SECONDS;
}
