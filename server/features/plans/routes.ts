import {
  AllotBody,
  AmendPlanBody,
  CopyPlanBody,
  EnterResultBody,
  IssuePlanBody,
  PlanList,
  PlanView,
  WriteIndicatorBody,
} from '#server/contract/plan.ts';
import { jsonResponse, route, RowParameter } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { amendPlan, copyPlan, issuePlan, setIndicator } from './commands.ts';
import { readPlan, readPlans } from './read-plan.ts';
import { allot, enterResult } from './result-commands.ts';

const tags = ['plans'];
const view = jsonResponse(PlanView, 'The plan and how each indicator stands');

const WORDS = ['text.personal_data', 'text.secret_marking'] as const;

const list = route('get', '/plans', {
  tags,
  summary: 'The yearly plans, latest first',
  right: 'plans:read',
  list: 'plans',
  responses: { 200: jsonResponse(PlanList, 'The plans') },
});

const read = route('get', '/plans/{id}', {
  tags,
  summary: 'A plan: indicators, targets, allotments, results, pace and forecast within reach',
  right: 'plans:read',
  params: RowParameter,
  responses: { 200: view },
  problems: ['plan.not_found'],
});

const copy = route('post', '/plans/copies', {
  tags,
  summary: "Begin a year's plan as a copy of another",
  right: 'plans:manage',
  body: CopyPlanBody,
  responses: { 200: view },
  problems: ['plan.not_found'],
});

const issue = route('post', '/plans/{id}/issue', {
  tags,
  summary: 'Record the number, day and office under which a draft was signed',
  right: 'plans:manage',
  decides: true,
  params: RowParameter,
  body: IssuePlanBody,
  responses: { 200: view },
  problems: [...WORDS, 'plan.not_found', 'plan.issued', 'plan.signed_in_future', 'plan.year_taken'],
});

const indicator = route('post', '/plans/{id}/indicators', {
  tags,
  summary: 'Write an indicator of a draft',
  right: 'plans:manage',
  params: RowParameter,
  body: WriteIndicatorBody,
  responses: { 200: view },
  problems: [
    ...WORDS,
    'plan.not_found',
    'plan.issued',
    'plan.indicator_not_found',
    'plan.target_mismatch',
    'point.not_found',
  ],
});

const amend = route('post', '/plans/{id}/amendments', {
  tags,
  summary: 'Record a paper that changes targets',
  right: 'plans:manage',
  decides: true,
  params: RowParameter,
  body: AmendPlanBody,
  responses: { 200: view },
  problems: [
    ...WORDS,
    'plan.not_found',
    'plan.draft',
    'plan.signed_in_future',
    'plan.indicator_not_found',
    'plan.target_mismatch',
    'plan.year_taken',
  ],
});

const share = route('post', '/plans/{id}/allotments', {
  tags,
  summary: 'Allot a target to communes; the shares add up, or the reason is said',
  right: 'plans:manage',
  decides: true,
  params: RowParameter,
  body: AllotBody,
  responses: { 200: view },
  problems: [
    ...WORDS,
    'plan.not_found',
    'plan.draft',
    'plan.indicator_not_found',
    'plan.target_mismatch',
    'plan.allotment_differs',
    'plan.commune_twice',
    'commune.not_found',
  ],
});

const result = route('post', '/plans/{id}/results', {
  tags,
  summary: 'Enter what a commune or the city has done in a period, with its paper',
  right: 'plans:report',
  params: RowParameter,
  body: EnterResultBody,
  responses: { 200: view },
  problems: [
    ...WORDS,
    'plan.not_found',
    'plan.draft',
    'plan.indicator_not_found',
    'plan.computed',
    'plan.other_commune',
    'plan.result_outside',
    'plan.result_overlaps',
    'plan.reason_required',
    'plan.more_than_whole',
    'lifecycle.future_date',
    'commune.not_found',
  ],
});

export const planRoutes = newRouter()
  .openapi(list, async (c) => c.json(await readPlans(c.var.deps, c.var.actor), 200))
  .openapi(copy, async (c) =>
    c.json(await copyPlan(c.var.deps, c.var.actor, c.req.valid('json')), 200),
  )
  .openapi(read, async (c) =>
    c.json(await readPlan(c.var.deps, c.var.actor, c.req.valid('param').id), 200),
  )
  .openapi(issue, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await issuePlan(c.var.deps, c.var.actor, id, c.req.valid('json')), 200);
  })
  .openapi(indicator, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await setIndicator(c.var.deps, c.var.actor, id, c.req.valid('json')), 200);
  })
  .openapi(amend, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await amendPlan(c.var.deps, c.var.actor, id, c.req.valid('json')), 200);
  })
  .openapi(share, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await allot(c.var.deps, c.var.actor, id, c.req.valid('json')), 200);
  })
  .openapi(result, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await enterResult(c.var.deps, c.var.actor, id, c.req.valid('json')), 200);
  });
