import { DecideSignalBody } from '#server/contract/life-cycle.ts';
import { NeighbourQuery, Neighbours, type Neighbour } from '#server/contract/neighbour.ts';
import { pageOf } from '#server/contract/page.ts';
import type { Actor } from '#server/contract/permission.ts';
import { PointDetail } from '#server/contract/point.ts';
import { AppError } from '#server/contract/problem.ts';
import {
  AnswerAppealBody,
  AppealSignalBody,
  NewPointOfSignalBody,
  Signal,
  SignalQuery,
  UndoDecisionBody,
} from '#server/contract/signal.ts';
import { SignalDetail } from '#server/contract/signal-detail.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { canSeePoint, listSummaries } from '#server/features/points/queries.ts';
import { linkPages } from '#server/http/page-links.ts';
import { jsonResponse, route, RowParameter } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { readMatchingParameters } from '#server/settings/signal-settings.ts';

import { answerAppeal, appealSignal } from './appeal-commands.ts';
import { confirmSignal, proposePointOfSignal, rejectSignal } from './commands.ts';
import { readSignal, readSignals } from './read-signals.ts';
import { categoryFit } from './match-rules.ts';
import { listNeighbours } from './neighbour-queries.ts';
import { parameterRoutes } from './parameter-routes.ts';
import { sensitivityRoutes } from './sensitivity-routes.ts';
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

const decisionRoutes = newRouter()
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

const neighbours = route('get', '/point-neighbours', {
  tags: ['points'],
  summary: 'The points beside a place, within the distances by which signals are matched',
  right: 'points:read',
  query: NeighbourQuery,
  responses: { 200: jsonResponse(Neighbours, 'At most ten, the nearest first') },
  problems: ['point.not_found'],
});

const neighbourRoutes = newRouter().openapi(neighbours, async (c) => {
  const { deps, actor } = c.var;
  return c.json({ items: await readNeighbours(deps, actor, c.req.valid('query')) }, 200);
});

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

/**
 * The points beside a listed point or a shape, within the reach of the person who asks.
 * @throws AppError `point.not_found`
 */
async function readNeighbours(
  deps: Pick<Deps, 'database' | 'clock'>,
  actor: Actor,
  { pointId, geometry, errorMetres, category }: NeighbourQuery,
): Promise<Neighbour[]> {
  return asActor(deps.database, actor, async (sql) => {
    if (pointId !== undefined && !(await canSeePoint(sql, pointId))) {
      throw new AppError('point.not_found');
    }
    const today = deps.clock.today();
    const parameters = await readMatchingParameters(sql, today);
    const asked = {
      pointId: pointId ?? null,
      geometry: geometry ?? null,
      errorMetres: errorMetres ?? null,
    };
    const rows = await listNeighbours(sql, asked, parameters);
    const points = await listSummaries(
      sql,
      rows.map((row) => row.pointId),
      today,
    );
    const byId = new Map(points.map((point) => [point.id, point]));
    return rows.flatMap(({ pointId: id, distanceMetres, withinRadius, askedCategory }) => {
      const point = byId.get(id);
      if (point === undefined) return [];
      const wanted = askedCategory ?? category ?? null;
      const fit = categoryFit(wanted, point.category, parameters.compatibility);
      return [{ point, distanceMetres, withinRadius, category: fit }];
    });
  });
}
