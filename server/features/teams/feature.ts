import { TeamList, WriteTeam } from '#server/contract/team.ts';
import type { Feature } from '#server/feature.ts';
import { jsonResponse, route, RowParameter } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { addTeam, changeTeam, endTeam, readTeams } from './commands.ts';

const answer = jsonResponse(TeamList, 'Teams at work, and who may be put into one');

const list = route('get', '/teams', {
  tags: ['routes'],
  summary: 'Teams with members, skills and usual days',
  right: 'routes:plan',
  responses: { 200: answer },
});

const add = route('post', '/teams', {
  tags: ['routes'],
  summary: 'Set up a team',
  right: 'routes:plan',
  body: WriteTeam,
  responses: { 200: answer },
  problems: ['team.member_unknown', 'team.name_taken', 'text.personal_data'],
});

const change = route('post', '/teams/{id}', {
  tags: ['routes'],
  summary: 'Change a team as a whole; routes that stand keep their copies of its days',
  right: 'routes:plan',
  params: RowParameter,
  body: WriteTeam,
  responses: { 200: answer },
  problems: [
    'team.not_found',
    'team.member_unknown',
    'team.name_taken',
    'team.changed_meanwhile',
    'text.personal_data',
  ],
});

const end = route('post', '/teams/{id}/retire', {
  tags: ['routes'],
  summary: 'Take a team out of what can be planned; its routes stay',
  right: 'routes:plan',
  params: RowParameter,
  responses: { 200: answer },
  problems: ['team.not_found'],
});

const teamRoutes = newRouter()
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

export const teams = {
  operations: [teamRoutes],
} as const satisfies Feature;
