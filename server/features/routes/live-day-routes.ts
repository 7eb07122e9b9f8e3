import { LiveDay, LiveDayQuery } from '#server/contract/live-day.ts';
import { ReadRouteMessage, SendRouteMessage, SentMessage } from '#server/contract/route-message.ts';
import { FieldRouteList } from '#server/contract/route-result.ts';
import { jsonResponse, route, RowParameter } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { readMessage, sendMessage } from './message-commands.ts';
import { readLiveDay } from './read-live-day.ts';

const day = route('get', '/routes/live', {
  tags: ['routes'],
  summary: 'How far the teams of a day are against the published times; by their results alone',
  right: 'routes:plan',
  query: LiveDayQuery,
  responses: { 200: jsonResponse(LiveDay, 'The routes of the day with their teams') },
});

const send = route('post', '/routes/{id}/messages', {
  tags: ['routes'],
  summary: 'Send a short message to a team that is out; its phones show it',
  right: 'routes:plan',
  params: RowParameter,
  body: SendRouteMessage,
  responses: { 200: jsonResponse(SentMessage, 'The message, read by nobody yet') },
  problems: ['route.not_found', 'route.team_unknown', 'route.team_not_out', 'text.personal_data'],
});

const read = route('post', '/routes/{id}/messages/read', {
  tags: ['routes'],
  summary: 'Note that a member of the team has read a message',
  right: 'routes:work',
  params: RowParameter,
  body: ReadRouteMessage,
  responses: { 200: jsonResponse(FieldRouteList, 'The own routes with their messages') },
  problems: ['route.message_unknown'],
});

export const liveDayRoutes = newRouter()
  .openapi(day, async (c) =>
    c.json(await readLiveDay(c.var.deps, c.var.actor, c.req.valid('query').on), 200),
  )
  .openapi(send, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await sendMessage(c.var.deps, c.var.actor, id, c.req.valid('json')), 200);
  })
  .openapi(read, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await readMessage(c.var.deps, c.var.actor, id, c.req.valid('json')), 200);
  });
