import { createRoute } from '@hono/zod-openapi';

import { Overview } from '#server/contract/overview.ts';
import { jsonResponse, problemResponses, secured } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { readOverview } from './read-overview.ts';

const read = createRoute({
  method: 'get',
  path: '/overview',
  tags: ['overview'],
  summary: 'Where points came back, who must act by when, and which targets are off pace',
  middleware: [secured('overview:read')] as const,
  responses: {
    200: jsonResponse(Overview, 'As of today'),
    ...problemResponses('session.missing', 'permission.denied'),
  },
});

export const overviewRoutes = newRouter().openapi(read, async (c) =>
  c.json(await readOverview(c.var.deps, c.var.actor), 200),
);
