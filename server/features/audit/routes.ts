import { AuditPage, AuditQuery, AuditVerification, VerifyAudit } from '#server/contract/audit.ts';
import { linkPages } from '#server/http/page-links.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { readAudit, verifyLog } from './commands.ts';

export const auditRoutes = newRouter()
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
