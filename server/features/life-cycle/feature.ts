import type * as z from 'zod';

import type { ActEffect } from '#server/contract/act-effect.ts';
import { effectsOfAct } from '#server/contract/act-effects.ts';
import {
  DeclineBody,
  DelistBody,
  EliminateBody,
  MarkRecurringBody,
  RecogniseBody,
} from '#server/contract/life-cycle.ts';
import {
  JudgedAct,
  JudgedActQuery,
  type JudgedPoint,
  type ManyAct,
  MOST_AT_ONCE,
} from '#server/contract/many-acts.ts';
import type { Actor, Permission } from '#server/contract/permission.ts';
import { PointDetail } from '#server/contract/point.ts';
import { TRANSITIONS } from '#server/contract/transitions.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import type { Feature } from '#server/feature.ts';
import { jsonResponse, route, RowParameter } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { engineFilter } from '#server/live-engine/engine-filter.ts';

import { answerWithRecord } from './change-commands.ts';
import { decline, delist, eliminate, markRecurring, recognise } from './commands.ts';
import { listPointStates, type StateRow } from './many-states-queries.ts';
import { type PointState, whyNot } from './rules.ts';

const judge = route('get', '/judged-acts', {
  tags: ['life-cycle'],
  summary: 'Which points of a filter the reader may act on, and why not the others',
  right: 'points:read',
  list: 'points',
  query: JudgedActQuery,
  responses: { 200: jsonResponse(JudgedAct, 'The points, each judged by the rule of the act') },
});

const lifeCycleRoutes = newRouter()
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
      let looked = false;
      const record = await answerWithRecord(deps, actor, async () => {
        looked = await eliminate(deps, actor, id, c.req.valid('json'));
      });
      return c.json(looked ? await deps.joined.readRecord(deps, actor, id) : record, 200);
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

export const lifeCycle = {
  subjects: {
    'life-cycle': 'Acts that change the status of a point',
  },
  operations: [lifeCycleRoutes],
} as const satisfies Feature;

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
    answersInWrite: true,
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

/**
 * Judges an act for the points of a filter, recurring and suspected ones first: which of them the reader may act on
 * now, and why not the others. Changes nothing; the act itself is judged again.
 */
async function judgeAct(
  deps: Deps,
  actor: Actor,
  query: z.infer<typeof JudgedActQuery>,
): Promise<JudgedAct> {
  const { act, bbox, squares, within, ids: chosen, ...given } = query;
  const region = { bbox, squares, within, ids: chosen };
  const filter = await engineFilter(deps, actor, given);
  const { total } = deps.points.count(actor, filter, region);
  const { ids } = deps.points.list(actor, filter, { ...region, limit: MOST_AT_ONCE });
  const today = deps.clock.today();
  const rows = await asActor(deps.database, actor, (sql) => listPointStates(sql, ids, today));
  const judged = new Map(rows.map((row) => [row.id, judgementOf(act, row, actor)]));
  const named = new Map(rows.flatMap(({ communes }) => communes.map((one) => [one.id, one])));
  return {
    items: ids.flatMap((id) => judged.get(id) ?? []),
    total,
    communes: [...named.values()],
  };
}

function judgementOf(act: ManyAct, row: StateRow, actor: Actor): JudgedPoint {
  const state: PointState = {
    ...row,
    handovers: row.handovers ?? [],
    openSuspicionsRaisedBy: row.openSuspicionsRaisedBy ?? [],
  };
  const { id, code, officialName, status, version } = row;
  const why = whyNot(act, state, actor);
  const effects = why === null ? effectsOn(act, row) : [];
  return { id, code, officialName, status, version, why, notBefore: earliest(act, row), effects };
}

/** All that follows from the act: what it does to the status, and what its command carries out. */
function effectsOn(
  act: ManyAct,
  { status: from, cycle, handovers, communes }: StateRow,
): ActEffect[] {
  const { to } = TRANSITIONS[act];
  const own = effectsOfAct(act, { cycle }, handovers ?? []);
  const opens = own.some(({ kind }) => kind === 'cycle_opened');
  return [
    ...(to === null || to === from
      ? []
      : [{ kind: 'status' as const, from, to, cycle: opens ? cycle + 1 : cycle }]),
    ...own,
    ...(act === 'propose_handover'
      ? [{ kind: 'handover_asked' as const, communeIds: communes.map(({ id }) => id) }]
      : []),
  ];
}

/** A look may be older than the hand-over; it follows the elimination. */
function earliest(act: ManyAct, { eliminatedOn, lastStatusOn }: StateRow): string | null {
  return act === 'check' ? eliminatedOn : lastStatusOn;
}
