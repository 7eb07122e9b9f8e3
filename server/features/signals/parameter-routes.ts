import { createRoute } from '@hono/zod-openapi';

import { NewRematch, Rematch, SignalParameters } from '#server/contract/signal-parameters.ts';
import { takesKey } from '#server/http/idempotency.ts';
import { jsonBody, jsonResponse, problemResponses, secured } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { RowParameter } from '#server/http/row-parameter.ts';

import {
  applyRematch,
  cancelRematch,
  readParameters,
  readRematch,
  requestRematch,
} from './rematch-commands.ts';

const mayNot = problemResponses('request.invalid', 'session.missing', 'permission.denied');

const parameters = createRoute({
  method: 'get',
  path: '/signal-parameters',
  tags: ['signals'],
  summary: 'The measures by which signals are matched, with origins and first days',
  middleware: [secured()] as const,
  responses: {
    200: jsonResponse(SignalParameters, 'Every measure'),
    ...problemResponses('session.missing'),
  },
});

const request = createRoute({
  method: 'post',
  path: '/signal-rematches',
  tags: ['signals'],
  summary: 'Work out in the background what a change of one measure would do',
  middleware: [secured('settings:manage'), takesKey] as const,
  request: { body: jsonBody(NewRematch) },
  responses: {
    202: jsonResponse(Rematch, 'The change that is being looked into'),
    ...mayNot,
    ...problemResponses(
      'signal.parameter_in_past',
      'signal.parameter_day_taken',
      'signal.rematch_open',
      'text.personal_data',
    ),
  },
});

const read = createRoute({
  method: 'get',
  path: '/signal-rematches/{id}',
  tags: ['signals'],
  summary: 'How far it has come, and what would appear and disappear',
  middleware: [secured('settings:manage')] as const,
  request: { params: RowParameter },
  responses: {
    200: jsonResponse(Rematch, 'The change'),
    ...mayNot,
    ...problemResponses('signal.rematch_not_found'),
  },
});

const endProblems = {
  ...mayNot,
  ...problemResponses('signal.rematch_not_found', 'signal.rematch_not_ready'),
};

const cancel = createRoute({
  method: 'post',
  path: '/signal-rematches/{id}/cancel',
  tags: ['signals'],
  summary: 'Drop a change that has not been applied',
  middleware: [secured('settings:manage'), takesKey] as const,
  request: { params: RowParameter },
  responses: { 200: jsonResponse(Rematch, 'The change, dropped'), ...endProblems },
});

const apply = createRoute({
  method: 'post',
  path: '/signal-rematches/{id}/apply',
  tags: ['signals'],
  summary: 'Let the change hold from its day on; signals follow in the background',
  middleware: [secured('settings:manage'), takesKey] as const,
  request: { params: RowParameter },
  responses: {
    200: jsonResponse(Rematch, 'The change, being applied'),
    ...endProblems,
    ...problemResponses('signal.parameter_day_taken'),
  },
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
