import { createHash } from 'node:crypto';

import {
  clearAttempts,
  giveBackAttempt,
  takeAttempt,
} from '#server/authentication/session-queries.ts';
import { AppError } from '#server/contract/problem.ts';
import type { IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import { type Counter, lockCounter, saveCounter } from './attempt-queries.ts';
import { MOST_A_MINUTE, networkOf, REMEMBERED_SECONDS, waitAfter, WAITS } from './attempt-rules.ts';

export type Guesser = {
  /** Name that is guessed at: of an account, a link, a passkey. */
  username: string;
  address: string | null;
  /** Number of the browser, where somebody has signed in there before: its address does not hold it up. */
  browserId?: string | undefined;
  /** True where it is a browser, or shows a session, of this very account: nobody elsewhere holds it up. */
  own?: boolean;
};

type Keys = { account: string; pair: string; source: string | null; minute: string };

/**
 * Takes one try of a password out of its counters before the result is known, so that tries that arrive together cannot
 * all pass; a success gives it back. Who has to wait is told how long, and is then heard whatever others have tried
 * meanwhile. Throws `request.too_many` with `seconds`.
 */
export async function limitGuesses<Result>(
  deps: Deps,
  guesser: Guesser,
  attempt: () => Promise<Result>,
): Promise<Result> {
  const { database, clock } = deps;
  const now = clock.now();
  const keys = guesser.own === true ? null : keysOf(guesser);
  const own = ownKeyOf(guesser);
  const seconds = await asSystem(database, (sql) =>
    keys === null ? takeOwn(sql, own, now) : takeFrom(sql, keys, now),
  );
  if (seconds > 0) throw new AppError('request.too_many', { parameters: { seconds } });
  const result = await attempt();
  await asSystem(database, async (sql) => {
    const shown = keys === null ? [own] : [keys.pair, keys.account];
    for (const key of shown) await clearAttempts(sql, key, clock.now());
    if (keys !== null && keys.source !== null) await giveBackAttempt(sql, keys.source);
  });
  return result;
}

/** Takes a try of somebody's own browser; gives the seconds that it has to wait instead. */
async function takeOwn(sql: TransactionSql, key: string, now: IsoInstant): Promise<number> {
  const counter = await lock(sql, key, now);
  const left = secondsUntil(counter.readyAt, now);
  if (left > 0) return left;
  const count = counter.count + 1;
  await saveCounter(sql, key, { count, readyAt: after(now, waitAfter(count, WAITS.own)), now });
  return 0;
}

/** Takes a try of a name from an address; gives the seconds that it has to wait instead. */
async function takeFrom(sql: TransactionSql, keys: Keys, now: IsoInstant): Promise<number> {
  const account = await lock(sql, keys.account, now);
  const source = keys.source === null ? null : await lock(sql, keys.source, now);
  const pair = await lock(sql, keys.pair, now);
  const shared = (more: number) =>
    Math.max(
      waitAfter(account.count + more, WAITS.account),
      source === null ? 0 : waitAfter(source.count + more, WAITS.source),
    );
  if (pair.readyAt === null && shared(0) > 0) {
    await saveCounter(sql, keys.pair, { ...pair, readyAt: after(now, shared(0)), now });
    return shared(0);
  }
  const left = secondsUntil(pair.readyAt, now);
  if (left > 0) return left;
  const minute = await takeAttempt(sql, keys.minute, now, 60);
  if (minute.count > MOST_A_MINUTE) return minute.secondsLeft;
  const count = pair.count + 1;
  const wait = Math.max(shared(1), waitAfter(count, WAITS.pair));
  await saveCounter(sql, keys.account, { ...account, count: account.count + 1, now });
  if (source !== null && keys.source !== null) {
    await saveCounter(sql, keys.source, { ...source, count: source.count + 1, now });
  }
  await saveCounter(sql, keys.pair, { count, readyAt: after(now, wait), now });
  return 0;
}

function lock(sql: TransactionSql, key: string, now: IsoInstant): Promise<Counter> {
  return lockCounter(sql, key, { now, rememberedSeconds: REMEMBERED_SECONDS });
}

function after(now: IsoInstant, seconds: number): IsoInstant | null {
  return seconds === 0 ? null : new Date(Date.parse(now) + seconds * 1_000).toISOString();
}

function secondsUntil(readyAt: IsoInstant | null, now: IsoInstant): number {
  return readyAt === null
    ? 0
    : Math.max(0, Math.ceil((Date.parse(readyAt) - Date.parse(now)) / 1_000));
}

/** Without a socket (tests call the server as a function) there is no address to count. */
function keysOf({ username, address, browserId }: Guesser): Keys {
  const name = username.toLowerCase();
  const network = address === null ? null : networkOf(address);
  const source = browserId === undefined ? network && `from\n${network}` : `browser\n${browserId}`;
  return {
    account: hashOf(`name\n${name}`),
    pair: hashOf(`${network}\n${name}`),
    source: source === null ? null : hashOf(source),
    minute: hashOf(`minute\n${name}`),
  };
}

function ownKeyOf({ username, browserId }: Guesser): string {
  return hashOf(`own\n${browserId ?? 'session'}\n${username.toLowerCase()}`);
}

/** Hashes what is counted, because the typed name may be a secret; better-auth folds names in the same way. */
function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
