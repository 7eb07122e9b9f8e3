import { createRoute } from '@hono/zod-openapi';

import { VisitChanges } from '#server/contract/visit.ts';
import { jsonResponse, problemResponses, secured } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { readChanges } from './read-changes.ts';

const read = createRoute({
  method: 'get',
  path: '/me/changes',
  tags: ['me'],
  summary: 'What has changed within reach since the last visit',
  middleware: [secured('points:read')] as const,
  responses: {
    200: jsonResponse(VisitChanges, 'The changes, counted by points'),
    ...problemResponses('session.missing', 'permission.denied'),
  },
});

export const visitRoutes = newRouter().openapi(read, async (c) =>
  c.json(await readChanges(c.var.deps, c.var.actor), 200),
);
