import type { Deps } from '#server/deps.ts';
import { evaluatePlan, totalsOf } from '#server/methods/routing/evaluate-plan.ts';
import { explainUnassigned } from '#server/methods/routing/explain-unassigned.ts';
import type { RoutingPlan } from '#server/methods/routing/routing-plan.ts';
import type { RoutingProblem } from '#server/methods/routing/routing-problem.ts';
import { openPart, ordersOfAnswer, vroomProblemOf } from '#server/methods/routing/vroom-format.ts';

/** Outcome of asking the service; `plan` is set only when it keeps every rule. */
type ServiceAnswer =
  | { outcome: 'answered'; plan: RoutingPlan }
  | { outcome: 'not_asked' | 'late' | 'unreachable' | 'broke_rules'; plan: null };

const LEAST_MILLISECONDS = 5_000;

/**
 * Asks the optimiser outside, for at most as long as the own one searches and at least five seconds. Null where
 * none is configured. Never throws: what fails is told as an outcome, and the own optimiser's plan stands.
 */
export async function askService(
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
export function isBetter(problem: RoutingProblem, plan: RoutingPlan, than: RoutingPlan): boolean {
  const weightOf = (one: RoutingPlan) => {
    const out = new Set(one.unassigned.map(({ stopId }) => stopId));
    return problem.stops.reduce((sum, { id, priority }) => sum + (out.has(id) ? priority : 0), 0);
  };
  const difference = weightOf(plan) - weightOf(than);
  return difference < 0 || (difference === 0 && plan.totals.cost < than.totals.cost);
}
