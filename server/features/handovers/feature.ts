import {
  ConfirmHandoverBody,
  ProposeHandoverBody,
  RefuseHandoverBody,
  RespondToRefusalBody,
  WithdrawHandoverBody,
} from '#server/contract/life-cycle.ts';
import { PointDetail } from '#server/contract/point.ts';
import type { Feature } from '#server/feature.ts';
import { answerWithRecord } from '#server/features/life-cycle/change-commands.ts';
import { jsonResponse, route, RowParameter } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { confirmHandover, proposeHandover, refuseHandover } from './commands.ts';
import { respondToRefusal, withdrawHandover } from './proposer-commands.ts';

const propose = route('post', '/points/{id}/handovers', {
  tags: ['hand-overs'],
  summary: 'Ask every commune that the point touches to take it over',
  right: 'handovers:propose',
  answersInWrite: true,
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
  'late_entry.paper_missing',
  'late_entry.paper_day_wrong',
  'text.personal_data',
] as const;

const confirm = route('post', '/handovers/{id}/confirm', {
  tags: ['hand-overs'],
  summary: "The receiving commune's yes for its part",
  right: 'handovers:answer',
  answersInWrite: true,
  params: RowParameter,
  body: ConfirmHandoverBody,
  responses: { 200: jsonResponse(PointDetail, 'The point after the answer') },
  problems: [...answerProblems, 'attachment.not_found'],
});

const refuse = route('post', '/handovers/{id}/refuse', {
  tags: ['hand-overs'],
  summary: "The receiving commune's no, with its reason",
  right: 'handovers:answer',
  answersInWrite: true,
  params: RowParameter,
  body: RefuseHandoverBody,
  responses: { 200: jsonResponse(PointDetail, 'The point after the answer') },
  problems: [
    ...answerProblems,
    'lifecycle.reason_required',
    'handover.response_mismatch',
    'commune.not_found',
    'point.not_found',
  ],
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
  answersInWrite: true,
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
  answersInWrite: true,
  params: RowParameter,
  body: WithdrawHandoverBody,
  responses: { 200: jsonResponse(PointDetail, 'The point after the withdrawal') },
  problems: [...proposerProblems, 'handover.not_pending'],
});

const handoverRoutes = newRouter()
  .openapi(propose, async (c) => {
    const { deps, actor } = c.var;
    const { id } = c.req.valid('param');
    const act = () => proposeHandover(deps, actor, id, c.req.valid('json'));
    return c.json(await answerWithRecord(deps, actor, act), 200);
  })
  .openapi(confirm, async (c) => {
    const { deps, actor } = c.var;
    const { id } = c.req.valid('param');
    const act = () => confirmHandover(deps, actor, id, c.req.valid('json'));
    return c.json(await answerWithRecord(deps, actor, act), 200);
  })
  .openapi(refuse, async (c) => {
    const { deps, actor } = c.var;
    const { id } = c.req.valid('param');
    const act = () => refuseHandover(deps, actor, id, c.req.valid('json'));
    return c.json(await answerWithRecord(deps, actor, act), 200);
  })
  .openapi(respond, async (c) => {
    const { deps, actor } = c.var;
    const { id } = c.req.valid('param');
    const act = () => respondToRefusal(deps, actor, id, c.req.valid('json'));
    return c.json(await answerWithRecord(deps, actor, act), 200);
  })
  .openapi(withdraw, async (c) => {
    const { deps, actor } = c.var;
    const { id } = c.req.valid('param');
    const act = () => withdrawHandover(deps, actor, id, c.req.valid('json'));
    return c.json(await answerWithRecord(deps, actor, act), 200);
  });

export const handovers = {
  uses: ['communes', 'life-cycle'],
  subjects: {
    'hand-overs': 'Hand-overs of closed points to their communes',
  },
  operations: [handoverRoutes],
} as const satisfies Feature;
