import { createRoute } from '@hono/zod-openapi';

import { DecideSignalBody } from '#server/contract/life-cycle.ts';
import { pageOf } from '#server/contract/page.ts';
import { PointDetail } from '#server/contract/point.ts';
import { Signal, SignalDetail, SignalQuery } from '#server/contract/signal.ts';
import { readPoint } from '#server/features/points/point-detail.ts';
import { takesKey } from '#server/http/idempotency.ts';
import { jsonBody, jsonResponse, problemResponses, secured } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { RowParameter } from '#server/http/row-parameter.ts';

import { confirmSignal, rejectSignal } from './commands.ts';
import { readSignal, readSignals } from './read-signals.ts';
import { decisionRoutes } from './decision-routes.ts';
import { parameterRoutes } from './parameter-routes.ts';
import { sensitivityRoutes } from './sensitivity-routes.ts';

const readProblems = problemResponses('request.invalid', 'session.missing', 'permission.denied');

const list = createRoute({
  method: 'get',
  path: '/signals',
  tags: ['signals'],
  summary: 'Signals within reach, newest first',
  middleware: [secured('points:read')] as const,
  request: { query: SignalQuery },
  responses: { 200: jsonResponse(pageOf(Signal), 'A page of signals'), ...readProblems },
});

const read = createRoute({
  method: 'get',
  path: '/signals/{id}',
  tags: ['signals'],
  summary: 'A signal, its place, what else was told of there, and what may be done',
  middleware: [secured('points:read')] as const,
  request: { params: RowParameter },
  responses: {
    200: jsonResponse(SignalDetail, 'The signal'),
    ...readProblems,
    ...problemResponses('signal.not_found'),
  },
});

const decisionProblems = problemResponses(
  'request.invalid',
  'session.missing',
  'permission.denied',
  'signal.not_found',
  'signal.already_decided',
  'signal.same_person',
  'signal.no_suspicion',
  'signal.changed_meanwhile',
  'lifecycle.wrong_status',
  'lifecycle.future_date',
  'lifecycle.before_earlier_event',
  'text.personal_data',
);

const confirm = createRoute({
  method: 'post',
  path: '/signals/{id}/confirm',
  tags: ['signals'],
  summary: 'Confirm that activity came back; the next cycle opens',
  middleware: [secured('signals:decide'), takesKey] as const,
  request: { params: RowParameter, body: jsonBody(DecideSignalBody) },
  responses: { 200: jsonResponse(PointDetail, 'The recurring point'), ...decisionProblems },
});

const reject = createRoute({
  method: 'post',
  path: '/signals/{id}/reject',
  tags: ['signals'],
  summary: 'Find the suspicion unfounded, with the reason',
  middleware: [secured('signals:decide'), takesKey] as const,
  request: { params: RowParameter, body: jsonBody(DecideSignalBody) },
  responses: { 200: jsonResponse(PointDetail, 'The point without it'), ...decisionProblems },
});

export const signalRoutes = newRouter()
  // Before /signals/{id}, which would take their names for numbers.
  .route('/', sensitivityRoutes)
  .openapi(list, async (c) =>
    c.json(await readSignals(c.var.deps, c.var.actor, c.req.valid('query')), 200),
  )
  .openapi(read, async (c) =>
    c.json(await readSignal(c.var.deps, c.var.actor, c.req.valid('param').id), 200),
  )
  .openapi(confirm, async (c) => {
    const { deps, actor } = c.var;
    const pointId = await confirmSignal(deps, actor, c.req.valid('param').id, c.req.valid('json'));
    return c.json(await readPoint(deps, actor, pointId), 200);
  })
  .openapi(reject, async (c) => {
    const { deps, actor } = c.var;
    const pointId = await rejectSignal(deps, actor, c.req.valid('param').id, c.req.valid('json'));
    return c.json(await readPoint(deps, actor, pointId), 200);
  })
  .route('/', decisionRoutes)
  .route('/', parameterRoutes);
