import { createRoute } from '@hono/zod-openapi';

import {
  ConfirmHandoverBody,
  ProposeHandoverBody,
  RefuseHandoverBody,
  RespondToRefusalBody,
  WithdrawHandoverBody,
} from '#server/contract/life-cycle.ts';
import { PointDetail } from '#server/contract/point.ts';
import { readPoint } from '#server/features/points/point-detail.ts';
import { takesKey } from '#server/http/idempotency.ts';
import { jsonBody, jsonResponse, problemResponses, secured } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { RowParameter } from '#server/http/row-parameter.ts';

import { confirmHandover, proposeHandover, refuseHandover } from './commands.ts';
import { respondToRefusal, withdrawHandover } from './proposer-commands.ts';

const propose = createRoute({
  method: 'post',
  path: '/points/{id}/handovers',
  tags: ['hand-overs'],
  summary: 'Ask every commune that the point touches to take it over',
  middleware: [secured('handovers:propose'), takesKey] as const,
  request: { params: RowParameter, body: jsonBody(ProposeHandoverBody) },
  responses: {
    200: jsonResponse(PointDetail, 'The point with its pending hand-overs'),
    ...problemResponses(
      'request.invalid',
      'session.missing',
      'permission.denied',
      'point.not_found',
      'point.changed_meanwhile',
      'lifecycle.wrong_status',
      'lifecycle.future_date',
      'handover.already_pending',
      'handover.refusal_unanswered',
      'handover.commune_abolished',
      'text.personal_data',
    ),
  },
});

const answerProblems = problemResponses(
  'request.invalid',
  'session.missing',
  'permission.denied',
  'handover.not_found',
  'handover.not_pending',
  'handover.other_commune',
  'handover.same_person',
  'handover.commune_abolished',
  'lifecycle.wrong_status',
  'lifecycle.future_date',
  'lifecycle.before_earlier_event',
  'text.personal_data',
);

const confirm = createRoute({
  method: 'post',
  path: '/handovers/{id}/confirm',
  tags: ['hand-overs'],
  summary: "The receiving commune's yes for its part",
  middleware: [secured('handovers:answer'), takesKey] as const,
  request: { params: RowParameter, body: jsonBody(ConfirmHandoverBody) },
  responses: { 200: jsonResponse(PointDetail, 'The point after the answer'), ...answerProblems },
});

const refuse = createRoute({
  method: 'post',
  path: '/handovers/{id}/refuse',
  tags: ['hand-overs'],
  summary: "The receiving commune's no, with its reason",
  middleware: [secured('handovers:answer'), takesKey] as const,
  request: { params: RowParameter, body: jsonBody(RefuseHandoverBody) },
  responses: {
    200: jsonResponse(PointDetail, 'The point after the answer'),
    ...answerProblems,
    ...problemResponses('request.invalid', 'lifecycle.reason_required', 'text.personal_data'),
  },
});

const proposerProblems = problemResponses(
  'request.invalid',
  'session.missing',
  'permission.denied',
  'handover.not_found',
  'lifecycle.wrong_status',
  'lifecycle.future_date',
  'lifecycle.before_earlier_event',
  'text.personal_data',
);

const respond = createRoute({
  method: 'post',
  path: '/handovers/{id}/respond',
  tags: ['hand-overs'],
  summary: "The proposer's side answers a refusal, before it may propose again",
  middleware: [secured('handovers:propose'), takesKey] as const,
  request: { params: RowParameter, body: jsonBody(RespondToRefusalBody) },
  responses: {
    200: jsonResponse(PointDetail, 'The point after the answer'),
    ...proposerProblems,
    ...problemResponses(
      'handover.not_refused',
      'handover.already_responded',
      'handover.own_refusal',
      'handover.response_mismatch',
      'commune.not_found',
      'point.not_found',
    ),
  },
});

const withdraw = createRoute({
  method: 'post',
  path: '/handovers/{id}/withdraw',
  tags: ['hand-overs'],
  summary: 'Take back a proposal that waits for its answers',
  middleware: [secured('handovers:propose'), takesKey] as const,
  request: { params: RowParameter, body: jsonBody(WithdrawHandoverBody) },
  responses: {
    200: jsonResponse(PointDetail, 'The point after the withdrawal'),
    ...proposerProblems,
    ...problemResponses('handover.not_pending'),
  },
});

export const handoverRoutes = newRouter()
  .openapi(propose, async (c) => {
    const { id } = c.req.valid('param');
    await proposeHandover(c.var.deps, c.var.actor, id, c.req.valid('json'));
    return c.json(await readPoint(c.var.deps, c.var.actor, id), 200);
  })
  .openapi(confirm, async (c) => {
    const { deps, actor } = c.var;
    const pointId = await confirmHandover(
      deps,
      actor,
      c.req.valid('param').id,
      c.req.valid('json'),
    );
    return c.json(await readPoint(deps, actor, pointId), 200);
  })
  .openapi(refuse, async (c) => {
    const { deps, actor } = c.var;
    const pointId = await refuseHandover(deps, actor, c.req.valid('param').id, c.req.valid('json'));
    return c.json(await readPoint(deps, actor, pointId), 200);
  })
  .openapi(respond, async (c) => {
    const { deps, actor } = c.var;
    const { id } = c.req.valid('param');
    const pointId = await respondToRefusal(deps, actor, id, c.req.valid('json'));
    return c.json(await readPoint(deps, actor, pointId), 200);
  })
  .openapi(withdraw, async (c) => {
    const { deps, actor } = c.var;
    const { id } = c.req.valid('param');
    const pointId = await withdrawHandover(deps, actor, id, c.req.valid('json'));
    return c.json(await readPoint(deps, actor, pointId), 200);
  });
