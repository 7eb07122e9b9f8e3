import { Timeline, TimelineQuery } from '#server/contract/timeline.ts';
import type { Feature } from '#server/feature.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { engineFilter } from '#server/live-engine/engine-filter.ts';

import { timelineOf } from './rules.ts';

const read = route('get', '/timeline', {
  tags: ['points'],
  summary: 'What happened to the points of a filter, by day, week or month',
  right: 'points:read',
  query: TimelineQuery,
  responses: { 200: jsonResponse(Timeline, 'Counts by bin, and the first and last day') },
});

const timelineRoutes = newRouter().openapi(read, async (c) => {
  const { deps, actor } = c.var;
  const { bin, bbox, squares, within, ids, ...given } = c.req.valid('query');
  const filter = await engineFilter(deps, actor, given);
  const tally = await deps.points.tally(actor, filter, { bbox, squares, within, ids });
  return c.json(timelineOf(tally, deps.clock.today(), bin), 200);
});

export const timeline = {
  operations: [timelineRoutes],
} as const satisfies Feature;
