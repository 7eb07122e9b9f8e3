import type { Context } from 'hono';
import * as z from 'zod';

import {
  consistencySpans,
  inclusionSpans,
  joined,
  nodesOf,
  type Span,
} from '#server/audit-tree/merkle.ts';
import { findLeaf, readHead, readNodes } from '#server/audit-tree/queries.ts';
import { sequenceLog } from '#server/audit-tree/sequence.ts';
import {
  AuditExportEntry,
  type AuditExportFormat,
  AuditExportQuery,
  AuditPage,
  AuditQuery,
  AuditVerification,
  VerifyAudit,
} from '#server/contract/audit.ts';
import {
  LogConsistency,
  LogConsistencyQuery,
  type LogHead,
  LogHeadAnswer,
  LogHeadQuery,
  LogInclusion,
  LogInclusionQuery,
} from '#server/contract/log-head.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import type { Feature } from '#server/feature.ts';
import { AtOnce } from '#server/http/at-once.ts';
import type { AppEnv } from '#server/http/environment.ts';
import { linkPages } from '#server/http/page-links.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { freed, streamOf } from '#server/http/text-stream.ts';

import { auditJobs } from './anchor-jobs.ts';
import { readAudit, verifyLog } from './commands.ts';
import { exportLog } from './export-commands.ts';

const auditRoutes = newRouter()
  .openapi(
    route('get', '/audit', {
      tags: ['audit'],
      summary: 'The log of writes and of reads of single records, latest first',
      right: 'audit:read',
      query: AuditQuery,
      responses: { 200: jsonResponse(AuditPage, 'A page of the log') },
    }),
    async (c) => {
      const page = await readAudit(c.var.deps, c.var.actor, c.req.valid('query'));
      linkPages(c, page.next);
      return c.json(page, 200);
    },
  )
  .openapi(
    route('post', '/audit/verify', {
      tags: ['audit'],
      summary: 'Build the tree of the log anew and find what was altered, removed or reordered',
      right: 'audit:read',
      body: VerifyAudit,
      withoutKey: 'It changes nothing; every read is logged.',
      responses: {
        200: jsonResponse(AuditVerification, 'Whether the log is whole, and where it first is not'),
      },
    }),
    async (c) => c.json(await verifyLog(c.var.deps, c.var.actor, c.req.valid('json')), 200),
  );

/** Heads and proofs hold hashes alone: anybody signed in may hold the log to what they saw. */
const logHeadRoutes = newRouter()
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

const TYPES: Record<AuditExportFormat, string> = {
  ndjson: 'application/x-ndjson',
  syslog: 'text/plain',
};

/** Exports that one account has under way at the same time: each reads the whole log. */
const EXPORTS = new AtOnce(2);

const ndjson = route('get', '/audit.ndjson', {
  tags: ['audit'],
  summary: 'The log for another system, oldest line first, one JSON object a line',
  right: 'audit:read',
  query: AuditExportQuery,
  responses: {
    200: { description: 'The lines', content: { [TYPES.ndjson]: { schema: AuditExportEntry } } },
  },
  problems: ['export.busy'],
});

const syslog = route('get', '/audit.syslog', {
  tags: ['audit'],
  summary: 'The log for another system, oldest line first, as syslog messages (RFC 5424)',
  right: 'audit:read',
  query: AuditExportQuery,
  responses: {
    200: { description: 'The messages', content: { [TYPES.syslog]: { schema: z.string() } } },
  },
  problems: ['export.busy'],
});

const auditExportRoutes = newRouter()
  .openapi(ndjson, (c) => answerLog(c, 'ndjson', c.req.valid('query')))
  .openapi(syslog, (c) => answerLog(c, 'syslog', c.req.valid('query')));

export const audit = {
  subjects: {
    audit: 'The log of acts and looks, and the proof that it is whole',
  },
  operations: [auditRoutes, auditExportRoutes, logHeadRoutes],
  jobs: ({ config }) => auditJobs(config),
} as const satisfies Feature;

async function answerLog(
  c: Context<AppEnv>,
  format: AuditExportFormat,
  query: AuditExportQuery,
): Promise<Response> {
  const { deps, actor } = c.var;
  const leave = EXPORTS.enter(actor.accountId);
  if (leave === null) throw new AppError('export.busy');
  const lines = await exportLog(deps, actor, format, query).catch((error: unknown) => {
    leave();
    throw error;
  });
  const name = `nhat-ky-${deps.clock.today()}.${format === 'ndjson' ? 'ndjson' : 'log'}`;
  return c.body(streamOf(freed(lines, leave)), 200, {
    'content-type': `${TYPES[format]}; charset=utf-8`,
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'no-store',
  });
}

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

/** Proves that the tree of `to` lines begins with the first `from`; neither may be larger than the log. */
async function readConsistency(
  sql: TransactionSql,
  { from, to }: { from: number; to: number },
): Promise<LogConsistency> {
  return { from, to, path: await hashesOf(sql, consistencySpans(from, to)) };
}

/** Proves that a leaf stands at `index`, from 0, in the tree of `size` lines. */
async function readInclusion(
  sql: TransactionSql,
  { leaf, index, size }: Omit<LogInclusion, 'path'>,
): Promise<LogInclusion> {
  const path = await hashesOf(sql, inclusionSpans(index, { start: 0, end: size }));
  return { leaf, index, size, path };
}

/** Reads all nodes of some spans at once, and joins those of each. */
async function hashesOf(sql: TransactionSql, spans: readonly Span[]): Promise<string[]> {
  const nodes = spans.map(nodesOf);
  const read = await readNodes(sql, nodes.flat());
  const known = new Map(read.map(({ level, number, hash }) => [`${level} ${number}`, hash]));
  return nodes.map((ofSpan) =>
    joined(
      ofSpan.map(({ level, number }) => {
        const hash = known.get(`${level} ${number}`);
        if (hash === undefined)
          throw new Error(`the tree of the log lacks node ${level} ${number}`);
        return hash;
      }),
    ),
  );
}
