import type { RouteDetail } from '#server/contract/route.ts';

import { stopsOf } from './orders.ts';

const SECONDS_PER_MINUTE = 60;

/** Figures of a team's day, or of all teams together. Metres; minutes, rounded. */
export type Totals = {
  stops: number;
  metres: number;
  travel: number;
  service: number;
  wait: number;
  late: number;
};
/** Times in seconds from midnight; null where the team has no stop. */
export type TeamTotals = Totals & { shiftId: number; finish: number | null; endsAt: number };

/** Figures of every team, in the order of the teams; all nothing for a team without stops. */
export function teamTotals(route: Pick<RouteDetail, 'shifts' | 'stops' | 'plan'>): TeamTotals[] {
  const minutes = (seconds = 0) => Math.round(seconds / SECONDS_PER_MINUTE);
  return route.shifts.map(({ id, endsAt }) => {
    const stops = stopsOf(route, id).length;
    const planned = route.plan.shifts.find(({ shiftId }) => shiftId === id);
    const plan = stops === 0 ? undefined : planned;
    return {
      shiftId: id,
      stops,
      metres: plan?.metres ?? 0,
      travel: minutes(plan?.travelSeconds),
      service: minutes(plan?.serviceSeconds),
      wait: minutes(plan?.waitSeconds),
      late: minutes(plan?.lateSeconds),
      finish: plan?.finish ?? null,
      endsAt: endsAt * SECONDS_PER_MINUTE,
    };
  });
}

/** Adds the figures of some teams. */
export function sumOf(teams: readonly Totals[]): Totals {
  const sum = (figure: keyof Totals) => teams.reduce((all, team) => all + team[figure], 0);
  return {
    stops: sum('stops'),
    metres: sum('metres'),
    travel: sum('travel'),
    service: sum('service'),
    wait: sum('wait'),
    late: sum('late'),
  };
}
