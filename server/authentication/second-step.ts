import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import type { Caller } from './authentication.ts';
import { hashOf } from './provider-secrets.ts';
import { settleSecondStep } from './single-sign-on-queries.ts';

/**
 * Notes that the session which a second factor has just opened began at the organisation's provider, if it did, so that
 * the provider can end it.
 */
export async function noteSecondStep(
  deps: Pick<Deps, 'authentication' | 'database'>,
  caller: Caller,
  session: { id: string } | { token: string },
): Promise<void> {
  const challenge = await deps.authentication.challenge(caller.cookie);
  if (challenge === null) return;
  const challengeHash = hashOf(challenge);
  await asSystem(deps.database, (sql) => settleSecondStep(sql, { challengeHash, session }));
}
