import { createRoute } from '@hono/zod-openapi';

import { TeamList, WriteTeam } from '#server/contract/team.ts';
import { takesKey } from '#server/http/idempotency.ts';
import { jsonBody, jsonResponse, problemResponses, secured } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { RowParameter } from '#server/http/row-parameter.ts';

import { addTeam, changeTeam, endTeam, readTeams } from './commands.ts';

const answer = jsonResponse(TeamList, 'Teams at work, and who may be put into one');
const list = createRoute({
  method: 'get',
  path: '/teams',
  tags: ['routes'],
  middleware: [secured('routes:plan')] as const,
  summary: 'Teams with members, skills and usual days',
  responses: { 200: answer, ...problemResponses('session.missing', 'permission.denied') },
});

const add = createRoute({
  method: 'post',
  path: '/teams',
  tags: ['routes'],
  middleware: [secured('routes:plan'), takesKey] as const,
  summary: 'Set up a team',
  request: { body: jsonBody(WriteTeam) },
  responses: {
    200: answer,
    ...problemResponses(
      'request.invalid',
      'session.missing',
      'permission.denied',
      'team.member_unknown',
      'team.name_taken',
      'text.personal_data',
    ),
  },
});

const change = createRoute({
  method: 'post',
  path: '/teams/{id}',
  tags: ['routes'],
  middleware: [secured('routes:plan'), takesKey] as const,
  summary: 'Change a team as a whole; routes that stand keep their copies of its days',
  request: { params: RowParameter, body: jsonBody(WriteTeam) },
  responses: {
    200: answer,
    ...problemResponses(
      'request.invalid',
      'session.missing',
      'permission.denied',
      'team.not_found',
      'team.member_unknown',
      'team.name_taken',
      'team.changed_meanwhile',
      'text.personal_data',
    ),
  },
});

const end = createRoute({
  method: 'post',
  path: '/teams/{id}/retire',
  tags: ['routes'],
  middleware: [secured('routes:plan'), takesKey] as const,
  summary: 'Take a team out of what can be planned; its routes stay',
  request: { params: RowParameter },
  responses: {
    200: answer,
    ...problemResponses(
      'request.invalid',
      'session.missing',
      'permission.denied',
      'team.not_found',
    ),
  },
});

export const teamRoutes = newRouter()
  .openapi(list, async (c) => c.json(await readTeams(c.var.deps, c.var.actor), 200))
  .openapi(add, async (c) =>
    c.json(await addTeam(c.var.deps, c.var.actor, c.req.valid('json')), 200),
  )
  .openapi(change, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await changeTeam(c.var.deps, c.var.actor, id, c.req.valid('json')), 200);
  })
  .openapi(end, async (c) =>
    c.json(await endTeam(c.var.deps, c.var.actor, c.req.valid('param').id), 200),
  );
