import { createRoute } from '@hono/zod-openapi';
import { stream } from 'hono/streaming';

import {
  CasesParams,
  ComparedCases,
  Comparison,
  ComparisonQuery,
  PopulationsBody,
  PopulationsReceipt,
} from '#server/contract/comparison.ts';
import {
  FeedbackAudit,
  PlaceAnalysisProgress,
  PlaceAnalysisQuery,
} from '#server/contract/place-analysis.ts';
import { AppError } from '#server/contract/problem.ts';
import { Survival, SurvivalQuery } from '#server/contract/survival.ts';
import { takesKey } from '#server/http/idempotency.ts';
import { jsonBody, jsonResponse, problemResponses, secured } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { analysePlaces } from './analyse-places.ts';
import { compare, enterPopulations, readCases } from './commands.ts';
import { readFeedbackAudit } from './feedback-audit.ts';
import { periodOf } from './period.ts';
import { readSurvival } from './survival.ts';

const tags = ['analysis'];
const asked = ['request.invalid', 'session.missing', 'permission.denied'] as const;

const comparison = createRoute({
  method: 'get',
  path: '/analysis/comparison',
  tags,
  summary: 'Communes against what chance would bring them, judged by the decision rule',
  middleware: [secured('analysis:read')] as const,
  request: { query: ComparisonQuery },
  responses: {
    200: jsonResponse(Comparison, 'Every commune within reach, with the limits of the city'),
    ...problemResponses(...asked, 'analysis.period_invalid'),
  },
});

const cases = createRoute({
  method: 'get',
  path: '/analysis/comparison/{commune}/cases',
  tags,
  summary: "What was counted in a commune, each case with the commune's reply",
  middleware: [secured('analysis:read')] as const,
  request: { params: CasesParams, query: ComparisonQuery },
  responses: {
    200: jsonResponse(ComparedCases, 'The cases, latest first, at most 500'),
    ...problemResponses(
      ...asked,
      'analysis.period_invalid',
      'analysis.other_commune',
      'commune.not_found',
    ),
  },
});

const populations = createRoute({
  method: 'post',
  path: '/analysis/populations',
  tags,
  summary: 'Enter how many people live in communes, with the source',
  middleware: [secured('settings:manage'), takesKey] as const,
  request: { body: jsonBody(PopulationsBody) },
  responses: {
    200: jsonResponse(PopulationsReceipt, 'How many communes were entered'),
    ...problemResponses(...asked, 'commune.not_found', 'text.personal_data', 'text.secret_marking'),
  },
});

const survival = createRoute({
  method: 'get',
  path: '/analysis/survival',
  tags,
  summary: 'How long eliminated places stay quiet (Kaplan–Meier)',
  middleware: [secured('analysis:read')] as const,
  request: { query: SurvivalQuery },
  responses: {
    200: jsonResponse(Survival, 'Curves with intervals, numbers at risk and tests'),
    ...problemResponses(...asked),
  },
});

const places = createRoute({
  method: 'get',
  path: '/analysis/places',
  tags,
  summary:
    'Hot spots, emerging ones, near repeats, clusters or density; closing the connection cancels',
  middleware: [secured('analysis:places')] as const,
  request: { query: PlaceAnalysisQuery },
  responses: {
    200: {
      description: 'Progress, one JSON object a line; the last is `done` or `failed`',
      content: { 'text/x-ndjson': { schema: PlaceAnalysisProgress } },
    },
    ...problemResponses(...asked, 'analysis.period_invalid'),
  },
});

const audit = createRoute({
  method: 'get',
  path: '/analysis/feedback-audit',
  tags,
  summary: 'What patrols find against what people report, by quarter',
  middleware: [secured('analysis:places')] as const,
  responses: {
    200: jsonResponse(FeedbackAudit, 'The last eight quarters, latest first'),
    ...problemResponses('session.missing', 'permission.denied'),
  },
});

export const analysisRoutes = newRouter()
  .openapi(comparison, async (c) =>
    c.json(await compare(c.var.deps, c.var.actor, c.req.valid('query')), 200),
  )
  .openapi(cases, async (c) => {
    const { commune } = c.req.valid('param');
    return c.json(await readCases(c.var.deps, c.var.actor, commune, c.req.valid('query')), 200);
  })
  .openapi(populations, async (c) =>
    c.json(await enterPopulations(c.var.deps, c.var.actor, c.req.valid('json')), 200),
  )
  .openapi(survival, async (c) =>
    c.json(await readSurvival(c.var.deps, c.var.actor, c.req.valid('query')), 200),
  )
  .openapi(audit, async (c) => c.json(await readFeedbackAudit(c.var.deps, c.var.actor), 200))
  .openapi(places, (c) => {
    const { deps, actor, requestId } = c.var;
    const query = c.req.valid('query');
    // Whatever can be refused is refused while the status can still say so.
    periodOf(query, deps.clock.today());
    const abort = new AbortController();
    c.header('content-type', 'text/x-ndjson');
    c.header('cache-control', 'no-store');
    return stream(c, async (out) => {
      out.onAbort(() => abort.abort());
      const tell = async (progress: PlaceAnalysisProgress) => {
        await out.write(`${JSON.stringify(progress)}\n`);
      };
      try {
        const result = await analysePlaces(deps, actor, query, {
          signal: abort.signal,
          report: (share) => void tell({ phase: 'running', share }),
        });
        await tell({ phase: 'done', result });
      } catch (error) {
        if (abort.signal.aborted) return;
        const code = error instanceof AppError ? error.code : 'server.internal';
        if (code === 'server.internal')
          deps.log.error({ err: error, requestId }, 'analysis failed');
        await tell({ phase: 'failed', code, requestId });
      }
    });
  });
