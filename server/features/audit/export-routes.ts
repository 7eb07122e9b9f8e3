import type { Context } from 'hono';
import * as z from 'zod';

import {
  AuditExportEntry,
  type AuditExportFormat,
  AuditExportQuery,
} from '#server/contract/audit.ts';
import { AppError } from '#server/contract/problem.ts';
import { AtOnce } from '#server/http/at-once.ts';
import type { AppEnv } from '#server/http/environment.ts';
import { route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { freed, streamOf } from '#server/http/text-stream.ts';

import { exportLog } from './export-commands.ts';

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

export const auditExportRoutes = newRouter()
  .openapi(ndjson, (c) => answerLog(c, 'ndjson', c.req.valid('query')))
  .openapi(syslog, (c) => answerLog(c, 'syslog', c.req.valid('query')));

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
