import type { Context, MiddlewareHandler } from 'hono';
import { LRUCache } from 'lru-cache';

import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { gather } from '#server/db/gather.ts';
import { asSystem, lookUp, asActor } from '#server/db/transaction.ts';
import { tokenAllows } from '#server/contract/token.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { Deps } from '#server/deps.ts';
import { asksForSession, factsOf } from '#server/http/access.ts';
import type { AppEnv } from '#server/http/environment.ts';
import { routePattern } from '#server/http/metrics.ts';
import { MinuteRate } from '#server/http/minute-rate.ts';

import { type Credentials, credentialsOf } from './credentials.ts';
import { actorOf, restrictionOf, type SessionHolder, type TokenFacts } from './holder.ts';
import { idleMinutesOf, isWorthNoting } from './idle-rules.ts';
import {
  endIdleSession,
  findHolder,
  findHolders,
  findSessionEnd,
  noteUse,
} from './session-queries.ts';
import { findTokenHolder, noteTokenUse } from './token-queries.ts';
import { hashToken } from './token-secret.ts';

const AN_HOUR = 3_600_000;
const MOST_REMEMBERED = 10_000;

type TokenUse = {
  /** Counts a request; throws `request.too_many` beyond those that the token has for a minute. */
  count(context: Context<AppEnv>, token: TokenFacts): void;
  /** Logs a request with the purpose of the token. A map asks for tiles by the hundred: one line an hour is enough. */
  log(context: Context<AppEnv>, token: TokenFacts, actor: Actor): Promise<void>;
};

/** Makes what counts and logs the requests of programs. Counts are kept by this process. */
function tokenUse(): TokenUse {
  const rate = new MinuteRate();
  const tilesLogged = new LRUCache<number, number>({ max: MOST_REMEMBERED });
  return {
    count(context, { tokenId, requestsPerMinute }) {
      const now = Date.parse(context.get('deps').clock.now());
      const seconds = rate.take(String(tokenId), requestsPerMinute, now);
      if (seconds !== null) throw new AppError('request.too_many', { parameters: { seconds } });
    },
    async log(context, { tokenId, purpose }, actor) {
      const { database, clock } = context.get('deps');
      const now = clock.now();
      if (rate.isFirst(String(tokenId))) {
        await asSystem(database, (sql) => noteTokenUse(sql, tokenId, now));
      }
      const isTile = factsOf(context)?.ahead === true;
      const milliseconds = Date.parse(now);
      if (isTile && milliseconds - (tilesLogged.get(tokenId) ?? 0) < AN_HOUR) return;
      await asActor(database, actor, (sql) =>
        appendAudit(sql, clock, {
          action: 'access_token.use',
          subjectKind: 'access_token',
          subjectId: tokenId,
          detail: { purpose, method: context.req.method, route: routePattern(context) },
        }),
      );
      if (isTile) tilesLogged.set(tokenId, milliseconds);
    },
  };
}

/**
 * Header with the account that a device kept its data for: they must never be sent under another account's
 * session.
 */
const EXPECTED_ACCOUNT = 'x-diaban-account';

/** Header of requests that a page sends by itself, while nobody is at the screen. */
const UNATTENDED = 'x-diaban-unattended';

/** Reads the holder of the session or of the token that a request shows; null when there is none, or it has ended. */
export async function readHolder(
  { authentication, clock, database }: Deps,
  { cookie, token }: Credentials,
): Promise<SessionHolder | null> {
  if (token !== null) {
    const hash = hashToken(token);
    return await authentication.sessions.read(`token ${hash}`, () =>
      lookUp(database, (sql) =>
        findTokenHolder(sql, hash, { on: clock.today(), now: clock.now() }),
      ),
    );
  }
  const session = await authentication.sessionToken(cookie);
  if (session === null) return null;
  return await authentication.sessions.read(session, () =>
    lookUp(database, (sql) => findHolder(sql, session, clock.today())),
  );
}

/** Reads the holders of sessions by their ids: those of all streams that one change wakes, by one statement. */
const holdersById = gather(
  async ({ database, clock }: Pick<Deps, 'clock' | 'database'>, ids: readonly string[]) => {
    const holders = await lookUp(database, (sql) => findHolders(sql, ids, clock.today()));
    return new Map(holders.map((holder) => [holder.sessionId, holder]));
  },
);

