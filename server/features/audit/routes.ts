import { createRoute } from '@hono/zod-openapi';

import { AuditPage, AuditQuery, AuditVerification, VerifyAudit } from '#server/contract/audit.ts';
import { takesNoKey } from '#server/http/idempotency.ts';
import { problemResponses, secured } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { readAudit, verifyChain } from './commands.ts';

const refusals = problemResponses('session.missing', 'permission.denied', 'request.invalid');

export const auditRoutes = newRouter()
  .openapi(
    createRoute({
      method: 'get',
      path: '/audit',
      tags: ['audit'],
      summary: 'The log of writes and of reads of single records, latest first',
      middleware: [secured('audit:read')] as const,
      request: { query: AuditQuery },
      responses: {
        200: {
          description: 'A page of the log',
          content: { 'application/json': { schema: AuditPage } },
        },
        ...refusals,
      },
    }),
    async (c) => c.json(await readAudit(c.var.deps, c.var.actor, c.req.valid('query')), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/audit/verify',
      tags: ['audit'],
      summary: 'Recompute the chain of hashes and find what was altered, removed or reordered',
      middleware: [
        secured('audit:read'),
        takesNoKey('It changes nothing; every read is logged.'),
      ] as const,
      request: {
        body: { content: { 'application/json': { schema: VerifyAudit } }, required: true },
      },
      responses: {
        200: {
          description: 'Whether the log is whole, and where it first is not',
          content: { 'application/json': { schema: AuditVerification } },
        },
        ...refusals,
      },
    }),
    async (c) => c.json(await verifyChain(c.var.deps, c.var.actor, c.req.valid('json')), 200),
  );
