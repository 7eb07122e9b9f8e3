import { can, type Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { RandomShare, RouteDetail, RouteList, RouteState } from '#server/contract/route.ts';
import type { RouteOutcome } from '#server/contract/route-result.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { appendAudit } from '#server/features/audit/queries.ts';
import { listQuotas } from '#server/features/inspection-objects/inspection-queries.ts';
import { readReinspection } from '#server/features/inspection-objects/inspection-settings.ts';

import { listOwnEdits } from './edit-queries.ts';
import { outcomeOf } from './outcome.ts';
import { planRoute } from './plan-route.ts';
import { findRoute, listRoutes, listShifts, type RouteRow } from './queries.ts';
import { listObjectCommunes, listResults } from './result-queries.ts';
import { readFoundRate, readRandomShare, readStopRule } from './route-settings.ts';
import { randomWanted, undoAndRedo } from './rules.ts';
import { listCarried, listStops, type StopRow } from './stop-queries.ts';

/** Routes within reach; one that is not announced is there for planners and its team alone until it is done. */
export async function readRoutes(
  deps: Deps,
  actor: Actor,
  state: RouteState | undefined,
): Promise<RouteList> {
  return asActor(deps.database, actor, async (sql) => ({ items: await listRoutes(sql, state) }));
}

/** A route with its stops, times and what is wrong with them; who looked stands in the log. */
export async function readRoute(deps: Deps, actor: Actor, routeId: number): Promise<RouteDetail> {
  const parts = await asActor(deps.database, actor, async (sql) => {
    const found = await partsOf(sql, deps, actor, routeId);
    await appendAudit(sql, deps.clock, {
      action: 'route.read',
      subjectKind: 'route',
      subjectId: routeId,
      detail: { unannounced: found.route.unannounced },
    });
    return found;
  });
  return detailOf(deps, actor, parts);
}

export type RouteParts = {
  route: RouteRow;
  shifts: Awaited<ReturnType<typeof listShifts>>;
  stops: StopRow[];
  randomShare: RandomShare;
  carried: number;
  undo: number | null;
  redo: number | null;
};

/** Everything about a route that the database knows. Throws `route.not_found`. */
export async function partsOf(
  sql: TransactionSql,
  deps: Deps,
  actor: Actor,
  routeId: number,
): Promise<RouteParts> {
  const route = await findRoute(sql, routeId);
  if (route === null) throw new AppError('route.not_found');
  const stops = await listStops(sql, routeId);
  const planner = can(actor.role, 'routes:plan');
  return {
    route,
    stops,
    shifts: await listShifts(sql, routeId),
    randomShare: await shareOf(sql, deps, route, stops),
    carried: planner ? (await listCarried(sql)).length : 0,
    ...undoAndRedo(planner ? await listOwnEdits(sql, routeId, actor.accountId) : []),
  };
}

/** Outside a transaction: measuring the ways opens one of its own. */
export async function detailOf(
  deps: Deps,
  actor: Actor,
  { route, shifts, stops, ...rest }: RouteParts,
): Promise<RouteDetail> {
  const { seed: _seed, randomShare: _share, randomShareReason: _reason, ...shown } = route;
  return {
    ...shown,
    shifts,
    stops: stops.filter(({ removed }) => !removed).map(stopOf),
    plan: await planRoute(deps, { onDate: route.onDate, shifts, stops }),
    ...rest,
    mayPlan: can(actor.role, 'routes:plan') && route.state !== 'done',
  };
}

function stopOf(row: StopRow): RouteDetail['stops'][number] {
  const { removed: _removed, business: _business, communes: _communes, ...rest } = row;
  const { plannedStart: _start, plannedShiftId: _shift, ...stop } = rest;
  return stop;
}

export async function shareOf(
  sql: TransactionSql,
  deps: Deps,
  route: RouteRow,
  stops: readonly StopRow[],
): Promise<RandomShare> {
  const setting = await readRandomShare(sql, deps.clock.today());
  const counted = stops.filter((stop) => !stop.removed && !stop.unplanned);
  return {
    share: route.randomShare,
    setting: setting.value.share,
    origin: setting.origin,
    reason: route.randomShareReason,
    wanted: randomWanted(route.randomShare, counted.length),
    drawn: counted.filter(({ random }) => random).length,
  };
}

/** Plan against result, for whoever may see the route; the look is logged. */
export async function readOutcome(
  deps: Deps,
  actor: Actor,
  routeId: number,
): Promise<RouteOutcome> {
  return asActor(deps.database, actor, async (sql) => {
    const route = await findRoute(sql, routeId);
    if (route === null) throw new AppError('route.not_found');
    const today = deps.clock.today();
    const { lateAfterMinutes } = (await readStopRule(sql, today)).value;
    const { fewestMinutes } = (await readFoundRate(sql, today)).value;
    const parts = {
      shifts: await listShifts(sql, routeId),
      stops: await listStops(sql, routeId),
      results: await listResults(sql, routeId),
      quotas: await quotasOf(sql, deps, actor, routeId),
    };
    await appendAudit(sql, deps.clock, {
      action: 'route.read_outcome',
      subjectKind: 'route',
      subjectId: routeId,
    });
    return outcomeOf(route, parts, { lateAfterMinutes, rateFromMinutes: fewestMinutes });
  });
}

/** The quotas of the communes of its businesses, for those who plan or answer for them. */
async function quotasOf(
  sql: TransactionSql,
  deps: Deps,
  actor: Actor,
  routeId: number,
): Promise<RouteOutcome['quotas']> {
  if (!can(actor.role, 'inspection_objects:read') || can(actor.role, 'routes:work')) return [];
  const communes = await listObjectCommunes(sql, routeId);
  if (communes.length === 0) return [];
  const today = deps.clock.today();
  const { days: reinspectionDays } = await readReinspection(sql, today);
  const year = Number(today.slice(0, 4));
  const quotas = await listQuotas(sql, { year, today, reinspectionDays });
  return quotas.flatMap(({ communeId, communeName, quota, inspected }) => {
    const here = communes.find((one) => one.communeId === communeId);
    return here === undefined
      ? []
      : { communeId, communeName, quota, inspected, onRoute: here.inspected };
  });
}
