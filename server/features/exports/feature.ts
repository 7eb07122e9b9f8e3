import { ExportReceipt, ExportRequest } from '#server/contract/export.ts';
import type { Feature } from '#server/feature.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { recordExport } from './commands.ts';

const record = route('post', '/exports', {
  tags: ['exports'],
  summary: 'Say what is taken out and for what; gives the watermark that goes on it',
  right: 'points:read',
  body: ExportRequest,
  responses: { 200: jsonResponse(ExportReceipt, 'The line in the log') },
  problems: ['text.personal_data'],
});

const exportRoutes = newRouter().openapi(record, async (c) =>
  c.json(await recordExport(c.var.deps, c.var.actor, c.req.valid('json')), 200),
);

export const exports = {
  subjects: {
    exports: 'Notes of what was printed or taken out',
  },
  operations: [exportRoutes],
} as const satisfies Feature;
