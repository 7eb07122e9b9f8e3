import { createHash } from 'node:crypto';

import {
  clearAttempts,
  giveBackAttempt,
  takeAttempt,
} from '#server/authentication/session-queries.ts';
import { AppError } from '#server/contract/problem.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

type Limit = { by: 'account' | 'address' | 'both'; most: number; seconds: number };

/**
 * Limits for wrong passwords. Per name and address: against a person at one desk. Per name over all addresses: against
 * many machines, and against a proxy that passes on any address that a client claims. Per address over all names:
 * against one password tried on everybody, wide enough for an office behind one address.
 */
const LIMITS: readonly Limit[] = [
  { by: 'both', most: 5, seconds: 60 },
  { by: 'account', most: 20, seconds: 900 },
  { by: 'address', most: 60, seconds: 60 },
];

/** Hashes the counted name, because the typed text may be a secret; better-auth folds names in the same way. */
function keyOf(by: Limit['by'], username: string, address: string | null): string {
  const name = username.toLowerCase();
  // `both` has the key form from when it was the only limit.
  const parts = {
    account: `name\n${name}`,
    address: `from\n${address}`,
    both: `${address}\n${name}`,
  };
  return createHash('sha256').update(parts[by]).digest('hex');
}

/**
 * Takes one try of a password out of every limit before the result is known, so that tries that arrive together cannot
 * all pass; a success gives it back. Throws `request.too_many` with `seconds`.
 */
export async function limitGuesses<Result>(
  deps: Deps,
  { username, address }: { username: string; address: string | null },
  attempt: () => Promise<Result>,
): Promise<Result> {
  const { database, clock } = deps;
  // Without a socket (tests call the server as a function) there is no address to count.
  const limits = LIMITS.filter(({ by }) => by !== 'address' || address !== null);
  for (const { by, most, seconds } of limits) {
    const taken = await asSystem(database, (sql) =>
      takeAttempt(sql, keyOf(by, username, address), clock.now(), seconds),
    );
    if (taken.count > most) {
      throw new AppError('request.too_many', { parameters: { seconds: taken.secondsLeft } });
    }
  }
  const result = await attempt();
  await asSystem(database, async (sql) => {
    for (const by of ['both', 'account'] as const) {
      await clearAttempts(sql, keyOf(by, username, address), clock.now());
    }
    if (address !== null) await giveBackAttempt(sql, keyOf('address', username, address));
  });
  return result;
}
