import type { MiddlewareHandler } from 'hono';

import { hashToken } from '#server/authentication/token-secret.ts';
import { AppError } from '#server/contract/problem.ts';
import { asSystem, readOneMoment } from '#server/db/transaction.ts';
import type { AppEnv } from '#server/http/environment.ts';
import { MinuteRate } from '#server/http/minute-rate.ts';

import { findSourceOfToken, noteUse } from './queries.ts';

const BEARER = /^Bearer +([\w-]{20,200})$/i;

/**
 * Lets in who has a token of a source, and nobody else: a session does not open this door. Throws
 * `tip.token_invalid`, and `request.too_many` once the source's requests of the minute are used up.
 */
export function sourceToken(): MiddlewareHandler<AppEnv> {
  const rate = new MinuteRate();
  return async function readToken(context, next) {
    const { database, clock } = context.get('deps');
    const [, token] = BEARER.exec(context.req.header('authorization') ?? '') ?? [];
    if (token === undefined) throw new AppError('tip.token_invalid');
    const known = await readOneMoment(database, (sql) => findSourceOfToken(sql, hashToken(token)));
    if (known === null) throw new AppError('tip.token_invalid');
    const now = clock.now();
    const key = String(known.sourceId);
    const seconds = rate.take(key, known.requestsPerMinute, Date.parse(now));
    if (seconds !== null) throw new AppError('request.too_many', { parameters: { seconds } });
    if (rate.isFirst(key)) await asSystem(database, (sql) => noteUse(sql, known.tokenId, now));
    context.set('source', {
      accountId: known.accountId,
      role: 'source',
      reach: 'source',
      communeIds: [],
      sourceId: known.sourceId,
      channel: known.channel,
    });
    await next();
  };
}
