import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { OptimiseProgress, OptimiseRoute, StopOrder } from '#server/contract/route-edit.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { evaluatePlan } from '#server/methods/routing/evaluate-plan.ts';
import type { RoutingPlan } from '#server/methods/routing/routing-plan.ts';
import { startSolver } from '#server/methods/routing/start-solver.ts';

import { askService, isBetter } from './ask-service-commands.ts';
import { droppedFrom, problemOf } from './read-plan.ts';
import { partsOf } from './read-route.ts';

/**
 * Looks for a better order and tells the best so far all the while; it changes nothing. What is told can be
 * taken at any moment as one `arrange`, so that a cancelled run still gives what it had. Where an operator has
 * named a service outside it is asked at the same time, and the better of both answers is told with its source.
 */
export async function optimiseRoute(
  deps: Deps,
  actor: Actor,
  asked: OptimiseRoute,
  watcher: { report: (progress: OptimiseProgress) => Promise<void>; signal: AbortSignal },
): Promise<void> {
  const parts = await asActor(deps.database, actor, async (sql) => {
    const found = await partsOf(sql, deps, actor, asked.routeId);
    await appendAudit(sql, deps.clock, {
      action: 'route.optimise',
      subjectKind: 'route',
      subjectId: asked.routeId,
      detail: { scope: asked.scope.kind, seed: asked.seed, seconds: asked.seconds },
    });
    return found;
  });
  const { route, shifts, stops } = parts;
  if (route.state === 'done') throw new AppError('route.done');
  const { scope } = asked;
  if (scope.kind === 'team' && !shifts.some(({ id }) => id === scope.shiftId)) {
    throw new AppError('route.stop_unknown');
  }
  const given = { onDate: route.onDate, shifts, stops };
  const { problem } = await problemOf(deps, given, asked);
  const told = (
    plan: RoutingPlan,
    from: Pick<OptimiseProgress, 'source' | 'service'>,
  ): Omit<OptimiseProgress, 'phase' | 'share'> => ({
    ...from,
    metres: plan.totals.metres,
    seconds: plan.totals.travelSeconds,
    version: route.version,
    orders: ordersFrom(
      plan,
      problem.stops.map(({ id }) => id),
    ),
    dropped: plan.unassigned.map(droppedFrom),
    code: null,
  });
  const asking = askService(deps, problem, watcher.signal);
  const waiting = { source: 'own', service: deps.vroom === null ? null : 'waiting' } as const;
  const { plan } = await startSolver(problem, {
    onProgress: ({ share, order }) => {
      const best = evaluatePlan(problem, order);
      void watcher.report({ phase: 'searching', share, ...told(best, waiting) });
    },
    signal: watcher.signal,
  });
  const served = await asking;
  if (served?.plan != null && isBetter(problem, served.plan, plan)) {
    const taken = { source: 'service', service: 'taken' } as const;
    return watcher.report({ phase: 'done', share: 1, ...told(served.plan, taken) });
  }
  const outcome = served?.outcome === 'answered' ? 'not_better' : (served?.outcome ?? null);
  const own = { source: 'own', service: outcome } as const;
  await watcher.report({ phase: 'done', share: 1, ...told(plan, own) });
}

/**
 * Orders of the teams from a plan. Stops without room are in no team's order, where the planner sees them with the
 * reason.
 */
function ordersFrom(plan: RoutingPlan, ids: readonly string[]): StopOrder[] {
  const orders = plan.routes.map(({ teamId, stops }) => ({
    shiftId: Number(teamId),
    stopIds: stops.map(({ stopId }) => Number(stopId)),
  }));
  const placed = new Set(orders.flatMap(({ stopIds }) => stopIds));
  const left = ids.map(Number).filter((id) => !placed.has(id));
  return [...orders, { shiftId: null, stopIds: left }];
}
