import { keepPreviousData, queryOptions } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { FOLLOWS_POINTS } from '#client/register/points-changed.ts';
import type { AnalysisPeriods } from '#server/contract/analysis-period.ts';
import type {
  CommuneLook,
  ComparedCases,
  Comparison,
  Measure,
  Period,
} from '#server/contract/comparison.ts';
import type { FeedbackAudit, PlaceDefaults } from '#server/contract/place-analysis.ts';
import type { Survival, SurvivalGrouping, SurvivalQuery } from '#server/contract/survival.ts';

export const ANALYSIS_KEY = ['analysis'] as const;

export type ComparisonChoice = {
  measure: Measure;
  from?: string | undefined;
  to?: string | undefined;
};

function asked({ measure, from, to }: ComparisonChoice) {
  return {
    measure,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}

export function comparisonQuery(choice: ComparisonChoice) {
  const query = asked(choice);
  return queryOptions({
    queryKey: [...ANALYSIS_KEY, 'comparison', query],
    meta: FOLLOWS_POINTS,
    queryFn: ({ signal }): Promise<Comparison> =>
      call(api.analysis.comparison.$get({ query }, { init: { signal } })),
    placeholderData: keepPreviousData,
  });
}

export function casesQuery(commune: string, choice: ComparisonChoice) {
  const query = asked(choice);
  return queryOptions({
    queryKey: [...ANALYSIS_KEY, 'cases', commune, query],
    meta: FOLLOWS_POINTS,
    queryFn: ({ signal }): Promise<ComparedCases> =>
      call(
        api.analysis.comparison[':commune'].cases.$get(
          { param: { commune }, query },
          { init: { signal } },
        ),
      ),
  });
}

export function survivalQuery(
  by: SurvivalGrouping,
  groups: readonly string[] | null,
  band: SurvivalQuery['band'],
) {
  const query = { by, band, ...(groups === null ? {} : { groups: groups.join(',') }) };
  return queryOptions({
    queryKey: [...ANALYSIS_KEY, 'survival', query],
    meta: FOLLOWS_POINTS,
    queryFn: ({ signal }): Promise<Survival> =>
      call(api.analysis.survival.$get({ query }, { init: { signal } })),
    placeholderData: keepPreviousData,
  });
}

export const feedbackAuditQuery = queryOptions({
  queryKey: [...ANALYSIS_KEY, 'feedback-audit'],
  meta: FOLLOWS_POINTS,
  queryFn: ({ signal }): Promise<FeedbackAudit> =>
    call(api.analysis['feedback-audit'].$get({}, { init: { signal } })),
});

export const periodsQuery = queryOptions({
  queryKey: [...ANALYSIS_KEY, 'periods'],
  queryFn: ({ signal }): Promise<AnalysisPeriods> =>
    call(api.analysis.periods.$get({}, { init: { signal } })),
});

export const placeDefaultsQuery = queryOptions({
  queryKey: [...ANALYSIS_KEY, 'place-defaults'],
  meta: FOLLOWS_POINTS,
  queryFn: ({ signal }): Promise<PlaceDefaults> =>
    call(api.analysis.places.defaults.$get({}, { init: { signal } })),
});

export function communeLookQuery(commune: string, period: Partial<Period>) {
  const { from, to } = period;
  const query = {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
  return queryOptions({
    queryKey: [...ANALYSIS_KEY, 'commune', commune, query],
    meta: FOLLOWS_POINTS,
    queryFn: ({ signal }): Promise<CommuneLook> =>
      call(
        api.analysis.communes[':commune'].$get({ param: { commune }, query }, { init: { signal } }),
      ),
    placeholderData: keepPreviousData,
  });
}
