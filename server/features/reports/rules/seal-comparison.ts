import type { CommuneLook, ComparedCommune, Comparison } from '#server/contract/comparison.ts';
import type { SealedCell, SealedAnalysis } from '#server/contract/report-analysis.ts';
import { SUBJECT_DEFINITIONS } from '#server/contract/report-analysis-words.ts';

import { communeWords } from './commune-words.ts';

/** Communes with fewer expected events and none observed have no row: nothing happened and nothing was to. */
const LEAST_EXPECTED = 1;
/** Less expected than this is off the chart of the page too. */
const LEAST_DRAWN = 0.05;

/** Seals a comparison of communes: a row for each where something happened or was expected, and the funnel. */
export function sealComparison(comparison: Comparison): SealedAnalysis {
  const { measure, period, run, observed, communes, limits, population } = comparison;
  const told = communes.filter((row) => row.observed > 0 || row.expected >= LEAST_EXPECTED);
  return {
    format: 1,
    subject: measure,
    definition: SUBJECT_DEFINITIONS[measure],
    definitions: run.definitions,
    dataCutOff: run.dataCutOff,
    ...period,
    n: [
      { what: 'events', count: observed },
      { what: 'communes', count: communes.length },
    ],
    parameters:
      population === null
        ? []
        : [{ word: 'population_source', value: `${population.source} (${population.countedOn})` }],
    columns: [
      'commune',
      'observed',
      'expected',
      'low',
      'high',
      'ratio',
      'before',
      ...(measure === 'late_tips' ? (['on_time', 'own_tips', 'awaiting_tips'] as const) : []),
      'verdict',
    ],
    rows: told
      .toSorted((a, b) => b.observed - a.observed || (a.commune.code < b.commune.code ? -1 : 1))
      .map((row): SealedCell[] => [
        communeWords(row.commune),
        row.observed,
        row.expected,
        ...row.actionLimits,
        row.ratio,
        row.previousObserved,
        ...(measure === 'late_tips' ? tipsInTime(row) : []),
        { word: readingOf(row) },
      ]),
    rowsLeftOut: communes.length - told.length,
    chart: {
      type: 'funnel',
      dots: communes
        .filter(({ expected }) => expected >= LEAST_DRAWN)
        .map(({ commune, expected, ratio, action, verdict }) => ({
          name: commune.name,
          expected,
          ratio: ratio ?? 0,
          side: action,
          named: verdict.side !== 'within',
        })),
      limits,
    },
  };
}

/** Seals the recurrences of one commune by category. */
export function sealCommuneLook(
  look: CommuneLook,
  categoryNames: ReadonlyMap<string, string>,
): SealedAnalysis {
  const { commune, period, run, categories } = look;
  const told = categories.filter(({ observed, expected }) => observed > 0 || expected > 0);
  return {
    format: 1,
    subject: 'commune',
    definition: SUBJECT_DEFINITIONS.commune,
    definitions: run.definitions,
    dataCutOff: run.dataCutOff,
    ...period,
    n: [{ what: 'events', count: categories.reduce((sum, { observed }) => sum + observed, 0) }],
    parameters: [{ word: 'of_commune', value: communeWords(commune) }],
    columns: ['category', 'observed', 'expected'],
    rows: told.map(({ category, observed, expected }) => [
      categoryNames.get(category) ?? category,
      observed,
      expected,
    ]),
    rowsLeftOut: categories.length - told.length,
    chart: null,
  };
}

function tipsInTime({ onTime }: ComparedCommune): number[] {
  return [onTime?.all ?? 0, onTime?.own ?? 0, onTime?.awaiting ?? 0];
}

function readingOf({ verdict }: ComparedCommune) {
  if (verdict.side !== 'within') return verdict.side;
  return verdict.reason === 'within_limits' ? 'within' : 'undecided';
}
