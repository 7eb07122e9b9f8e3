import type { ClosedPlacesOfDay } from '#server/closed-places/closed-places.ts';
import type { Comparison, Measure, Period } from '#server/contract/comparison.ts';
import { CONDUCT_OF_COMPARISON, type ConductCounts } from '#server/contract/conduct.ts';
import { daysBetween } from '#server/contract/civil-day.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { countConduct } from '#server/features/conduct/queries.ts';
import { listTipStates, type TipStateRow } from '#server/features/tips/statistics-queries.ts';

import {
  countDecidedProposals,
  countDecidedSignals,
  countNewPoints,
  countReplied,
  listCheckedIds,
  listPopulations,
  type CommuneRow,
  type PopulationRow,
  type QualityRow,
  type StratumRow,
} from './comparison-queries.ts';
import type { TipsInTime } from './rules.ts';

/** Counts of a measure in a period, before anything is compared. */
export type Gathered = {
  strata: StratumRow[];
  completeness: QualityRow[];
  checked: QualityRow[] | null;
  replies: { communeId: number; part: number }[] | null;
  /** Null for other measures than tips. */
  onTime: TipsInTime[] | null;
  /** Conduct behind the counts, by commune. */
  conduct: (ConductCounts & { communeId: number })[];
};

/** Sources of the counts of one comparison, besides the database. */
export type StrataSource = {
  communes: readonly CommuneRow[];
  today: IsoDate;
  /** As read before the transaction. */
  places: ClosedPlacesOfDay;
};

export const EXPOSURE_UNIT: Record<Measure, Comparison['exposureUnit']> = {
  recurrences: 'place_days',
  new_points: 'person_days',
  late_tips: 'tips',
};

/** Counts the whole city by commune and stratum. */
export async function countStrata(
  sql: TransactionSql,
  measure: Measure,
  period: Period,
  { communes, today, places }: StrataSource,
): Promise<StratumRow[]> {
  switch (measure) {
    case 'recurrences':
      return places.recurrences(period);
    case 'new_points':
      return newPointStrata(
        await countNewPoints(sql, period),
        await listPopulations(sql),
        daysBetween(period.from, period.to) + 1,
      );
    case 'late_tips':
      return tipStrata(await listTipStates(sql, period, today, 0), communes).strata;
  }
}

/** Counts of the whole city by commune and stratum, with what says how far they can be trusted. */
export async function gatherStrata(
  sql: TransactionSql,
  measure: Measure,
  period: Period,
  source: StrataSource,
): Promise<Gathered> {
  const figure = CONDUCT_OF_COMPARISON[measure];
  const conduct = await countConduct(sql, figure, { ...period, communeIds: null });
  switch (measure) {
    case 'recurrences': {
      const checked = await listCheckedIds(sql, period);
      return {
        strata: await countStrata(sql, measure, period, source),
        completeness: await countDecidedSignals(sql, period),
        checked: source.places.closedWithin(period, (id) => checked.has(id)),
        replies: await countReplied(sql, period, 'recurrence_confirmed'),
        onTime: null,
        conduct,
      };
    }
    case 'new_points':
      return {
        strata: await countStrata(sql, measure, period, source),
        completeness: await countDecidedProposals(sql, period),
        checked: null,
        replies: await countReplied(sql, period, 'recognised'),
        onTime: null,
        conduct,
      };
    case 'late_tips': {
      const tips = await listTipStates(sql, period, source.today, 0);
      return { ...tipStrata(tips, source.communes), checked: null, replies: null, conduct };
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
): Pick<Gathered, 'strata' | 'completeness' | 'onTime'> {
  const idOf = new Map(communes.map(({ code, id }) => [code, id]));
  const strata = new Map<string, StratumRow>();
  const completeness = new Map<number, QualityRow>();
  const onTime = new Map<number, TipsInTime>();
  for (const { communeCode, kind, timeliness, own } of tips) {
    const communeId = idOf.get(communeCode);
    if (communeId === undefined) continue;
    const quality = completeness.get(communeId) ?? { communeId, whole: 0, part: 0 };
    quality.whole += 1;
    if (timeliness !== 'not_started') quality.part += 1;
    completeness.set(communeId, quality);
    const late = timeliness === 'closed_late' || timeliness === 'overdue';
    const awaiting = timeliness === 'awaiting_paper';
    const inTime = timeliness === 'closed_on_time';
    if (!late && !awaiting && !inTime) continue;
    if (!late) {
      const known = onTime.get(communeId) ?? { communeId, all: 0, own: 0, awaiting: 0 };
      onTime.set(communeId, {
        communeId,
        all: known.all + Number(inTime),
        own: known.own + Number(inTime && own),
        awaiting: known.awaiting + Number(awaiting),
      });
    }
    if (awaiting) continue;
    const key = `${communeId} ${kind}`;
    const stratum = strata.get(key) ?? { communeId, stratum: kind, events: 0, exposure: 0 };
    stratum.exposure += 1;
    if (late) stratum.events += 1;
    strata.set(key, stratum);
  }
  return {
    strata: [...strata.values()],
    completeness: [...completeness.values()],
    onTime: [...onTime.values()],
  };
}
