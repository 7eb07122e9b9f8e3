import { createRoute } from '@hono/zod-openapi';

import { PointDetail } from '#server/contract/point.ts';
import {
  AnswerAppealBody,
  AppealSignalBody,
  NewPointOfSignalBody,
  SignalDetail,
  UndoDecisionBody,
} from '#server/contract/signal.ts';
import { readPoint } from '#server/features/points/point-detail.ts';
import { takesKey } from '#server/http/idempotency.ts';
import { jsonBody, jsonResponse, problemResponses, secured } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { RowParameter } from '#server/http/row-parameter.ts';

import { answerAppeal, appealSignal } from './appeal-commands.ts';
import { proposePointOfSignal } from './commands.ts';
import { readSignal } from './read-signals.ts';
import { undoDecision } from './undo-commands.ts';

const commonProblems = problemResponses(
  'request.invalid',
  'session.missing',
  'permission.denied',
  'signal.not_found',
  'signal.changed_meanwhile',
);
const wordProblems = problemResponses(
  'lifecycle.future_date',
  'lifecycle.before_earlier_event',
  'text.personal_data',
  'text.secret_marking',
);

const newPoint = createRoute({
  method: 'post',
  path: '/signals/{id}/new-point',
  tags: ['signals'],
  summary: 'It is another place: reject the suspicion and propose a point where the signal lies',
  middleware: [secured('signals:decide'), takesKey] as const,
  request: { params: RowParameter, body: jsonBody(NewPointOfSignalBody) },
  responses: {
    201: jsonResponse(PointDetail, 'The proposed point'),
    ...commonProblems,
    ...wordProblems,
    ...problemResponses(
      'signal.already_decided',
      'signal.same_person',
      'signal.earlier_cycle',
      'signal.no_suspicion',
      'signal.no_place',
      'point.category_unknown',
      'point.outside_city',
    ),
  },
});

const undo = createRoute({
  method: 'post',
  path: '/signals/{id}/undo',
  tags: ['signals'],
  summary: 'Take back one’s own decision within the time set for it',
  middleware: [secured('signals:decide'), takesKey] as const,
  request: { params: RowParameter, body: jsonBody(UndoDecisionBody) },
  responses: {
    200: jsonResponse(SignalDetail, 'The suspicion, open again'),
    ...commonProblems,
    ...problemResponses(
      'signal.not_decided',
      'signal.other_decider',
      'signal.undo_too_late',
      'signal.undo_overtaken',
    ),
  },
});

const appeal = createRoute({
  method: 'post',
  path: '/signals/{id}/appeal',
  tags: ['signals'],
  summary: 'A commune’s leader objects to a suspicion or to a confirmed recurrence',
  middleware: [secured('signals:appeal'), takesKey] as const,
  request: { params: RowParameter, body: jsonBody(AppealSignalBody) },
  responses: {
    200: jsonResponse(SignalDetail, 'The signal with the objection'),
    ...commonProblems,
    ...wordProblems,
    ...problemResponses(
      'signal.no_suspicion',
      'signal.nothing_to_appeal',
      'signal.appeal_open',
      'point.not_found',
    ),
  },
});

const answer = createRoute({
  method: 'post',
  path: '/signals/{id}/appeal/answer',
  tags: ['signals'],
  summary: 'Answer an objection; never by who decided, raised or objected',
  middleware: [secured('signals:answer_appeal'), takesKey] as const,
  request: { params: RowParameter, body: jsonBody(AnswerAppealBody) },
  responses: {
    200: jsonResponse(SignalDetail, 'The signal with the answer'),
    ...commonProblems,
    ...wordProblems,
    ...problemResponses(
      'signal.no_suspicion',
      'signal.no_appeal',
      'signal.appeal_same_person',
      'signal.undo_overtaken',
    ),
  },
});

export const decisionRoutes = newRouter()
  .openapi(newPoint, async (c) => {
    const { deps, actor } = c.var;
    const { id } = c.req.valid('param');
    const pointId = await proposePointOfSignal(deps, actor, id, c.req.valid('json'));
    return c.json(await readPoint(deps, actor, pointId), 201);
  })
  .openapi(undo, async (c) => {
    const { deps, actor } = c.var;
    const { id } = c.req.valid('param');
    await undoDecision(deps, actor, id, c.req.valid('json'));
    return c.json(await readSignal(deps, actor, id), 200);
  })
  .openapi(appeal, async (c) => {
    const { deps, actor } = c.var;
    const { id } = c.req.valid('param');
    await appealSignal(deps, actor, id, c.req.valid('json'));
    return c.json(await readSignal(deps, actor, id), 200);
  })
  .openapi(answer, async (c) => {
    const { deps, actor } = c.var;
    const { id } = c.req.valid('param');
    await answerAppeal(deps, actor, id, c.req.valid('json'));
    return c.json(await readSignal(deps, actor, id), 200);
  });
