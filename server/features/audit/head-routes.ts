import { findLeaf, readHead } from '#server/audit-tree/queries.ts';
import { readConsistency, readInclusion } from '#server/audit-tree/read-proofs.ts';
import { sequenceLog } from '#server/audit-tree/sequence.ts';
import {
  LogConsistency,
  LogConsistencyQuery,
  LogHeadAnswer,
  LogHeadQuery,
  LogInclusion,
  LogInclusionQuery,
  type LogHead,
} from '#server/contract/log-head.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

/** Heads and proofs hold hashes alone: anybody signed in may hold the log to what they saw. */
export const logHeadRoutes = newRouter()
  .openapi(
    route('get', '/log/head', {
      tags: ['audit'],
      summary: 'The signed head of the log, with the proof that it extends one seen before',
      right: 'signed-in',
      query: LogHeadQuery,
      responses: { 200: jsonResponse(LogHeadAnswer, 'The head, at most about a second old') },
    }),
    async (c) => c.json(await readLogHead(c.var.deps, c.var.actor, c.req.valid('query')), 200),
  )
  .openapi(
    route('get', '/log/consistency', {
      tags: ['audit'],
      summary: 'The proof that the log of one size begins with that of a smaller one (RFC 6962)',
      right: 'signed-in',
      query: LogConsistencyQuery,
      responses: { 200: jsonResponse(LogConsistency, 'The proof') },
      problems: ['log.size_unknown'],
    }),
    async (c) =>
      c.json(await readLogConsistency(c.var.deps, c.var.actor, c.req.valid('query')), 200),
  )
  .openapi(
    route('get', '/log/inclusion', {
      tags: ['audit'],
      summary: 'The proof that the leaf of a receipt is in the log (RFC 6962)',
      right: 'signed-in',
      query: LogInclusionQuery,
      responses: { 200: jsonResponse(LogInclusion, 'The proof') },
      problems: ['log.size_unknown', 'log.leaf_unknown'],
    }),
    async (c) => c.json(await readLogInclusion(c.var.deps, c.var.actor, c.req.valid('query')), 200),
  );

/** Reads the signed head of the log; with `since` also the proof that it extends a head of that size. */
async function readLogHead(
  deps: Deps,
  actor: Actor,
  { since }: LogHeadQuery,
): Promise<LogHeadAnswer> {
  return await withHead(deps, actor, async (sql, head) => ({
    head,
    consistency:
      since === undefined || since > head.size
        ? null
        : await readConsistency(sql, { from: since, to: head.size }),
  }));
}

/** Reads the proof between two sizes. Throws `log.size_unknown` where the log does not have them, in that order. */
async function readLogConsistency(
  deps: Deps,
  actor: Actor,
  { from, to }: LogConsistencyQuery,
): Promise<LogConsistency> {
  return await withHead(deps, actor, async (sql, { size }) => {
    if (from > to || to > size) throw new AppError('log.size_unknown', { parameters: { size } });
    return await readConsistency(sql, { from, to });
  });
}

/**
 * Reads the proof that a leaf is in the log. Throws `log.leaf_unknown` where the tree of that size lacks it, and
 * `log.size_unknown` where the log is shorter.
 */
async function readLogInclusion(
  deps: Deps,
  actor: Actor,
  { leaf, size: asked }: LogInclusionQuery,
): Promise<LogInclusion> {
  return await withHead(deps, actor, async (sql, head) => {
    const size = asked ?? head.size;
    if (size > head.size)
      throw new AppError('log.size_unknown', { parameters: { size: head.size } });
    const place = await findLeaf(sql, leaf);
    if (place === null || place > size) throw new AppError('log.leaf_unknown');
    return await readInclusion(sql, { leaf, index: place - 1, size });
  });
}

async function withHead<Answer>(
  deps: Deps,
  actor: Actor,
  read: (sql: TransactionSql, head: LogHead) => Promise<Answer>,
): Promise<Answer> {
  const attempt = () =>
    asActor(deps.database, actor, async (sql) => {
      const head = await readHead(sql);
      return head === null ? null : { answer: await read(sql, head) };
    });
  const found = (await attempt()) ?? (await sequenceLog(deps).then(attempt));
  if (found === null) throw new Error('the log has no signed head');
  return found.answer;
}
