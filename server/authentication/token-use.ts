import type { Context } from 'hono';
import { LRUCache } from 'lru-cache';

import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import { asActor, asSystem } from '#server/db/transaction.ts';
import { factsOf } from '#server/http/access.ts';
import type { AppEnv } from '#server/http/environment.ts';
import { routePattern } from '#server/http/metrics.ts';
import { MinuteRate } from '#server/http/minute-rate.ts';

import type { TokenFacts } from './holder.ts';
import { noteTokenUse } from './token-queries.ts';

const AN_HOUR = 3_600_000;
const MOST_REMEMBERED = 10_000;

export type TokenUse = {
  /** Counts a request; throws `request.too_many` beyond those that the token has for a minute. */
  count(context: Context<AppEnv>, token: TokenFacts): void;
  /** Logs a request with the purpose of the token. A map asks for tiles by the hundred: one line an hour is enough. */
  log(context: Context<AppEnv>, token: TokenFacts, actor: Actor): Promise<void>;
};

/** Makes what counts and logs the requests of programs. Counts are kept by this process. */
export function tokenUse(): TokenUse {
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
