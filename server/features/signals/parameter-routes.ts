import { NewRematch, Rematch, SignalParameters } from '#server/contract/signal-parameters.ts';
import { jsonResponse, route, RowParameter } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import {
  applyRematch,
  cancelRematch,
  readParameters,
  readRematch,
  requestRematch,
} from './rematch-commands.ts';

const parameters = route('get', '/signal-parameters', {
  tags: ['signals'],
  summary: 'The measures by which signals are matched, with origins and first days',
  right: 'signed-in',
  responses: { 200: jsonResponse(SignalParameters, 'Every measure') },
});

const request = route('post', '/signal-rematches', {
  tags: ['signals'],
  summary: 'Work out in the background what a change of one measure would do',
  right: 'settings:manage',
  body: NewRematch,
  responses: { 202: jsonResponse(Rematch, 'The change that is being looked into') },
  problems: [
    'signal.parameter_in_past',
    'signal.parameter_day_taken',
    'signal.rematch_open',
    'text.personal_data',
  ],
});

const read = route('get', '/signal-rematches/{id}', {
  tags: ['signals'],
  summary: 'How far it has come, and what would appear and disappear',
  right: 'settings:manage',
  params: RowParameter,
  responses: { 200: jsonResponse(Rematch, 'The change') },
  problems: ['signal.rematch_not_found'],
});

const endProblems = ['signal.rematch_not_found', 'signal.rematch_not_ready'] as const;

const cancel = route('post', '/signal-rematches/{id}/cancel', {
  tags: ['signals'],
  summary: 'Drop a change that has not been applied',
  right: 'settings:manage',
  params: RowParameter,
  responses: { 200: jsonResponse(Rematch, 'The change, dropped') },
  problems: endProblems,
});

const apply = route('post', '/signal-rematches/{id}/apply', {
  tags: ['signals'],
  summary: 'Let the change hold from its day on; signals follow in the background',
  right: 'settings:manage',
  params: RowParameter,
  responses: { 200: jsonResponse(Rematch, 'The change, being applied') },
  problems: [...endProblems, 'signal.parameter_day_taken'],
});

export const parameterRoutes = newRouter()
  .openapi(parameters, async (c) => c.json(await readParameters(c.var.deps, c.var.actor), 200))
  .openapi(request, async (c) =>
    c.json(await requestRematch(c.var.deps, c.var.actor, c.req.valid('json')), 202),
  )
  .openapi(read, async (c) =>
    c.json(await readRematch(c.var.deps, c.var.actor, c.req.valid('param').id), 200),
  )
  .openapi(cancel, async (c) =>
    c.json(await cancelRematch(c.var.deps, c.var.actor, c.req.valid('param').id), 200),
  )
  .openapi(apply, async (c) =>
    c.json(await applyRematch(c.var.deps, c.var.actor, c.req.valid('param').id), 200),
  );
