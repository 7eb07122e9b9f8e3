import { createRoute } from '@hono/zod-openapi';
import * as z from 'zod';

import { DecideSignalBody } from '#server/contract/life-cycle.ts';
import { PageQuery, pageOf } from '#server/contract/page.ts';
import { PointDetail, Signal, SignalState } from '#server/contract/point.ts';
import { asActor } from '#server/db/transaction.ts';
import { readPoint } from '#server/features/points/point-detail.ts';
import { jsonBody, jsonResponse, problemResponses, secured } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { RowParameter } from '#server/http/row-parameter.ts';

import { confirmSignal, rejectSignal } from './commands.ts';
import { countSignals, listSignals } from './queries.ts';

const list = createRoute({
  method: 'get',
  path: '/signals',
  tags: ['signals'],
  summary: 'Signals within reach, newest first',
  middleware: [secured('points:read')] as const,
  request: {
    query: PageQuery.extend({
      state: SignalState.optional(),
      cursor: z
        .string()
        .regex(/^\d{1,9}$/)
        .optional(),
    }),
  },
  responses: {
    200: jsonResponse(pageOf(Signal), 'A page of signals'),
    ...problemResponses('request.invalid', 'session.missing', 'permission.denied'),
  },
});

const decisionProblems = problemResponses(
  'request.invalid',
  'session.missing',
  'permission.denied',
  'signal.not_found',
  'signal.already_decided',
  'signal.same_person',
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
  middleware: [secured('signals:decide')] as const,
  request: { params: RowParameter, body: jsonBody(DecideSignalBody) },
  responses: { 200: jsonResponse(PointDetail, 'The recurring point'), ...decisionProblems },
});

const reject = createRoute({
  method: 'post',
  path: '/signals/{id}/reject',
  tags: ['signals'],
  summary: 'Find the suspicion unfounded, with the reason',
  middleware: [secured('signals:decide')] as const,
  request: { params: RowParameter, body: jsonBody(DecideSignalBody) },
  responses: { 200: jsonResponse(PointDetail, 'The point without it'), ...decisionProblems },
});

export const signalRoutes = newRouter()
  .openapi(list, async (c) => {
    const { deps, actor } = c.var;
    const { cursor, limit, state = null } = c.req.valid('query');
    const before = cursor === undefined ? null : Number(cursor);
    const wanted = { readerId: actor.accountId, pointId: null, state, before, limit: limit + 1 };
    const page = await asActor(deps.database, actor, async (sql) => ({
      items: await listSignals(sql, wanted),
      total: await countSignals(sql, { state }),
    }));
    const items = page.items.slice(0, limit);
    const more = page.items.length > limit;
    return c.json({ items, next: more ? String(items.at(-1)?.id) : null, total: page.total }, 200);
  })
  .openapi(confirm, async (c) => {
    const { deps, actor } = c.var;
    const pointId = await confirmSignal(deps, actor, c.req.valid('param').id, c.req.valid('json'));
    return c.json(await readPoint(deps, actor, pointId), 200);
  })
  .openapi(reject, async (c) => {
    const { deps, actor } = c.var;
    const pointId = await rejectSignal(deps, actor, c.req.valid('param').id, c.req.valid('json'));
    return c.json(await readPoint(deps, actor, pointId), 200);
  });
