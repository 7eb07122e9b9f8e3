/**
 * Input of an optimiser. Times are seconds from midnight of the route's civil day (they may be negative or beyond
 * 86,400), durations seconds, lengths metres. Places are numbers: rows of the matrices.
 */
export type RoutingProblem = {
  stops: readonly RoutingStop[];
  teams: readonly RoutingTeam[];
  /** One matrix a vehicle profile, all over the same places. */
  matrices: Readonly<Record<string, TravelMatrix>>;
  /** The routes as they stand: what locks and the scopes below refer to. A team left out has none. */
  current?: readonly TeamOrder[];
  options: RoutingOptions;
};

/** Both ends belong to it. */
export type TimeSpan = { from: number; to: number };

/**
 * Travel between `size` places, row by row: from place `a` to place `b` stands at `a * size + b`.
 * `Infinity` where no road leads. Not symmetric in general.
 */
export type TravelMatrix = {
  size: number;
  seconds: Float64Array;
  metres: Float64Array;
};

export type RoutingStop = {
  id: string;
  place: number;
  serviceSeconds: number;
  /** Service starts within one of them, ascending and apart; none means at any time. */
  windows: readonly TimeSpan[];
  /**
   * Penalty for leaving the stop out, above 0. A plan with a smaller total penalty is better at any cost; a locked
   * stop is left out only where nothing else makes room.
   */
  priority: number;
  /** Part of a team's capacity. */
  demand: number;
  /** A team needs all of them. */
  skills: readonly string[];
  locks: StopLocks;
};

/** Each holds by itself and exactly: a stop that cannot be visited so is left out, with the reason. */
type StopLocks = {
  /** The only team that may visit the stop. */
  teamId: string | null;
  /** Service starts within it, and within a window. */
  time: TimeSpan | null;
  /** Fixed position of the stop in its team's route, from 0, whatever else is inserted or removed. */
  position: number | null;
};

export type RoutingTeam = {
  id: string;
  /** Place it sets out from and place it ends at; null is open: the route begins or ends at a stop. */
  start: number | null;
  end: number | null;
  hours: TimeSpan;
  /** In the order in which they are taken. */
  breaks: readonly TeamBreak[];
  skills: readonly string[];
  maxStops: number | null;
  capacity: number | null;
  /** Key of `matrices`. */
  profile: string;
};

/**
 * Starts within `from`–`to`, between stops, on the road's near or far side, and is never interrupted.
 * It is owed only by a team whose hours began by then and that is still at work after `to`.
 */
export type TeamBreak = { from: number; to: number; seconds: number };

export type TeamOrder = { teamId: string; stopIds: readonly string[] };

export type RoutingScope =
  /** All stops may move, as far as their locks let them. */
  | { kind: 'everything' }
  /** Stops of `current` keep their team and their order; the others are fitted in between. */
  | { kind: 'fit_new' }
  /** Routes of the other teams stay as they are; this one takes of what is left. */
  | { kind: 'team'; teamId: string };

type RoutingOptions = {
  /** Same problem, same seed and same number of rounds: same plan. */
  seed: number;
  /** Ends with the first that runs out. With milliseconds alone the plan depends on the machine. */
  budget: { iterations?: number; milliseconds?: number };
  scope: RoutingScope;
  weights: CostWeights;
  /** First as few teams as possible, then the least cost (the hierarchy of Solomon's instances). */
  fewestTeams: boolean;
};

export type CostWeights = {
  metre: number;
  second: number;
  /** Cost of each team that is sent out. */
  team: number;
  /**
   * Weight of evenly shared work, from 0: adds balance × Σ work² / mean possible work of a team, in seconds of
   * travel and service (waiting and breaks left out).
   */
  balance: number;
};

export const NO_LOCKS: StopLocks = { teamId: null, time: null, position: null };

/** Shortest time on the road first, the length breaks ties; each team that is sent out weighs nothing. */
export const DEFAULT_WEIGHTS: CostWeights = { metre: 0.01, second: 1, team: 0, balance: 0 };
