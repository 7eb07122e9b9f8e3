import { Overview } from '#server/contract/overview.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { readOverview } from './read-overview.ts';

const read = route('get', '/overview', {
  tags: ['overview'],
  summary: 'Where points came back, who must act by when, and which targets are off pace',
  right: 'overview:read',
  list: 'overview',
  responses: { 200: jsonResponse(Overview, 'As of today') },
});

export const overviewRoutes = newRouter().openapi(read, async (c) =>
  c.json(await readOverview(c.var.deps, c.var.actor), 200),
);
