import type * as z from 'zod';

import {
  DeclineBody,
  DelistBody,
  EliminateBody,
  MarkRecurringBody,
  RecogniseBody,
} from '#server/contract/life-cycle.ts';
import { JudgedAct, JudgedActQuery } from '#server/contract/many-acts.ts';
import type { Permission } from '#server/contract/permission.ts';
import { PointDetail } from '#server/contract/point.ts';
import { jsonResponse, route, RowParameter } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { answerWithRecord } from './change-commands.ts';
import { decline, delist, eliminate, markRecurring, recognise } from './commands.ts';
import { judgeAct } from './read-judgements.ts';

/** The acts on a point differ in body and right; everything around them is the same. */
function actRoute<const Verb extends string, Body extends z.ZodType>(
  verb: Verb,
  summary: string,
  right: Permission,
  body: Body,
) {
  return route('post', `/points/{id}/${verb}`, {
    tags: ['life-cycle'],
    summary,
    right,
    params: RowParameter,
    body,
    answersInWrite: verb !== 'eliminate',
    responses: { 200: jsonResponse(PointDetail, 'The point after the act') },
    problems: [
      'point.not_found',
      'point.changed_meanwhile',
      'lifecycle.wrong_status',
      'lifecycle.future_date',
      'lifecycle.before_earlier_event',
      'lifecycle.own_proposal',
      'text.personal_data',
      'text.secret_marking',
    ],
  });
}

const judge = route('get', '/judged-acts', {
  tags: ['life-cycle'],
  summary: 'Which points of a filter the reader may act on, and why not the others',
  right: 'points:read',
  list: 'points',
  query: JudgedActQuery,
  responses: { 200: jsonResponse(JudgedAct, 'The points, each judged by the rule of the act') },
});

export const lifeCycleRoutes = newRouter()
  .openapi(judge, async (c) => {
    const { deps, actor } = c.var;
    return c.json(await judgeAct(deps, actor, c.req.valid('query')), 200);
  })
  .openapi(
    actRoute('recognise', 'Take a proposed place on the list', 'points:recognise', RecogniseBody),
    async (c) => {
      const { deps, actor } = c.var;
      const { id } = c.req.valid('param');
      const act = () => recognise(deps, actor, id, c.req.valid('json'));
      return c.json(await answerWithRecord(deps, actor, act), 200);
    },
  )
  .openapi(
    actRoute('decline', 'Do not take a place on the list', 'points:recognise', DeclineBody),
    async (c) => {
      const { deps, actor } = c.var;
      const { id } = c.req.valid('param');
      const act = () => decline(deps, actor, id, c.req.valid('json'));
      return c.json(await answerWithRecord(deps, actor, act), 200);
    },
  )
  .openapi(
    actRoute('eliminate', 'Record the elimination', 'points:eliminate', EliminateBody),
    async (c) => {
      const { deps, actor } = c.var;
      const { id } = c.req.valid('param');
      // Signals around the place are looked at again after the commit: the record is read after that.
      await eliminate(deps, actor, id, c.req.valid('json'));
      return c.json(await deps.joined.readRecord(deps, actor, id), 200);
    },
  )
  .openapi(
    actRoute(
      'mark-recurring',
      'Record a verified recurrence',
      'points:mark_recurring',
      MarkRecurringBody,
    ),
    async (c) => {
      const { deps, actor } = c.var;
      const { id } = c.req.valid('param');
      const act = () => markRecurring(deps, actor, id, c.req.valid('json'));
      return c.json(await answerWithRecord(deps, actor, act), 200);
    },
  )
  .openapi(
    actRoute('delist', 'Take a place off the list', 'points:delist', DelistBody),
    async (c) => {
      const { deps, actor } = c.var;
      const { id } = c.req.valid('param');
      const act = () => delist(deps, actor, id, c.req.valid('json'));
      return c.json(await answerWithRecord(deps, actor, act), 200);
    },
  );
