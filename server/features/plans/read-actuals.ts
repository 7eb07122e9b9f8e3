import { MOST_UNSEEN_SHARE } from '#server/contract/conduct.ts';
import { tallyOnTime } from '#server/contract/deadline.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

import {
  countEliminations,
  countOpenings,
  listTipTimeliness,
  type DayCount,
} from './measure-queries.ts';
import { readModelShare } from './model-queries.ts';
import type { Actual } from './progress-rules.ts';
import type { IndicatorRow, ListedPoint } from './queries.ts';
import type { ResultRow } from './result-queries.ts';

export type Scope = {
  firstOn: IsoDate;
  asOf: IsoDate;
  /** Null: the whole city. */
  communeIds: readonly number[] | null;
};

const NONE: Actual = {
  amount: null,
  outOf: null,
  increments: [],
  countedByEvents: false,
  cases: false,
};

/** Reads the actual value of an indicator on the day of the scope: counted by the register, or as entered. */
export async function readActual(
  sql: TransactionSql,
  indicator: IndicatorRow,
  given: { points: readonly ListedPoint[]; results: readonly ResultRow[]; scope: Scope },
): Promise<Actual> {
  const { points, scope } = given;
  switch (indicator.measure) {
    case null:
      return { ...enteredActual(indicator, given.results, scope), stated: true };
    case 'new_points':
      return events(await countOpenings(sql, 'recognised', scope));
    case 'recurrences':
      return events(await countOpenings(sql, 'recurrence_confirmed', scope));
    case 'eliminations': {
      const listed = points.filter(({ aim }) => aim === 'eliminate').map(({ id }) => id);
      return events(await countEliminations(sql, listed.length === 0 ? null : listed, scope));
    }
    case 'points_kept': {
      const kept = points.filter(({ aim }) => aim === 'keep');
      // A named list that nobody has named is no list of nothing.
      if (kept.length === 0) return NONE;
      const back = kept.filter(({ status }) => status === 'recurring' || status === 'active');
      return { ...NONE, amount: kept.length - back.length, outOf: kept.length };
    }
    case 'tips_on_time': {
      const tally = tallyOnTime(await listTipTimeliness(sql, scope));
      const { onTime, late, openOverdue, awaiting, own } = tally;
      return {
        ...NONE,
        amount: onTime,
        outOf: onTime + late + openOverdue,
        awaiting,
        own,
        cases: true,
      };
    }
    case 'model_communes': {
      const { running, communes } = await readModelShare(sql, scope.asOf, scope.communeIds);
      const outOf = scope.communeIds === null ? denominatorOn(indicator, scope.asOf) : communes;
      return { ...NONE, amount: running, outOf: outOf ?? communes, stated: true };
    }
  }
}

function events(days: readonly DayCount[]): Actual {
  const amount = days.reduce((sum, { count }) => sum + count, 0);
  return { ...NONE, amount, countedByEvents: true };
}

/**
 * Figures that people entered. A figure of the whole city stands for all communes whose periods it overlaps;
 * amounts add up over the periods, of a share the latest counts.
 */
export function enteredActual(
  indicator: Pick<IndicatorRow, 'shape' | 'denominators'>,
  results: readonly ResultRow[],
  scope: Scope,
): Actual {
  const ended = results.filter(({ lastOn }) => lastOn <= scope.asOf);
  const ofCity =
    scope.communeIds === null ? ended.filter(({ communeId }) => communeId === null) : [];
  const ofCommunes = ended.filter(
    (result) =>
      result.communeId !== null &&
      (scope.communeIds === null || scope.communeIds.includes(result.communeId)) &&
      !ofCity.some((one) => one.firstOn <= result.lastOn && result.firstOn <= one.lastOn),
  );
  const counted = [...ofCity, ...ofCommunes];
  if (counted.length === 0) return NONE;
  if (indicator.shape === 'amount') {
    const byPeriod = new Map<string, number>();
    for (const { firstOn, amount } of counted) {
      byPeriod.set(firstOn, (byPeriod.get(firstOn) ?? 0) + amount);
    }
    const increments = [...byPeriod].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
    const amount = increments.reduce((sum, one) => sum + one, 0);
    return { ...NONE, amount, increments, seenEnough: isSeen(counted) };
  }
  const lastOn = counted.reduce(
    (latest, result) => (result.lastOn > latest ? result.lastOn : latest),
    '',
  );
  const latest = counted.filter((result) => result.lastOn === lastOn);
  const given = latest.reduce((sum, { outOf }) => sum + (outOf ?? 0), 0);
  return {
    ...NONE,
    amount: latest.reduce((sum, { amount }) => sum + amount, 0),
    outOf: scope.communeIds === null ? (denominatorOn(indicator, lastOn) ?? given) : given,
    seenEnough: isSeen(latest),
  };
}

/** True where no more than a stated share of an amount was entered by those whom it measures. */
function isSeen(counted: readonly ResultRow[]): boolean {
  const sum = (rows: readonly ResultRow[]) => rows.reduce((total, { amount }) => total + amount, 0);
  return sum(counted.filter(({ own }) => own)) <= sum(counted) * MOST_UNSEEN_SHARE;
}

/** The number that stands for 100 % on a day; null before the first known one. */
export function denominatorOn(
  { denominators }: Pick<IndicatorRow, 'denominators'>,
  on: IsoDate,
): number | null {
  return denominators.findLast(({ validFrom }) => validFrom <= on)?.amount ?? null;
}
