import type { Actor } from '#server/contract/permission.ts';
import type { ConductFigure } from '#server/contract/conduct.ts';
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

import { readActual, type Scope } from './read-actuals.ts';
import { isPraise, progressOf, withoutPraise } from './progress-rules.ts';
import {
  findPlan,
  listAmendments,
  listIndicatorPoints,
  listIndicators,
  listPlans,
  type IndicatorRow,
} from './queries.ts';
import { listAllotments, listResults, type AllotmentRow } from './result-queries.ts';

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
