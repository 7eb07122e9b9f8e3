import { tallyOnTime } from '#server/contract/deadline.ts';
import type { Actor } from '#server/contract/permission.ts';
import { type ConductFigure, MOST_UNSEEN_SHARE } from '#server/contract/conduct.ts';
import {
  CONDUCT_OF_MEASURE,
  type IndicatorView,
  type PlanList,
  type PlanView,
} from '#server/contract/plan.ts';
import { AppError } from '#server/contract/problem.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { conductOf } from '#server/features/conduct/read-conduct.ts';

import {
  countEliminations,
  countOpenings,
  type DayCount,
  listTipTimeliness,
} from './measure-queries.ts';
import { readModelShare } from './model-queries.ts';
import { type Actual, isPraise, progressOf, withoutPraise } from './progress-rules.ts';
import {
  findPlan,
  type IndicatorRow,
  listAmendments,
  type ListedPoint,
  listIndicatorPoints,
  listIndicators,
  listPlans,
} from './queries.ts';
import {
  type AllotmentRow,
  listAllotments,
  listResults,
  type ResultRow,
} from './result-queries.ts';

const NONE: Actual = {
  amount: null,
  outOf: null,
  increments: [],
  countedByEvents: false,
  cases: false,
};

export async function readPlans(deps: Deps, actor: Actor): Promise<PlanList> {
  return asActor(deps.database, actor, async (sql) => ({ items: await listPlans(sql) }));
}

export async function readPlan(deps: Deps, actor: Actor, id: number): Promise<PlanView> {
  return asActor(deps.database, actor, (sql) => planView(sql, deps.clock.today(), actor, id));
}

/** A plan with how each of its indicators stands on the evening of `today`, within the reader's reach. */
export async function planView(
  sql: TransactionSql,
  today: IsoDate,
  actor: Actor,
  id: number,
): Promise<PlanView> {
  const plan = await findPlan(sql, id);
  if (plan === null) throw new AppError('plan.not_found');
  const asOf = today < plan.lastOn ? today : plan.lastOn;
  const communeIds = actor.reach === 'city' ? null : actor.communeIds;
  const scope: Scope = { firstOn: plan.firstOn, asOf, communeIds };
  const [rows, points, results, allotments, amendments] = await Promise.all([
    listIndicators(sql, id),
    listIndicatorPoints(sql, id),
    listResults(sql, id),
    listAllotments(sql, id),
    listAmendments(sql, id),
  ]);
  const seenEnough = seenEnoughWithin(sql, scope);
  const indicatorOf = async (row: IndicatorRow): Promise<IndicatorView> => {
    const own = {
      points: points.filter(({ indicatorId }) => indicatorId === row.id),
      results: results.filter(({ indicatorId }) => indicatorId === row.id),
    };
    const allotment = allotments.find(({ indicatorId }) => indicatorId === row.id) ?? null;
    const actual = await readActual(sql, row, { ...own, scope });
    const subject = { ...row, target: targetWithin(row, allotment, communeIds) };
    const progress = progressOf(subject, actual, { ...plan, asOf });
    // Only what would be praised is counted: that is much, and mostly there is nothing to praise.
    const seen =
      actual.seenEnough !== false && (!isPraise(progress) || (await seenEnough(row.measure)));
    return {
      ...row,
      points: own.points.map(({ indicatorId: _indicatorId, ...point }) => point),
      results: own.results.map(
        ({ indicatorId: _indicatorId, communeId: _communeId, ...result }) => result,
      ),
      allotment: allotment === null ? null : withoutId(allotment),
      progress: withoutPraise(progress, seen),
    };
  };
  // What is counted for each is sent together.
  const indicators = await Promise.all(rows.map(indicatorOf));
  return {
    ...plan,
    scope: communeIds === null ? 'city' : 'communes',
    asOf,
    today,
    amendments,
    indicators,
  };
}

/** Tells of a measure if others have seen enough of its cases to praise it; each kind of figure is counted once, when asked. */
function seenEnoughWithin(
  sql: TransactionSql,
  { firstOn, asOf, communeIds }: Scope,
): (measure: IndicatorRow['measure']) => Promise<boolean> {
  const known = new Map<ConductFigure, Promise<boolean>>();
  const span = { from: firstOn, to: asOf, communeIds };
  return async (measure) => {
    const figure = measure === null ? null : CONDUCT_OF_MEASURE[measure];
    if (figure === null) return true;
    const asked = known.get(figure) ?? conductOf(sql, figure, span).then((one) => one.seenEnough);
    known.set(figure, asked);
    return asked;
  };
}

/**
 * Target for the reader's part: in the city the plan's own, in a commune its share of it; "none" and shares hold
 * for every commune unchanged.
 */
function targetWithin(
  row: IndicatorRow,
  allotment: AllotmentRow | null,
  communeIds: readonly number[] | null,
): number | null {
  if (communeIds === null || row.shape === 'share' || row.target === 0) return row.target;
  if (allotment === null || allotment.shares.length === 0) return null;
  return allotment.shares.reduce((sum, { amount }) => sum + amount, 0);
}

function withoutId({
  indicatorId: _indicatorId,
  ...allotment
}: AllotmentRow): IndicatorView['allotment'] {
  return allotment;
}

type Scope = {
  firstOn: IsoDate;
  asOf: IsoDate;
  /** Null: the whole city. */
  communeIds: readonly number[] | null;
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
