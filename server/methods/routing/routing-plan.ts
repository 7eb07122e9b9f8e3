import type { TeamOrder, TimeSpan } from './routing-problem.ts';

/** Result of an optimiser, or the evaluation of a hand-made order; units as in `RoutingProblem`. */
export type RoutingPlan = {
  /** One for each team of the problem, in its order; a team that stays has no stops. */
  routes: PlannedRoute[];
  unassigned: UnassignedStop[];
  totals: PlanTotals;
};

export type PlannedRoute = {
  teamId: string;
  stops: PlannedStop[];
  breaks: PlannedBreak[];
  /** Time of setting out: as late as does not delay the first stop. */
  departure: number;
  /** Time of arrival at the end, or of leaving the last stop of an open route. */
  finish: number;
  metres: number;
  travelSeconds: number;
  serviceSeconds: number;
  waitSeconds: number;
  /** Sum over stops, breaks and the end of its hours. */
  lateSeconds: number;
  violations: RouteViolation[];
};

export type PlannedStop = {
  stopId: string;
  arrival: number;
  /** Between arrival and start: waiting for the window, and a break taken on the spot. */
  waitSeconds: number;
  start: number;
  /** Time of leaving: start and service. */
  departure: number;
  /** Start after the last moment that windows and lock allow together. */
  lateSeconds: number;
  /** From the place before; 0 for the first of an open route. */
  legMetres: number;
  legSeconds: number;
  violations: StopViolation[];
};

/** Taken after `afterStops` stops, before the road to the next or after it, at that stop's place. */
export type PlannedBreak = {
  afterStops: number;
  side: 'before_road' | 'after_road';
  start: number;
  end: number;
  lateSeconds: number;
};

export type StopViolation =
  /** Start after the last window closed. */
  | { code: 'late'; seconds: number }
  /** Start before or between the windows, where a lock puts it. */
  | { code: 'outside_windows' }
  | { code: 'skills_missing'; skills: string[] }
  | { code: 'unreachable' }
  | { code: 'team_lock'; teamId: string }
  | { code: 'time_lock'; time: TimeSpan }
  | { code: 'position_lock'; position: number };

export type RouteViolation =
  | { code: 'hours_exceeded'; seconds: number }
  | { code: 'too_many_stops'; stops: number; maxStops: number }
  | { code: 'over_capacity'; demand: number; capacity: number }
  | { code: 'break_late'; seconds: number }
  /** No road leads from the last stop to the team's end. */
  | { code: 'end_unreachable' };

/**
 * A stop in no route, and true in both directions: nowhere in the plan does it fit as things are, and
 * with all of `remedies` it fits into the route of `teamId` as stop number `position`, others where they are.
 * Team and position are null where nothing that can be asked for would do.
 */
export type UnassignedStop = {
  stopId: string;
  reason: UnassignedReason;
  teamId: string | null;
  position: number | null;
  remedies: Remedy[];
};

export type UnassignedReason =
  /** No rule keeps it out: it was left out by hand, or in a run that was cut short. */
  | 'fits'
  | 'no_team'
  | 'unreachable'
  | 'skills_missing'
  | 'locks_conflict'
  | 'too_many_stops'
  | 'over_capacity'
  | 'hours_too_short'
  | 'window_missed';

export type Remedy =
  | { kind: 'connect'; stopId: string }
  | { kind: 'add_skills'; teamId: string; skills: string[] }
  | { kind: 'raise_max_stops'; teamId: string; maxStops: number }
  | { kind: 'raise_capacity'; teamId: string; capacity: number }
  | { kind: 'extend_hours'; teamId: string; hours: TimeSpan }
  | { kind: 'add_window'; stopId: string; window: TimeSpan }
  | { kind: 'release_lock'; stopId: string; lock: 'team' | 'time' | 'position' };

export type PlanTotals = {
  metres: number;
  travelSeconds: number;
  serviceSeconds: number;
  waitSeconds: number;
  lateSeconds: number;
  /** Teams with at least one stop. */
  teams: number;
  unassigned: number;
  violations: number;
  /** Weighted by `CostWeights`, without what is left out. */
  cost: number;
};

/** Progress report of a run; `order` is the best so far, complete and within every rule. */
export type RoutingProgress = {
  iterations: number;
  milliseconds: number;
  /** From 0 to 1, of the budget. */
  share: number;
  cost: number;
  unassigned: number;
  order: TeamOrder[];
};

export type RoutingResult = {
  plan: RoutingPlan;
  iterations: number;
  milliseconds: number;
  /** `milliseconds` or `cancelled`: another run may answer otherwise. */
  endedBy: 'iterations' | 'milliseconds' | 'cancelled' | 'nothing_to_do';
};
