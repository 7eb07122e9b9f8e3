import type { FeedbackAudit } from '#server/contract/place-analysis.ts';
import type { SealedCell, SealedAnalysis } from '#server/contract/report-analysis.ts';
import {
  SEALED_WORDS,
  SUBJECT_DEFINITIONS,
  type SealedWord,
} from '#server/contract/report-analysis-words.ts';
import type { Survival, SurvivalCurve } from '#server/contract/survival.ts';

import { closuresOf } from '#server/contract/survival-count.ts';

/** Curves of communes have names; the others are named by what they show. */
function nameOf(
  { key, name }: Pick<SurvivalCurve, 'key' | 'name'>,
  categoryNames: ReadonlyMap<string, string>,
): SealedCell {
  if (name !== null) return name;
  if (key === 'all') return { word: 'city' };
  return key in SEALED_WORDS ? { word: key as SealedWord } : (categoryNames.get(key) ?? key);
}

/** Seals how long eliminated places stay quiet: a row and a curve for each group shown. */
export function sealSurvival(
  survival: Survival,
  categoryNames: ReadonlyMap<string, string>,
): SealedAnalysis {
  const { by, asOf, run, curves } = survival;
  const { closures, recurrences } = closuresOf(survival);
  const quiet = (curve: SurvivalCurve, days: number) =>
    curve.at.find((one) => one.days === days)?.survival ?? null;
  return {
    format: 1,
    subject: 'survival',
    definition: SUBJECT_DEFINITIONS.survival,
    definitions: run.definitions,
    dataCutOff: run.dataCutOff,
    from: null,
    to: asOf,
    n: [
      { what: 'closures', count: closures },
      { what: 'recurrences', count: recurrences },
    ],
    parameters: [{ word: 'by_group', value: { word: `by_${by}` } }],
    columns: [
      'group',
      'closures',
      'recurrences',
      'quiet_90',
      'quiet_180',
      'quiet_365',
      'median_days',
    ],
    rows: curves.map((curve): SealedCell[] => [
      nameOf(curve, categoryNames),
      curve.closures,
      curve.recurrences,
      quiet(curve, 90),
      quiet(curve, 180),
      quiet(curve, 365),
      curve.medianDays,
    ]),
    rowsLeftOut: 0,
    chart: {
      type: 'curves',
      curves: curves.map((curve) => ({
        name: nameOf(curve, categoryNames),
        steps: curve.steps.map(({ days, survival: share, interval }) => ({
          days,
          survival: share,
          interval,
        })),
        lastDays: curve.lastDays,
        manyUntilDays: curve.manyUntilDays,
      })),
    },
  };
}

/** Seals the share of signals that patrols found themselves, by quarter, oldest first. */
export function sealAudit({ run, quarters }: FeedbackAudit): SealedAnalysis {
  const oldestFirst = quarters.toReversed();
  const sum = (of: (quarter: FeedbackAudit['quarters'][number]) => number) =>
    quarters.reduce((total, quarter) => total + of(quarter), 0);
  return {
    format: 1,
    subject: 'patrol_audit',
    definition: SUBJECT_DEFINITIONS.patrol_audit,
    definitions: run.definitions,
    dataCutOff: run.dataCutOff,
    from: oldestFirst[0]?.period.from ?? null,
    to: quarters[0]?.period.to ?? '',
    n: [
      { what: 'signals', count: sum(({ reported, found }) => reported + found) },
      { what: 'checks', count: sum(({ checks }) => checks) },
    ],
    parameters: [],
    columns: [
      'quarter',
      'reported',
      'found',
      'found_share',
      'share_low',
      'share_high',
      'checks',
      'signs',
    ],
    rows: oldestFirst.map((quarter): SealedCell[] => [
      quarterName(quarter.period.from),
      quarter.reported,
      quarter.found,
      quarter.foundShare,
      quarter.foundInterval?.[0] ?? null,
      quarter.foundInterval?.[1] ?? null,
      quarter.checks,
      quarter.signs,
    ]),
    rowsLeftOut: 0,
    chart: {
      type: 'shares',
      shares: oldestFirst.flatMap(({ period, foundShare, foundInterval }) =>
        foundShare === null || foundInterval === null
          ? []
          : [
              {
                name: quarterName(period.from),
                share: foundShare,
                low: foundInterval[0],
                high: foundInterval[1],
              },
            ],
      ),
    },
  };
}

/** Quarter that begins on a day: `3/2026`. */
function quarterName(from: string): string {
  const [year = '', month = '1'] = from.split('-');
  return `${Math.ceil(Number(month) / 3)}/${year}`;
}
