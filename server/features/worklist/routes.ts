import { createRoute } from '@hono/zod-openapi';

import { Worklist, WorklistQuery } from '#server/contract/worklist.ts';
import { jsonResponse, problemResponses, secured } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { readWorklist } from './read-worklist.ts';

const read = createRoute({
  method: 'get',
  path: '/worklist',
  tags: ['worklist'],
  summary: 'What waits for the reader, due first, with counts of all of it',
  middleware: [secured('worklist:read')] as const,
  request: { query: WorklistQuery },
  responses: {
    200: jsonResponse(Worklist, 'A page of the list'),
    ...problemResponses('request.invalid', 'session.missing', 'permission.denied'),
  },
});

export const worklistRoutes = newRouter().openapi(read, async (c) => {
  return c.json(await readWorklist(c.var.deps, c.var.actor, c.req.valid('query')), 200);
});
