import {
  LogConsistency,
  LogConsistencyQuery,
  LogHeadAnswer,
  LogHeadQuery,
  LogInclusion,
  LogInclusionQuery,
} from '#server/contract/log-head.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { readLogConsistency, readLogHead, readLogInclusion } from './read-heads.ts';

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
