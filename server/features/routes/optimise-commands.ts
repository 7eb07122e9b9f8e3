import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { OptimiseProgress, OptimiseRoute, StopOrder } from '#server/contract/route-edit.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { evaluatePlan, totalsOf } from '#server/methods/routing/evaluate-plan.ts';
import { explainUnassigned } from '#server/methods/routing/explain-unassigned.ts';
import type { RoutingPlan } from '#server/methods/routing/routing-plan.ts';
import type { RoutingProblem } from '#server/methods/routing/routing-problem.ts';
import { startSolver } from '#server/methods/routing/start-solver.ts';
import { openPart, ordersOfAnswer, vroomProblemOf } from '#server/methods/routing/vroom-format.ts';

import { droppedFrom, problemOf } from './read-plan.ts';
import { partsOf } from './read-route.ts';
import { whyOver } from './rules.ts';

const LEAST_MILLISECONDS = 5_000;

/**
 * Looks for a better order and tells the best so far all the while; it changes nothing. What is told can be
 * taken at any moment as one `arrange`, so that a cancelled run still gives what it had. On the day of a published
 * route only what remains is put in order, from now and from the place of each team's latest result. Where an operator has
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
  const { route, shifts, stops, day } = parts;
  const over = whyOver(route);
  if (over !== null) throw new AppError(over);
  const { scope } = asked;
  if (scope.kind === 'team' && !shifts.some(({ id }) => id === scope.shiftId)) {
    throw new AppError('route.stop_unknown');
  }
  const given = { onDate: route.onDate, shifts, stops, day };
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

/** Outcome of asking the service; `plan` is set only when it keeps every rule. */
type ServiceAnswer =
  | { outcome: 'answered'; plan: RoutingPlan }
  | { outcome: 'not_asked' | 'late' | 'unreachable' | 'broke_rules'; plan: null };

/**
 * Asks the optimiser outside, for at most as long as the own one searches and at least five seconds. Null where
 * none is configured. Never throws: what fails is told as an outcome, and the own optimiser's plan stands.
 */
async function askService(
  deps: Pick<Deps, 'vroom' | 'log'>,
  problem: RoutingProblem,
  signal: AbortSignal,
): Promise<ServiceAnswer | null> {
  if (deps.vroom === null) return null;
  const asked = vroomProblemOf(problem);
  if (asked === null) return { outcome: 'not_asked', plan: null };
  const patience = Math.max(LEAST_MILLISECONDS, problem.options.budget.milliseconds ?? 0);
  const answer = await deps.vroom.solve(
    asked,
    AbortSignal.any([signal, AbortSignal.timeout(patience)]),
  );
  if (answer === 'late' || answer === 'unreachable') {
    deps.log.warn({ outcome: answer }, 'the optimiser outside gave no answer');
    return { outcome: answer, plan: null };
  }
  const plan = checkedPlan(problem, answer);
  if (plan === null) deps.log.warn('the optimiser outside broke a rule');
  return plan === null ? { outcome: 'broke_rules', plan } : { outcome: 'answered', plan };
}

/** The plan by our own times, walked through stop by stop; null where a rule is broken or a stop is unknown. */
function checkedPlan(
  problem: RoutingProblem,
  answer: Parameters<typeof ordersOfAnswer>[1],
): RoutingPlan | null {
  try {
    const { routes } = evaluatePlan(problem, ordersOfAnswer(problem, answer));
    const open = openPart(problem);
    const byId = new Map(open.stops.map((stop) => [stop.id, stop] as const));
    const found = open.teams.flatMap(({ id }) => routes.find(({ teamId }) => teamId === id) ?? []);
    if (found.some((route) => totalsOf(problem, [route], []).violations > 0)) return null;
    const orders = found.map(({ stops }) => stops.flatMap(({ stopId }) => byId.get(stopId) ?? []));
    const unassigned = explainUnassigned({ problem: open, heads: [] }, orders);
    return { routes, unassigned, totals: totalsOf(problem, routes, unassigned) };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** True when a plan leaves out less, or as much at less cost. */
function isBetter(problem: RoutingProblem, plan: RoutingPlan, than: RoutingPlan): boolean {
  const weightOf = (one: RoutingPlan) => {
    const out = new Set(one.unassigned.map(({ stopId }) => stopId));
    return problem.stops.reduce((sum, { id, priority }) => sum + (out.has(id) ? priority : 0), 0);
  };
  const difference = weightOf(plan) - weightOf(than);
  return difference < 0 || (difference === 0 && plan.totals.cost < than.totals.cost);
}
