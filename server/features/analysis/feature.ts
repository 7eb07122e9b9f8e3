import { AnalysisPeriods } from '#server/contract/analysis-period.ts';
import {
  CasesParams,
  CommuneLook,
  CommuneLookQuery,
  ComparedCases,
  Comparison,
  ComparisonQuery,
  PopulationsBody,
  PopulationsReceipt,
} from '#server/contract/comparison.ts';
import type { Actor } from '#server/contract/permission.ts';
import {
  FeedbackAudit,
  PlaceAnalysisProgress,
  PlaceAnalysisQuery,
  PlaceDefaults,
} from '#server/contract/place-analysis.ts';
import { Survival, SurvivalQuery } from '#server/contract/survival.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import type { Feature } from '#server/feature.ts';
import { answerLines, linesResponse } from '#server/http/answer-lines.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { readPeriodRules } from '#server/settings/period-setting.ts';

import { enterPopulations, POPULATIONS_PROPOSAL } from './commands.ts';
import { readCommuneLook } from './read-commune-look.ts';
import { compare, readCases } from './read-comparison.ts';
import { readFeedbackAudit } from './read-feedback-audit.ts';
import { readPlaceDefaults } from './read-fitting-query.ts';
import { analysePlaces } from './read-place-analysis.ts';
import { readSurvival } from './read-survival.ts';
import { periodOf } from './rules/period.ts';
import { presetPeriods } from './rules/presets.ts';

const tags = ['analysis'];

const comparison = route('get', '/analysis/comparison', {
  tags,
  summary: 'Communes against what chance would bring them, judged by the decision rule',
  right: 'analysis:read',
  query: ComparisonQuery,
  responses: {
    200: jsonResponse(Comparison, 'Every commune within reach, with the limits of the city'),
  },
  problems: ['analysis.period_invalid'],
});

const cases = route('get', '/analysis/comparison/{commune}/cases', {
  tags,
  summary: "What was counted in a commune, each case with the commune's reply",
  right: 'analysis:read',
  params: CasesParams,
  query: ComparisonQuery,
  responses: { 200: jsonResponse(ComparedCases, 'The cases, latest first, at most 500') },
  problems: ['analysis.period_invalid', 'analysis.other_commune', 'commune.not_found'],
});

const look = route('get', '/analysis/communes/{commune}', {
  tags,
  summary: 'A commune at a glance: how it compares, why, and its points by status',
  right: 'analysis:read',
  params: CasesParams,
  query: CommuneLookQuery,
  responses: { 200: jsonResponse(CommuneLook, 'The commune against the limits of the city') },
  problems: ['analysis.period_invalid', 'analysis.other_commune', 'commune.not_found'],
});

const populations = route('post', '/analysis/populations', {
  tags,
  summary: 'Enter how many people live in communes, with the source',
  right: 'settings:manage',
  body: PopulationsBody,
  responses: { 200: jsonResponse(PopulationsReceipt, 'How many communes were entered') },
  problems: ['commune.not_found', 'text.personal_data', 'text.secret_marking'],
});

const survival = route('get', '/analysis/survival', {
  tags,
  summary: 'How long eliminated places stay quiet (Kaplan–Meier)',
  right: 'analysis:read',
  query: SurvivalQuery,
  responses: { 200: jsonResponse(Survival, 'Curves with intervals, numbers at risk and tests') },
});

const places = route('get', '/analysis/places', {
  tags,
  summary:
    'Hot spots, emerging ones, near repeats, clusters or density; closing the connection cancels',
  right: 'analysis:places',
  query: PlaceAnalysisQuery,
  responses: {
    200: linesResponse(
      PlaceAnalysisProgress,
      'Progress, one JSON object a line; the last is `done` or `failed`',
    ),
  },
  problems: ['analysis.period_invalid'],
});

const periods = route('get', '/analysis/periods', {
  tags,
  summary: 'The periods offered with one press, by the calendar and by the settings of the reports',
  right: 'analysis:read',
  responses: { 200: jsonResponse(AnalysisPeriods, 'The periods, in the order of their buttons') },
});

const placeDefaults = route('get', '/analysis/places/defaults', {
  tags,
  summary: 'For each method the parameters with which it answers today',
  right: 'analysis:places',
  responses: { 200: jsonResponse(PlaceDefaults, 'One item for each method') },
});

const audit = route('get', '/analysis/feedback-audit', {
  tags,
  summary: 'What patrols find against what people report, by quarter',
  right: 'analysis:places',
  responses: { 200: jsonResponse(FeedbackAudit, 'The last eight quarters, latest first') },
});

const analysisRoutes = newRouter()
  .openapi(comparison, async (c) =>
    c.json(await compare(c.var.deps, c.var.actor, c.req.valid('query')), 200),
  )
  .openapi(cases, async (c) => {
    const { commune } = c.req.valid('param');
    return c.json(await readCases(c.var.deps, c.var.actor, commune, c.req.valid('query')), 200);
  })
  .openapi(look, async (c) => {
    const { commune } = c.req.valid('param');
    return c.json(
      await readCommuneLook(c.var.deps, c.var.actor, commune, c.req.valid('query')),
      200,
    );
  })
  .openapi(populations, async (c) =>
    c.json(await enterPopulations(c.var.deps, c.var.actor, c.req.valid('json')), 200),
  )
  .openapi(survival, async (c) =>
    c.json(await readSurvival(c.var.deps, c.var.actor, c.req.valid('query')), 200),
  )
  .openapi(audit, async (c) => c.json(await readFeedbackAudit(c.var.deps, c.var.actor), 200))
  .openapi(periods, async (c) => c.json(await readAnalysisPeriods(c.var.deps, c.var.actor), 200))
  .openapi(placeDefaults, async (c) =>
    c.json(await readPlaceDefaults(c.var.deps, c.var.actor), 200),
  )
  .openapi(places, (c) => {
    const { deps, actor } = c.var;
    const query = c.req.valid('query');
    // Whatever can be refused is refused while the status can still say so.
    periodOf(query, deps.clock.today());
    return answerLines<PlaceAnalysisProgress>(
      c,
      async ({ report, signal }) => {
        const result = await analysePlaces(deps, actor, query, {
          signal,
          report: (share) => void report({ phase: 'running', share }),
        });
        await report({ phase: 'done', result });
      },
      (failure) => ({ phase: 'failed', ...failure }),
    );
  });

export const analysis = {
  uses: ['conduct', 'tips'],
  subjects: {
    analysis: 'Analyses of points, places and communes',
  },
  operations: [analysisRoutes],
  proposals: {
    populations: POPULATIONS_PROPOSAL,
  },
} as const satisfies Feature;

/** Reads the periods that are offered with one press. */
async function readAnalysisPeriods(deps: Deps, actor: Actor): Promise<AnalysisPeriods> {
  const rules = await asActor(deps.database, actor, readPeriodRules);
  return { items: presetPeriods(rules, deps.clock.today()) };
}
