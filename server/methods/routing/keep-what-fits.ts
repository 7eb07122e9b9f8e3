import { evaluateRoute, totalsOf } from './evaluate-plan.ts';
import type { RoutingProblem, RoutingStop, RoutingTeam, TeamOrder } from './routing-problem.ts';

/**
 * The routes as they stand, without the stops that break their team's rules: as few as can be found one by one, each time
 * the one that costs the rules most. Locked stops stay, with what they break.
 */
export function keepWhatFits(problem: RoutingProblem): TeamOrder[] {
  const byId = new Map(problem.stops.map((stop) => [stop.id, stop] as const));
  return (problem.current ?? []).map(({ teamId, stopIds }) => {
    const team = problem.teams.find(({ id }) => id === teamId);
    const order = stopIds.flatMap((id) => byId.get(id) ?? []);
    const kept = team === undefined ? order : fittingPart(problem, team, order);
    return { teamId, stopIds: kept.map(({ id }) => id) };
  });
}

function fittingPart(
  problem: RoutingProblem,
  team: RoutingTeam,
  order: readonly RoutingStop[],
): readonly RoutingStop[] {
  const brokenBy = (stops: readonly RoutingStop[]) => {
    const { violations, lateSeconds } = totalsOf(
      problem,
      [evaluateRoute(problem, team, stops)],
      [],
    );
    return { stops, violations, lateSeconds };
  };
  const unmendable = brokenBy(order.filter(isLocked)).violations;
  let kept = brokenBy(order);
  while (kept.violations > unmendable && !kept.stops.every(isLocked)) {
    const fewer = kept.stops
      .filter((stop) => !isLocked(stop))
      .map((stop) => brokenBy(kept.stops.filter((one) => one !== stop)));
    // Of equals the last: the beginning of the day stays as the team knows it.
    kept = fewer.reduce((best, one) => (isWorse(one, best) ? best : one));
  }
  return kept.stops;
}

type Broken = { violations: number; lateSeconds: number };

function isWorse(one: Broken, than: Broken): boolean {
  const more = one.violations - than.violations;
  return more > 0 || (more === 0 && one.lateSeconds > than.lateSeconds);
}

function isLocked({ locks }: RoutingStop): boolean {
  return locks.teamId !== null || locks.position !== null;
}
