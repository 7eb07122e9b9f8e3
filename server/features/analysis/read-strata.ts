import type { Comparison, Measure, Period } from '#server/contract/comparison.ts';
import { daysBetween } from '#server/contract/civil-day.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { listTipStates, type TipStateRow } from '#server/features/tips/statistics-queries.ts';

import {
  countCheckedPlaces,
  countDecidedProposals,
  countDecidedSignals,
  countNewPoints,
  countRecurrences,
  countReplies,
  listPopulations,
  type CommuneRow,
  type PopulationRow,
  type QualityRow,
  type StratumRow,
} from './comparison-queries.ts';

/** Counts of a measure in a period, before anything is compared. */
export type Gathered = {
  strata: StratumRow[];
  completeness: QualityRow[];
  checked: QualityRow[] | null;
  replies: QualityRow[] | null;
};

export const EXPOSURE_UNIT: Record<Measure, Comparison['exposureUnit']> = {
  recurrences: 'place_days',
  new_points: 'person_days',
  late_tips: 'tips',
};

/** Counts of the whole city by commune and stratum, with what says how far they can be trusted. */
export async function gatherStrata(
  sql: TransactionSql,
  measure: Measure,
  period: Period,
  given: { communes: readonly CommuneRow[]; today: IsoDate },
): Promise<Gathered> {
  switch (measure) {
    case 'recurrences':
      return {
        strata: await countRecurrences(sql, period),
        completeness: await countDecidedSignals(sql, period),
        checked: await countCheckedPlaces(sql, period),
        replies: await countReplies(sql, period, 'recurrence_confirmed'),
      };
    case 'new_points':
      return {
        strata: newPointStrata(
          await countNewPoints(sql, period),
          await listPopulations(sql),
          daysBetween(period.from, period.to) + 1,
        ),
        completeness: await countDecidedProposals(sql, period),
        checked: null,
        replies: await countReplies(sql, period, 'recognised'),
      };
    case 'late_tips': {
      const tips = await listTipStates(sql, period, given.today, 0);
      return { ...tipStrata(tips, given.communes), checked: null, replies: null };
    }
  }
}

/** New points against the days that people lived in the commune. */
function newPointStrata(
  counts: readonly { communeId: number; events: number }[],
  populations: readonly PopulationRow[],
  days: number,
): StratumRow[] {
  const events = new Map(counts.map((row) => [row.communeId, row.events]));
  return populations.map(({ communeId, people }) => ({
    communeId,
    stratum: '',
    events: events.get(communeId) ?? 0,
    exposure: people * days,
  }));
}

/**
 * Late and overdue tips against all that are closed or overdue, by kind; what is not due yet tells nothing.
 * Complete is a tip whose clock runs or has run.
 */
function tipStrata(
  tips: readonly TipStateRow[],
  communes: readonly CommuneRow[],
): Pick<Gathered, 'strata' | 'completeness'> {
  const idOf = new Map(communes.map(({ code, id }) => [code, id]));
  const strata = new Map<string, StratumRow>();
  const completeness = new Map<number, QualityRow>();
  for (const { communeCode, kind, timeliness } of tips) {
    const communeId = idOf.get(communeCode);
    if (communeId === undefined) continue;
    const quality = completeness.get(communeId) ?? { communeId, whole: 0, part: 0 };
    quality.whole += 1;
    if (timeliness !== 'not_started') quality.part += 1;
    completeness.set(communeId, quality);
    const late = timeliness === 'closed_late' || timeliness === 'overdue';
    if (!late && timeliness !== 'closed_on_time') continue;
    const key = `${communeId} ${kind}`;
    const stratum = strata.get(key) ?? { communeId, stratum: kind, events: 0, exposure: 0 };
    stratum.exposure += 1;
    if (late) stratum.events += 1;
    strata.set(key, stratum);
  }
  return { strata: [...strata.values()], completeness: [...completeness.values()] };
}
