import { RecurrenceList, WriteRecurrence } from '#server/contract/route-recurrence.ts';
import { jsonResponse, route, RowParameter } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { addRecurrence, changeRecurrence, stopRecurrence } from './recurrence-commands.ts';
import { readRecurrences } from './read-recurrences.ts';

const answer = jsonResponse(RecurrenceList, 'Recurrences, those that go on first');

const list = route('get', '/route-recurrences', {
  tags: ['routes'],
  summary: 'Routes that come again on some weekdays, with what became of the latest days',
  right: 'routes:plan',
  responses: { 200: answer },
});

const add = route('post', '/route-recurrences', {
  tags: ['routes'],
  summary:
    'Begin a recurrence; its drafts are made ahead of their days, each with a draw of its own',
  right: 'routes:plan',
  body: WriteRecurrence,
  responses: { 200: answer },
  problems: ['route.date_passed', 'route.team_unknown', 'text.personal_data'],
});

const change = route('post', '/route-recurrences/{id}', {
  tags: ['routes'],
  summary: 'Change a recurrence as a whole; drafts that are made already stay',
  right: 'routes:plan',
  params: RowParameter,
  body: WriteRecurrence,
  responses: { 200: answer },
  problems: [
    'recurrence.not_found',
    'recurrence.ended',
    'recurrence.changed_meanwhile',
    'route.team_unknown',
    'text.personal_data',
  ],
});

const end = route('post', '/route-recurrences/{id}/end', {
  tags: ['routes'],
  summary: 'End a recurrence; drafts that are made already stay',
  right: 'routes:plan',
  params: RowParameter,
  responses: { 200: answer },
  problems: ['recurrence.not_found'],
});

export const recurrenceRoutes = newRouter()
  .openapi(list, async (c) => c.json(await readRecurrences(c.var.deps, c.var.actor), 200))
  .openapi(add, async (c) =>
    c.json(await addRecurrence(c.var.deps, c.var.actor, c.req.valid('json')), 200),
  )
  .openapi(change, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await changeRecurrence(c.var.deps, c.var.actor, id, c.req.valid('json')), 200);
  })
  .openapi(end, async (c) =>
    c.json(await stopRecurrence(c.var.deps, c.var.actor, c.req.valid('param').id), 200),
  );
