import { DecideSignalBody } from '#server/contract/life-cycle.ts';
import { pageOf } from '#server/contract/page.ts';
import { PointDetail } from '#server/contract/point.ts';
import { Signal, SignalQuery } from '#server/contract/signal.ts';
import { SignalDetail } from '#server/contract/signal-detail.ts';
import { linkPages } from '#server/http/page-links.ts';
import { jsonResponse, route, RowParameter } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { confirmSignal, rejectSignal } from './commands.ts';
import { readSignal, readSignals } from './read-signals.ts';
import { decisionRoutes } from './decision-routes.ts';
import { neighbourRoutes } from './neighbour-routes.ts';
import { parameterRoutes } from './parameter-routes.ts';
import { sensitivityRoutes } from './sensitivity-routes.ts';

const list = route('get', '/signals', {
  tags: ['signals'],
  summary: 'Signals within reach, newest first',
  right: 'points:read',
  list: 'signals',
  query: SignalQuery,
  responses: { 200: jsonResponse(pageOf(Signal), 'A page of signals') },
});

const read = route('get', '/signals/{id}', {
  tags: ['signals'],
  summary: 'A signal, its place, what else was told of there, and what may be done',
  right: 'points:read',
  params: RowParameter,
  responses: { 200: jsonResponse(SignalDetail, 'The signal') },
  problems: ['signal.not_found'],
});

const decisionProblems = [
  'signal.not_found',
  'signal.already_decided',
  'signal.same_person',
  'signal.no_suspicion',
  'signal.changed_meanwhile',
  'lifecycle.wrong_status',
  'lifecycle.future_date',
  'lifecycle.before_earlier_event',
  'text.personal_data',
] as const;

const confirm = route('post', '/signals/{id}/confirm', {
  tags: ['signals'],
  summary: 'Confirm that activity came back; the next cycle opens',
  right: 'signals:decide',
  params: RowParameter,
  body: DecideSignalBody,
  responses: { 200: jsonResponse(PointDetail, 'The recurring point') },
  problems: decisionProblems,
});

const reject = route('post', '/signals/{id}/reject', {
  tags: ['signals'],
  summary: 'Find the suspicion unfounded, with the reason',
  right: 'signals:decide',
  params: RowParameter,
  body: DecideSignalBody,
  responses: { 200: jsonResponse(PointDetail, 'The point without it') },
  problems: decisionProblems,
});

export const signalRoutes = newRouter()
  // Before /signals/{id}, which would take their names for numbers.
  .route('/', sensitivityRoutes)
  .openapi(list, async (c) => {
    const page = await readSignals(c.var.deps, c.var.actor, c.req.valid('query'));
    linkPages(c, page.next);
    return c.json(page, 200);
  })
  .openapi(read, async (c) =>
    c.json(await readSignal(c.var.deps, c.var.actor, c.req.valid('param').id), 200),
  )
  .openapi(confirm, async (c) => {
    const { deps, actor } = c.var;
    const pointId = await confirmSignal(deps, actor, c.req.valid('param').id, c.req.valid('json'));
    return c.json(await deps.joined.readRecord(deps, actor, pointId), 200);
  })
  .openapi(reject, async (c) => {
    const { deps, actor } = c.var;
    const pointId = await rejectSignal(deps, actor, c.req.valid('param').id, c.req.valid('json'));
    return c.json(await deps.joined.readRecord(deps, actor, pointId), 200);
  })
  .route('/', decisionRoutes)
  .route('/', neighbourRoutes)
  .route('/', parameterRoutes);
