import type { CostWeights } from './routing-problem.ts';

/**
 * A problem laid out for the search: stops are 0 … `stopCount` - 1, nodes are the stops, then the places of
 * teams, then one node at no place, where open routes begin and end at no cost.
 */
export type SearchProblem = {
  stopCount: number;
  nodeCount: number;
  service: Float64Array;
  demand: Float64Array;
  /** Penalty for leaving a stop out; that of a locked stop exceeds the sum of all free ones. */
  weight: Float64Array;
  /** Position in its route that a stop is locked to; -1 where it is free. */
  slot: Int32Array;
  /** Spans in which service of a stop may start: those from `spanStart[stop]` to `spanStart[stop + 1]`. */
  spanFrom: Float64Array;
  spanTo: Float64Array;
  spanStart: Int32Array;
  /** True when any stop or team has limits of time. */
  timed: boolean;
  hasSlots: boolean;
  /** True with locks or unequal priorities: stops of greater weight are inserted first. */
  ranked: boolean;
  lanes: readonly Lane[];
  /** 1 at `stop * lanes.length + lane` where the lane may take the stop. */
  allowed: Uint8Array;
  /** 1 where the search may take the stop out again. */
  movable: Uint8Array;
  /** Movable neighbours of each stop, itself first, then the nearest: rows of `neighbourCount`. */
  neighbours: Int32Array;
  neighbourCount: number;
  /** Cost from and to the nearest team's place, for the orders "far" and "close" of insertion. */
  remoteness: Float64Array;
  weights: CostWeights;
  balanceScale: number;
};

/** A team in the numbers of the search. */
export type Lane = {
  start: number;
  end: number;
  from: number;
  to: number;
  breaks: readonly { from: number; to: number; seconds: number }[];
  maxStops: number;
  capacity: number;
  travel: LaneTravel;
  /** Class of equal lanes: of its empty lanes only one is tried. */
  likeness: number;
  /** Stops at its head that nothing may be put in front of. */
  fixedHead: number;
};

/** Travel of one profile between nodes, row by row; the reverse tables are read along columns. */
export type LaneTravel = {
  cost: Float64Array;
  costInto: Float64Array;
  seconds: Float64Array;
  secondsInto: Float64Array;
};

/** The earliest moment from `ready` on at which service of a stop may start; `Infinity` where it is too late. */
export function earliestStart(problem: SearchProblem, stop: number, ready: number): number {
  const { spanFrom, spanTo, spanStart } = problem;
  const end = spanStart[stop + 1] as number;
  for (let span = spanStart[stop] as number; span < end; span += 1) {
    if (ready <= (spanTo[span] as number)) {
      const opens = spanFrom[span] as number;
      return opens > ready ? opens : ready;
    }
  }
  return Number.POSITIVE_INFINITY;
}

/** The latest moment up to `limit` at which service may start; `-Infinity` where that is too early. */
export function latestStart(problem: SearchProblem, stop: number, limit: number): number {
  const { spanFrom, spanTo, spanStart } = problem;
  const first = spanStart[stop] as number;
  for (let span = (spanStart[stop + 1] as number) - 1; span >= first; span -= 1) {
    if (limit >= (spanFrom[span] as number)) {
      const closes = spanTo[span] as number;
      return closes < limit ? closes : limit;
    }
  }
  return Number.NEGATIVE_INFINITY;
}
