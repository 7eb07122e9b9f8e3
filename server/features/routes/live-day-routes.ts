import { LiveDay, LiveDayQuery } from '#server/contract/live-day.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { readLiveDay } from './read-live-day.ts';

const day = route('get', '/routes/live', {
  tags: ['routes'],
  summary: 'How far the teams of a day are against the published times; by their results alone',
  right: 'routes:plan',
  query: LiveDayQuery,
  responses: { 200: jsonResponse(LiveDay, 'The routes of the day with their teams') },
});

export const liveDayRoutes = newRouter().openapi(day, async (c) =>
  c.json(await readLiveDay(c.var.deps, c.var.actor, c.req.valid('query').on), 200),
);
