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
import { PreventionModel, RecordContentBody } from '#server/contract/prevention-model.ts';
import type { Feature } from '#server/feature.ts';
import { jsonResponse, route, RowParameter } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { amendPlan, copyPlan, issuePlan, setIndicator } from './commands.ts';
import { readModel, recordContent } from './model-commands.ts';
import {
  PLAN_ALLOTMENT_PROPOSAL,
  PLAN_ISSUE_PROPOSAL,
  PLAN_TARGETS_PROPOSAL,
} from './proposal-commands.ts';
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

const planRoutes = newRouter()
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

const model = jsonResponse(PreventionModel, 'Which contents run where, within reach');

const readPrevention = route('get', '/prevention-model', {
  tags,
  summary: 'The commune-level prevention model: which of its seven contents run where',
  right: 'plans:read',
  responses: { 200: model },
});

const recordPrevention = route('post', '/prevention-model', {
  tags,
  summary: 'Say that a content runs in a commune from a day on, or runs no longer',
  right: 'plans:report',
  body: RecordContentBody,
  responses: { 200: model },
  problems: [
    'plan.other_commune',
    'plan.counts_businesses_only',
    'lifecycle.future_date',
    'commune.not_found',
    'text.secret_marking',
  ],
});

const preventionModelRoutes = newRouter()
  .openapi(readPrevention, async (c) => c.json(await readModel(c.var.deps, c.var.actor), 200))
  .openapi(recordPrevention, async (c) =>
    c.json(await recordContent(c.var.deps, c.var.actor, c.req.valid('json')), 200),
  );

export const plans = {
  uses: ['conduct', 'tips'],
  subjects: {
    plans: 'Plans, indicators and their results',
  },
  operations: [planRoutes, preventionModelRoutes],
  proposals: {
    plan_issue: PLAN_ISSUE_PROPOSAL,
    plan_allotment: PLAN_ALLOTMENT_PROPOSAL,
    plan_targets: PLAN_TARGETS_PROPOSAL,
  },
} as const satisfies Feature;
