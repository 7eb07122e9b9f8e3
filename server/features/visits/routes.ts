import { VisitChanges, VisitChangesQuery } from '#server/contract/visit.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { readChanges } from './read-changes.ts';

const read = route('get', '/me/changes', {
  tags: ['me'],
  summary: 'What has changed within reach since the last visit, or since a day',
  right: 'points:read',
  query: VisitChangesQuery,
  whileRestricted: true,
  responses: { 200: jsonResponse(VisitChanges, 'The changes, counted by points') },
});

export const visitRoutes = newRouter().openapi(read, async (c) =>
  c.json(await readChanges(c.var.deps, c.var.actor, c.req.valid('query').since), 200),
);
