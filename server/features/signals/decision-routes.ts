import { PointDetail } from '#server/contract/point.ts';
import {
  AnswerAppealBody,
  AppealSignalBody,
  NewPointOfSignalBody,
  UndoDecisionBody,
} from '#server/contract/signal.ts';
import { SignalDetail } from '#server/contract/signal-detail.ts';
import { jsonResponse, route, RowParameter } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { answerAppeal, appealSignal } from './appeal-commands.ts';
import { proposePointOfSignal } from './commands.ts';
import { readSignal } from './read-signals.ts';
import { undoDecision } from './undo-commands.ts';

const commonProblems = ['signal.not_found', 'signal.changed_meanwhile'] as const;
const wordProblems = [
  'lifecycle.future_date',
  'lifecycle.before_earlier_event',
  'text.personal_data',
  'text.secret_marking',
] as const;

const newPoint = route('post', '/signals/{id}/new-point', {
  tags: ['signals'],
  summary: 'It is another place: reject the suspicion and propose a point where the signal lies',
  right: 'signals:decide',
  params: RowParameter,
  body: NewPointOfSignalBody,
  responses: { 201: jsonResponse(PointDetail, 'The proposed point') },
  problems: [
    ...commonProblems,
    ...wordProblems,
    'signal.already_decided',
    'signal.same_person',
    'signal.earlier_cycle',
    'signal.no_suspicion',
    'signal.no_place',
    'point.category_unknown',
    'point.outside_city',
  ],
});

const undo = route('post', '/signals/{id}/undo', {
  tags: ['signals'],
  summary: 'Take back one’s own decision within the time set for it',
  right: 'signals:decide',
  params: RowParameter,
  body: UndoDecisionBody,
  responses: { 200: jsonResponse(SignalDetail, 'The suspicion, open again') },
  problems: [
    ...commonProblems,
    'signal.not_decided',
    'signal.other_decider',
    'signal.undo_too_late',
    'signal.undo_overtaken',
  ],
});

const appeal = route('post', '/signals/{id}/appeal', {
  tags: ['signals'],
  summary: 'A commune’s leader objects to a suspicion or to a confirmed recurrence',
  right: 'signals:appeal',
  params: RowParameter,
  body: AppealSignalBody,
  responses: { 200: jsonResponse(SignalDetail, 'The signal with the objection') },
  problems: [
    ...commonProblems,
    ...wordProblems,
    'signal.no_suspicion',
    'signal.nothing_to_appeal',
    'signal.appeal_open',
    'point.not_found',
  ],
});

const answer = route('post', '/signals/{id}/appeal/answer', {
  tags: ['signals'],
  summary: 'Answer an objection; never by who decided, raised or objected',
  right: 'signals:answer_appeal',
  params: RowParameter,
  body: AnswerAppealBody,
  responses: { 200: jsonResponse(SignalDetail, 'The signal with the answer') },
  problems: [
    ...commonProblems,
    ...wordProblems,
    'signal.no_suspicion',
    'signal.no_appeal',
    'signal.appeal_same_person',
    'signal.undo_overtaken',
  ],
});

export const decisionRoutes = newRouter()
  .openapi(newPoint, async (c) => {
    const { deps, actor } = c.var;
    const { id } = c.req.valid('param');
    const pointId = await proposePointOfSignal(deps, actor, id, c.req.valid('json'));
    return c.json(await deps.joined.readRecord(deps, actor, pointId), 201);
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
