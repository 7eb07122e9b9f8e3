import { createRoute } from '@hono/zod-openapi';

import { ExportReceipt, ExportRequest } from '#server/contract/export.ts';
import { takesKey } from '#server/http/idempotency.ts';
import { jsonBody, jsonResponse, problemResponses, secured } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { recordExport } from './commands.ts';

const record = createRoute({
  method: 'post',
  path: '/exports',
  tags: ['exports'],
  summary: 'Say what is taken out and for what; gives the watermark that goes on it',
  middleware: [secured('points:read'), takesKey] as const,
  request: { body: jsonBody(ExportRequest) },
  responses: {
    200: jsonResponse(ExportReceipt, 'The line in the log'),
    ...problemResponses(
      'request.invalid',
      'session.missing',
      'permission.denied',
      'text.personal_data',
    ),
  },
});

export const exportRoutes = newRouter().openapi(record, async (c) =>
  c.json(await recordExport(c.var.deps, c.var.actor, c.req.valid('json')), 200),
);
