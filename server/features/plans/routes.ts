import { createRoute } from '@hono/zod-openapi';

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
import { takesKey } from '#server/http/idempotency.ts';
import { jsonBody, jsonResponse, problemResponses, secured } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { RowParameter } from '#server/http/row-parameter.ts';

import { amendPlan, copyPlan, issuePlan, setIndicator } from './commands.ts';
import { readPlan, readPlans } from './read-plan.ts';
import { allot, enterResult } from './result-commands.ts';

const tags = ['plans'];
const view = jsonResponse(PlanView, 'The plan and how each indicator stands');
const ASKED = ['request.invalid', 'session.missing', 'permission.denied'] as const;
const WORDS = ['text.personal_data', 'text.secret_marking'] as const;

const list = createRoute({
  method: 'get',
  path: '/plans',
  tags,
  summary: 'The yearly plans, latest first',
  middleware: [secured('plans:read')] as const,
  responses: {
    200: jsonResponse(PlanList, 'The plans'),
    ...problemResponses('session.missing', 'permission.denied'),
  },
});

const read = createRoute({
  method: 'get',
  path: '/plans/{id}',
  tags,
  summary: 'A plan: indicators, targets, allotments, results, pace and forecast within reach',
  middleware: [secured('plans:read')] as const,
  request: { params: RowParameter },
  responses: { 200: view, ...problemResponses(...ASKED, 'plan.not_found') },
});

const copy = createRoute({
  method: 'post',
  path: '/plans/copies',
  tags,
  summary: "Begin a year's plan as a copy of another",
  middleware: [secured('plans:manage'), takesKey] as const,
  request: { body: jsonBody(CopyPlanBody) },
  responses: { 200: view, ...problemResponses(...ASKED, 'plan.not_found') },
});

const issue = createRoute({
  method: 'post',
  path: '/plans/{id}/issue',
  tags,
  summary: 'Record the number, day and office under which a draft was signed',
  middleware: [secured('plans:manage'), takesKey] as const,
  request: { params: RowParameter, body: jsonBody(IssuePlanBody) },
  responses: {
    200: view,
    ...problemResponses(
      ...ASKED,
      ...WORDS,
      'plan.not_found',
      'plan.issued',
      'plan.signed_in_future',
      'plan.year_taken',
    ),
  },
});

const indicator = createRoute({
  method: 'post',
  path: '/plans/{id}/indicators',
  tags,
  summary: 'Write an indicator of a draft',
  middleware: [secured('plans:manage'), takesKey] as const,
  request: { params: RowParameter, body: jsonBody(WriteIndicatorBody) },
  responses: {
    200: view,
    ...problemResponses(
      ...ASKED,
      ...WORDS,
      'plan.not_found',
      'plan.issued',
      'plan.indicator_not_found',
      'plan.target_mismatch',
      'point.not_found',
    ),
  },
});

const amend = createRoute({
  method: 'post',
  path: '/plans/{id}/amendments',
  tags,
  summary: 'Record a paper that changes targets',
  middleware: [secured('plans:manage'), takesKey] as const,
  request: { params: RowParameter, body: jsonBody(AmendPlanBody) },
  responses: {
    200: view,
    ...problemResponses(
      ...ASKED,
      ...WORDS,
      'plan.not_found',
      'plan.draft',
      'plan.signed_in_future',
      'plan.indicator_not_found',
      'plan.target_mismatch',
      'plan.year_taken',
    ),
  },
});

const share = createRoute({
  method: 'post',
  path: '/plans/{id}/allotments',
  tags,
  summary: 'Allot a target to communes; the shares add up, or the reason is said',
  middleware: [secured('plans:manage'), takesKey] as const,
  request: { params: RowParameter, body: jsonBody(AllotBody) },
  responses: {
    200: view,
    ...problemResponses(
      ...ASKED,
      ...WORDS,
      'plan.not_found',
      'plan.draft',
      'plan.indicator_not_found',
      'plan.target_mismatch',
      'plan.allotment_differs',
      'plan.commune_twice',
      'commune.not_found',
    ),
  },
});

const result = createRoute({
  method: 'post',
  path: '/plans/{id}/results',
  tags,
  summary: 'Enter what a commune or the city has done in a period, with its paper',
  middleware: [secured('plans:report'), takesKey] as const,
  request: { params: RowParameter, body: jsonBody(EnterResultBody) },
  responses: {
    200: view,
    ...problemResponses(
      ...ASKED,
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
    ),
  },
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
