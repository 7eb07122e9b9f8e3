import { randomBytes } from 'node:crypto';

import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import type { Caller } from './authentication.ts';
import type { SessionHolder } from './holder.ts';
import { renewToken } from './session-queries.ts';

/**
 * Gives a session a new token after its person has shown to be there: a token that somebody has copied before is worth
 * nothing then. The session itself goes on, and with it unsent work and open streams. Returns the cookies to set.
 */
export async function renewSession(
  deps: Pick<Deps, 'authentication' | 'database'>,
  { address, userAgent }: Caller,
  { sessionId }: Pick<SessionHolder, 'sessionId'>,
): Promise<string[]> {
  const token = randomBytes(24).toString('base64url');
  const renewed = { sessionId, token, address, userAgent };
  const seconds = await asSystem(deps.database, (sql) => renewToken(sql, renewed));
  deps.authentication.sessions.forget();
  return seconds === null ? [] : [await deps.authentication.sessionCookie(token, seconds)];
}