/**
 * Reads again who holds the session or token of a stream that is open; null when it has ended. A session is found by its
 * id: a proof has given it another token meanwhile.
 */
export async function readHolderAgain(
  deps: Deps,
  { sessionId, shown }: { sessionId: string; shown: Credentials },
): Promise<SessionHolder | null> {
  if (shown.token !== null) return await readHolder(deps, shown);
  return await deps.authentication.sessions.read(
    `session ${sessionId}`,
    async () => (await holdersById(deps, sessionId)) ?? null,
  );
}

/**
 * Tells why a cookie opens nothing. A session that was ended before its time differs from one that has run out: the
 * device deletes what it keeps for its owner, and of unsent work seals or deletes it.
 */
async function refusalOf(
  { authentication, database }: Deps,
  { cookie, token: ofProgram }: Credentials,
): Promise<AppError> {
  if (ofProgram !== null) return new AppError('token.invalid');
  const token = await authentication.sessionToken(cookie);
  if (token !== null) await asSystem(database, (sql) => endIdleSession(sql, token));
  const end = token === null ? null : await lookUp(database, (sql) => findSessionEnd(sql, token));
  if (end === null) return new AppError('session.missing');
  const { wipedAccountId: accountId } = end;
  return accountId === null
    ? new AppError('session.revoked')
    : new AppError('session.wiped', { parameters: { accountId } });
}

/**
 * Finds out who asks. Without a valid session the request goes on without an actor, and a route
 * that needs one refuses it. Throws `permission.denied` for the disabled and for accounts without
 * an assignment that is valid today; what the account still owes where the register is asked for.
 */
export function session(): MiddlewareHandler<AppEnv> {
  const use = tokenUse();
  return async function readSession(context, next) {
    const credentials = credentialsOf(context.req);
    if (credentials.cookie === null && credentials.token === null) return await next();
    const holder = await readHolder(context.get('deps'), credentials);
    if (holder === null) {
      context.set('refusal', await refusalOf(context.get('deps'), credentials));
      return await next();
    }
    if (holder.disabled) throw new AppError('account.disabled');
    const actor = actorOf(holder);
    if (actor === null) throw new AppError('permission.denied');
    const expected = context.req.header(EXPECTED_ACCOUNT);
    if (expected !== undefined && expected !== actor.accountId) {
      throw new AppError('session.other_account');
    }
    const restriction = restrictionOf(holder, context.get('deps').config.security.secondFactor);
    if (restriction !== null && factsOf(context)?.whileRestricted !== true) {
      throw new AppError(restriction);
    }
    if (holder.token !== undefined) {
      use.count(context, holder.token);
      refuseBeyondToken(context, actor);
      await use.log(context, holder.token, actor);
    }
    await keepAwake(context, holder);
    context.set('actor', actor);
    context.set('holder', holder);
    await next();
  };
}

/** Moves the time on at which the session of a request is idle, where the person is at the screen. */
async function keepAwake(context: Context<AppEnv>, holder: SessionHolder): Promise<void> {
  const { sessionId, secondsUntilIdle } = holder;
  const { req } = context;
  if (secondsUntilIdle === undefined) return;
  if (req.header(UNATTENDED) !== undefined || factsOf(context)?.byItself === true) return;
  const { config, database } = context.get('deps');
  const minutes = idleMinutesOf(holder.role, config.security.idleMinutes);
  if (!isWorthNoting(secondsUntilIdle, minutes)) return;
  // Requests of the same moment share the holder: a page that asks for many things notes its use once.
  holder.secondsUntilIdle = minutes * 60;
  await asSystem(database, (sql) => noteUse(sql, sessionId, minutes));
}

/** Throws `token.not_enough` where the token of a program does not open an address that its account could use. */
function refuseBeyondToken(context: Context<AppEnv>, actor: Actor): void {
  const facts = factsOf(context);
  // An address that no route declares is answered as one.
  if (facts === undefined) return;
  const right = facts.right === 'signed-in' || !asksForSession(facts.right) ? null : facts.right;
  const open =
    facts.sessionOnly !== true &&
    (actor.token?.collections == null || facts.collections === true) &&
    tokenAllows(actor, context.req.method, right);
  if (!open) throw new AppError('token.not_enough');
}
