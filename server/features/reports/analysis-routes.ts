import {
  OrderAnalysesBody,
  PutAnalysisBody,
  PutAnalysisReceipt,
  ReportAnalysisList,
} from '#server/contract/report-analysis.ts';
import { jsonResponse, route, RowParameter } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { orderReportAnalyses, putAnalysis, removeAnalysis } from './analysis-commands.ts';
import { listOf } from './read-analyses.ts';

const tags = ['reports'];
const ALL = { 200: jsonResponse(ReportAnalysisList, 'The analyses in the order of the report') };

const list = route('get', '/reports/{id}/analyses', {
  tags,
  summary: 'Analyses of a report; in an open one beside each how it would come out now',
  right: 'reports:read',
  params: RowParameter,
  responses: ALL,
  problems: ['report.not_found'],
});

const put = route('post', '/reports/analyses', {
  tags,
  summary: 'Put an analysis, worked out anew and sealed, into the open report of a period',
  right: 'reports:draft',
  body: PutAnalysisBody,
  responses: { 200: jsonResponse(PutAnalysisReceipt, 'Its report and its hash') },
  problems: [
    'commune.not_found',
    'point.not_found',
    'analysis.period_invalid',
    'analysis.other_commune',
    'report.no_such_period',
    'report.not_begun',
    'report.other_commune',
    'report.analysis_refused',
    'report.analysis_changed',
    'report.analysis_there',
    'report.analyses_full',
    'report.analyses_closed',
    'report.wrong_state',
  ],
});

const order = route('post', '/reports/{id}/analyses/order', {
  tags,
  summary: 'Order the analyses of a report that is still open',
  right: 'reports:draft',
  params: RowParameter,
  body: OrderAnalysesBody,
  responses: ALL,
  problems: [
    'report.not_found',
    'report.other_commune',
    'report.analyses_closed',
    'report.analyses_changed',
  ],
});

const remove = route('post', '/reports/analyses/{id}/remove', {
  tags,
  summary: 'Remove an analysis from a report that is still open',
  right: 'reports:draft',
  params: RowParameter,
  responses: ALL,
  problems: ['report.analysis_not_found', 'report.other_commune', 'report.analyses_closed'],
});

export const reportAnalysisRoutes = newRouter()
  .openapi(list, async (c) =>
    c.json(await listOf(c.var.deps, c.var.actor, c.req.valid('param').id), 200),
  )
  .openapi(put, async (c) => {
    const { deps, actor } = c.var;
    const { signal } = c.req.raw;
    return c.json(await putAnalysis(deps, actor, c.req.valid('json'), signal), 200);
  })
  .openapi(order, async (c) => {
    const { id } = c.req.valid('param');
    const { ids } = c.req.valid('json');
    return c.json(await orderReportAnalyses(c.var.deps, c.var.actor, id, ids), 200);
  })
  .openapi(remove, async (c) =>
    c.json(await removeAnalysis(c.var.deps, c.var.actor, c.req.valid('param').id), 200),
  );
