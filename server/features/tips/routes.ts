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
import { linkPages } from '#server/http/page-links.ts';
import { jsonResponse, route, RowParameter } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import * as z from 'zod';

import { receiveTip } from './commands.ts';
import { readTipStatistics } from './read-statistics.ts';
import { tipStepRoutes } from './step-routes.ts';
import { tipTransferRoutes } from './transfer-routes.ts';
import { readTip, readTipCounts, readTips } from './read-tip.ts';

const list = route('get', '/tips', {
  tags: ['tips'],
  summary: 'Tips within reach: open ones by their due day, then the closed',
  right: 'tips:read',
  list: 'tips',
  query: TipQuery,
  responses: { 200: jsonResponse(pageOf(TipSummary), 'A page of tips') },
});

const counts = route('get', '/tips/counts', {
  tags: ['tips'],
  summary:
    'How many open tips within reach stand at which stage, and how they stand to their clocks',
  right: 'tips:read',
  query: TipCountsQuery,
  responses: { 200: jsonResponse(TipCounts, 'Counts by stage and clock') },
});

const statistics = route('get', '/tips/statistics', {
  tags: ['tips'],
  summary: 'How the tips received in a period stand, by kind and commune',
  right: 'tips:read',
  query: z.object({ from: IsoDate, to: IsoDate }),
  responses: { 200: jsonResponse(TipStatistics, 'Counts, rates and stage times') },
});

const receive = route('post', '/tips', {
  tags: ['tips'],
  summary: 'Take in a tip, for whichever commune it lies in',
  right: 'tips:enter',
  body: ReceiveTipBody,
  responses: { 201: jsonResponse(TipReceipt, 'Its code and due day') },
  problems: [
    'commune.not_found',
    'point.outside_city',
    'point.category_unknown',
    'lifecycle.future_date',
    'tip.happened_after_receipt',
    'text.personal_data',
    'text.secret_marking',
  ],
});

const read = route('get', '/tips/{id}', {
  tags: ['tips'],
  summary: 'A tip, its clock, its events, and which steps may be taken',
  right: 'tips:read',
  params: RowParameter,
  responses: { 200: jsonResponse(TipDetail, 'The tip') },
  problems: ['tip.not_found'],
});

export const tipRoutes = newRouter()
  .openapi(list, async (c) => {
    const page = await readTips(c.var.deps, c.var.actor, c.req.valid('query'));
    linkPages(c, page.next);
    return c.json(page, 200);
  })
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
  .route('/', tipStepRoutes)
  .route('/', tipTransferRoutes);
