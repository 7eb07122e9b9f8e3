import { createRoute } from '@hono/zod-openapi';

import { pageOf } from '#server/contract/page.ts';
import { IsoDate } from '#server/contract/time.ts';
import {
  ReceiveTipBody,
  TipCounts,
  TipCountsQuery,
  TipDetail,
  TipQuery,
  TipReceipt,
  TipSummary,
} from '#server/contract/tip.ts';
import { TipStatistics } from '#server/contract/tip-statistics.ts';
import { takesKey } from '#server/http/idempotency.ts';
import { jsonBody, jsonResponse, problemResponses, secured } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { RowParameter } from '#server/http/row-parameter.ts';
import * as z from 'zod';

import { receiveTip } from './commands.ts';
import { readTipStatistics } from './statistics.ts';
import { tipStepRoutes } from './step-routes.ts';
import { readTip, readTipCounts, readTips } from './tip-detail.ts';

const readProblems = problemResponses('request.invalid', 'session.missing', 'permission.denied');

const list = createRoute({
  method: 'get',
  path: '/tips',
  tags: ['tips'],
  summary: 'Tips within reach: open ones by their due day, then the closed',
  middleware: [secured('tips:read')] as const,
  request: { query: TipQuery },
  responses: { 200: jsonResponse(pageOf(TipSummary), 'A page of tips'), ...readProblems },
});

const counts = createRoute({
  method: 'get',
  path: '/tips/counts',
  tags: ['tips'],
  summary:
    'How many open tips within reach stand at which stage, and how they stand to their clocks',
  middleware: [secured('tips:read')] as const,
  request: { query: TipCountsQuery },
  responses: { 200: jsonResponse(TipCounts, 'Counts by stage and clock'), ...readProblems },
});

const statistics = createRoute({
  method: 'get',
  path: '/tips/statistics',
  tags: ['tips'],
  summary: 'How the tips received in a period stand, by kind and commune',
  middleware: [secured('tips:read')] as const,
  request: { query: z.object({ from: IsoDate, to: IsoDate }) },
  responses: { 200: jsonResponse(TipStatistics, 'Counts, rates and stage times'), ...readProblems },
});

const receive = createRoute({
  method: 'post',
  path: '/tips',
  tags: ['tips'],
  summary: 'Take in a tip, for whichever commune it lies in',
  middleware: [secured('tips:work'), takesKey] as const,
  request: { body: jsonBody(ReceiveTipBody) },
  responses: {
    201: jsonResponse(TipReceipt, 'Its code and due day'),
    ...problemResponses(
      'request.invalid',
      'session.missing',
      'permission.denied',
      'commune.not_found',
      'point.outside_city',
      'point.category_unknown',
      'lifecycle.future_date',
      'tip.happened_after_receipt',
      'text.personal_data',
      'text.secret_marking',
    ),
  },
});

const read = createRoute({
  method: 'get',
  path: '/tips/{id}',
  tags: ['tips'],
  summary: 'A tip, its clock, its events, and which steps may be taken',
  middleware: [secured('tips:read')] as const,
  request: { params: RowParameter },
  responses: {
    200: jsonResponse(TipDetail, 'The tip'),
    ...readProblems,
    ...problemResponses('tip.not_found'),
  },
});

export const tipRoutes = newRouter()
  .openapi(list, async (c) =>
    c.json(await readTips(c.var.deps, c.var.actor, c.req.valid('query')), 200),
  )
  .openapi(counts, async (c) =>
    c.json(await readTipCounts(c.var.deps, c.var.actor, c.req.valid('query').commune ?? null), 200),
  )
  .openapi(statistics, async (c) =>
    c.json(await readTipStatistics(c.var.deps, c.var.actor, c.req.valid('query')), 200),
  )
  .openapi(receive, async (c) =>
    c.json(await receiveTip(c.var.deps, c.var.actor, c.req.valid('json')), 201),
  )
  .openapi(read, async (c) =>
    c.json(await readTip(c.var.deps, c.var.actor, c.req.valid('param').id), 200),
  )
  .route('/', tipStepRoutes);
