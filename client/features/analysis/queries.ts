import { keepPreviousData } from '@tanstack/react-query';

import { apiQuery } from '#client/api/api-query.ts';
import { api } from '#client/api/client.ts';
import { FOLLOWS_POINTS } from '#client/register/points-changed.ts';
import type { Measure, Period } from '#server/contract/comparison.ts';
import type { SurvivalGrouping, SurvivalQuery } from '#server/contract/survival.ts';

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
  return apiQuery(
    [...ANALYSIS_KEY, 'comparison', query],
    api.analysis.comparison.$get,
    { query },
    { meta: FOLLOWS_POINTS, placeholderData: keepPreviousData },
  );
}

export function casesQuery(commune: string, choice: ComparisonChoice) {
  const query = asked(choice);
  return apiQuery(
    [...ANALYSIS_KEY, 'cases', commune, query],
    api.analysis.comparison[':commune'].cases.$get,
    { param: { commune }, query },
    { meta: FOLLOWS_POINTS },
  );
}

export function survivalQuery(
  by: SurvivalGrouping,
  groups: readonly string[] | null,
  band: SurvivalQuery['band'],
) {
  const query = { by, band, ...(groups === null ? {} : { groups: groups.join(',') }) };
  return apiQuery(
    [...ANALYSIS_KEY, 'survival', query],
    api.analysis.survival.$get,
    { query },
    { meta: FOLLOWS_POINTS, placeholderData: keepPreviousData },
  );
}

export const feedbackAuditQuery = apiQuery(
  [...ANALYSIS_KEY, 'feedback-audit'],
  api.analysis['feedback-audit'].$get,
  {},
  { meta: FOLLOWS_POINTS },
);

export const periodsQuery = apiQuery([...ANALYSIS_KEY, 'periods'], api.analysis.periods.$get, {});

export const placeDefaultsQuery = apiQuery(
  [...ANALYSIS_KEY, 'place-defaults'],
  api.analysis.places.defaults.$get,
  {},
  { meta: FOLLOWS_POINTS },
);

export function communeLookQuery(commune: string, period: Partial<Period>) {
  const { from, to } = period;
  const query = {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
  return apiQuery(
    [...ANALYSIS_KEY, 'commune', commune, query],
    api.analysis.communes[':commune'].$get,
    { param: { commune }, query },
    { meta: FOLLOWS_POINTS, placeholderData: keepPreviousData },
  );
}
