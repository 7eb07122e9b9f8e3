import { Worklist, WorklistQuery } from '#server/contract/worklist.ts';
import type { Feature } from '#server/feature.ts';
import { linkPages } from '#server/http/page-links.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { readWorklist } from './read-worklist.ts';

const read = route('get', '/worklist', {
  tags: ['worklist'],
  summary: 'What waits for the reader, place by place, with counts of all of it',
  right: 'worklist:read',
  query: WorklistQuery,
  responses: { 200: jsonResponse(Worklist, '`limit` places with all that waits at each') },
});

const worklistRoutes = newRouter().openapi(read, async (c) => {
  const page = await readWorklist(c.var.deps, c.var.actor, c.req.valid('query'));
  linkPages(c, page.next);
  return c.json(page, 200);
});

export const worklist = {
  uses: ['points'],
  subjects: {
    worklist: 'Work that waits for the reader',
  },
  operations: [worklistRoutes],
} as const satisfies Feature;
