import {
  ConfirmHandoverBody,
  ProposeHandoverBody,
  RefuseHandoverBody,
  RespondToRefusalBody,
  WithdrawHandoverBody,
} from '#server/contract/life-cycle.ts';
import { PointDetail } from '#server/contract/point.ts';
import { jsonResponse, route, RowParameter } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { confirmHandover, proposeHandover, refuseHandover } from './commands.ts';
import { respondToRefusal, withdrawHandover } from './proposer-commands.ts';

const propose = route('post', '/points/{id}/handovers', {
  tags: ['hand-overs'],
  summary: 'Ask every commune that the point touches to take it over',
  right: 'handovers:propose',
  params: RowParameter,
  body: ProposeHandoverBody,
  responses: { 200: jsonResponse(PointDetail, 'The point with its pending hand-overs') },
  problems: [
    'point.not_found',
    'point.changed_meanwhile',
    'lifecycle.wrong_status',
    'lifecycle.future_date',
    'handover.already_pending',
    'handover.refusal_unanswered',
    'handover.commune_abolished',
    'text.personal_data',
  ],
});

const answerProblems = [
  'handover.not_found',
  'handover.not_pending',
  'handover.other_commune',
  'handover.same_person',
  'handover.commune_abolished',
  'lifecycle.wrong_status',
  'lifecycle.future_date',
  'lifecycle.before_earlier_event',
  'text.personal_data',
] as const;

const confirm = route('post', '/handovers/{id}/confirm', {
  tags: ['hand-overs'],
  summary: "The receiving commune's yes for its part",
  right: 'handovers:answer',
  params: RowParameter,
  body: ConfirmHandoverBody,
  responses: { 200: jsonResponse(PointDetail, 'The point after the answer') },
  problems: answerProblems,
});

const refuse = route('post', '/handovers/{id}/refuse', {
  tags: ['hand-overs'],
  summary: "The receiving commune's no, with its reason",
  right: 'handovers:answer',
  params: RowParameter,
  body: RefuseHandoverBody,
  responses: { 200: jsonResponse(PointDetail, 'The point after the answer') },
  problems: [...answerProblems, 'lifecycle.reason_required'],
});

const proposerProblems = [
  'handover.not_found',
  'lifecycle.wrong_status',
  'lifecycle.future_date',
  'lifecycle.before_earlier_event',
  'text.personal_data',
] as const;

const respond = route('post', '/handovers/{id}/respond', {
  tags: ['hand-overs'],
  summary: "The proposer's side answers a refusal, before it may propose again",
  right: 'handovers:propose',
  params: RowParameter,
  body: RespondToRefusalBody,
  responses: { 200: jsonResponse(PointDetail, 'The point after the answer') },
  problems: [
    ...proposerProblems,
    'handover.not_refused',
    'handover.already_responded',
    'handover.own_refusal',
    'handover.response_mismatch',
    'commune.not_found',
    'point.not_found',
  ],
});

const withdraw = route('post', '/handovers/{id}/withdraw', {
  tags: ['hand-overs'],
  summary: 'Take back a proposal that waits for its answers',
  right: 'handovers:propose',
  params: RowParameter,
  body: WithdrawHandoverBody,
  responses: { 200: jsonResponse(PointDetail, 'The point after the withdrawal') },
  problems: [...proposerProblems, 'handover.not_pending'],
});

export const handoverRoutes = newRouter()
  .openapi(propose, async (c) => {
    const { id } = c.req.valid('param');
    await proposeHandover(c.var.deps, c.var.actor, id, c.req.valid('json'));
    return c.json(await c.var.deps.joined.readRecord(c.var.deps, c.var.actor, id), 200);
  })
  .openapi(confirm, async (c) => {
    const { deps, actor } = c.var;
    const pointId = await confirmHandover(
      deps,
      actor,
      c.req.valid('param').id,
      c.req.valid('json'),
    );
    return c.json(await deps.joined.readRecord(deps, actor, pointId), 200);
  })
  .openapi(refuse, async (c) => {
    const { deps, actor } = c.var;
    const pointId = await refuseHandover(deps, actor, c.req.valid('param').id, c.req.valid('json'));
    return c.json(await deps.joined.readRecord(deps, actor, pointId), 200);
  })
  .openapi(respond, async (c) => {
    const { deps, actor } = c.var;
    const { id } = c.req.valid('param');
    const pointId = await respondToRefusal(deps, actor, id, c.req.valid('json'));
    return c.json(await deps.joined.readRecord(deps, actor, pointId), 200);
  })
  .openapi(withdraw, async (c) => {
    const { deps, actor } = c.var;
    const { id } = c.req.valid('param');
    const pointId = await withdrawHandover(deps, actor, id, c.req.valid('json'));
    return c.json(await deps.joined.readRecord(deps, actor, pointId), 200);
  });
