import { allowedStarts } from './allowed-starts.ts';
import { balanceScale, matrixOf } from './evaluate-plan.ts';
import type { KeptProblem } from './keep-routes.ts';
import type { RoutingProblem, RoutingStop, TimeSpan, TravelMatrix } from './routing-problem.ts';
import { dueBreaks } from './schedule-route.ts';
import type { Lane, LaneTravel, SearchProblem } from './search-problem.ts';

/** Most neighbours of a stop that are removed together with it. */
const MOST_NEIGHBOURS = 400;

/** Lays a problem out for the search. */
export function prepareSearch({ problem, keptIds, heads }: KeptProblem): SearchProblem {
  const { stops, teams, options } = problem;
  const places = [...new Set(teams.flatMap(({ start, end }) => [start, end]))];
  const nodeOf = new Map(places.map((place, index) => [place, stops.length + index] as const));
  const nodePlaces = [...stops.map(({ place }) => place as number | null), ...places];
  const travels = travelByProfile(problem, nodePlaces);
  const likenesses = new Map<string, number>();
  const lanes = teams.map((team, index): Lane => {
    const head = heads[index] ?? 0;
    const likeness = JSON.stringify([{ ...team, id: '' }, head]);
    if (!likenesses.has(likeness)) likenesses.set(likeness, likenesses.size);
    return {
      start: nodeOf.get(team.start) ?? 0,
      end: nodeOf.get(team.end) ?? 0,
      from: team.hours.from,
      to: team.hours.to,
      breaks: dueBreaks(team),
      maxStops: team.maxStops ?? Number.POSITIVE_INFINITY,
      capacity: team.capacity ?? Number.POSITIVE_INFINITY,
      travel: travels.get(team.profile) as LaneTravel,
      likeness: likenesses.get(likeness) ?? 0,
      fixedHead: head,
    };
  });
  const spans = stops.map(allowedStarts);
  const movable = Uint8Array.from(stops, ({ id }) => (keptIds.has(id) ? 0 : 1));
  const slot = Int32Array.from(stops, ({ locks }) => locks.position ?? -1);
  const free = stops.reduce((sum, { priority }) => sum + priority, 0);
  const first = lanes[0]?.travel;
  return {
    stopCount: stops.length,
    nodeCount: nodePlaces.length,
    service: Float64Array.from(stops, ({ serviceSeconds }) => serviceSeconds),
    demand: Float64Array.from(stops, ({ demand }) => demand),
    weight: Float64Array.from(stops, (stop) => stop.priority + (isLocked(stop) ? free : 0)),
    slot,
    spanFrom: Float64Array.from(spans.flat(), ({ from }) => from),
    spanTo: Float64Array.from(spans.flat(), ({ to }) => to),
    spanStart: Int32Array.from(offsets(spans)),
    timed: isTimed(spans, lanes),
    hasSlots: slot.some((position) => position >= 0),
    ranked: stops.some((stop) => isLocked(stop) || stop.priority !== stops[0]?.priority),
    lanes,
    allowed: allowedLanes(problem, lanes, spans, slot),
    movable,
    ...neighbourRows(stops.length, movable, nodePlaces.length, first?.cost),
    remoteness: remoteness(stops.length, nodePlaces.length, lanes),
    weights: options.weights,
    balanceScale: balanceScale(problem.teams, options.weights),
  };
}

function isLocked({ locks }: RoutingStop): boolean {
  return locks.teamId !== null || locks.time !== null || locks.position !== null;
}

function travelByProfile(
  problem: RoutingProblem,
  places: readonly (number | null)[],
): Map<string, LaneTravel> {
  const profiles = new Map(problem.teams.map((team) => [team.profile, matrixOf(problem, team)]));
  return new Map(
    [...profiles].map(([profile, matrix]) => [profile, laneTravel(problem, matrix, places)]),
  );
}

function laneTravel(
  problem: RoutingProblem,
  matrix: TravelMatrix,
  places: readonly (number | null)[],
): LaneTravel {
  const { metre, second } = problem.options.weights;
  const count = places.length;
  const cost = new Float64Array(count * count);
  const seconds = new Float64Array(count * count);
  for (const [from, a] of places.entries()) {
    for (const [to, b] of places.entries()) {
      if (a === null || b === null) continue;
      const [time, length] = [
        matrix.seconds[a * matrix.size + b] ?? Number.POSITIVE_INFINITY,
        matrix.metres[a * matrix.size + b] ?? Number.POSITIVE_INFINITY,
      ];
      const open = Number.isFinite(time) && Number.isFinite(length);
      seconds[from * count + to] = open ? time : Number.POSITIVE_INFINITY;
      cost[from * count + to] = open ? metre * length + second * time : Number.POSITIVE_INFINITY;
    }
  }
  return {
    cost,
    costInto: transposed(cost, count),
    seconds,
    secondsInto: transposed(seconds, count),
  };
}

function transposed(table: Float64Array, count: number): Float64Array {
  return table.map((_, at) => table[(at % count) * count + Math.floor(at / count)] ?? 0);
}

function offsets(lists: readonly (readonly unknown[])[]): number[] {
  let sum = 0;
  return [0, ...lists.map((list) => (sum += list.length))];
}

function isTimed(spans: readonly (readonly TimeSpan[])[], lanes: readonly Lane[]): boolean {
  const bounded = ({ from, to }: TimeSpan) => Number.isFinite(from) || Number.isFinite(to);
  return lanes.some((lane) => Number.isFinite(lane.to)) || spans.flat().some(bounded);
}

function allowedLanes(
  { stops, teams }: RoutingProblem,
  lanes: readonly Lane[],
  spans: readonly (readonly TimeSpan[])[],
  slot: Int32Array,
): Uint8Array {
  const fits = (stop: RoutingStop, index: number, at: number): boolean => {
    const [team, lane, locked] = [teams[at], lanes[at], slot[index] ?? -1];
    if (team === undefined || lane === undefined || spans[index]?.length === 0) return false;
    if (stop.locks.teamId !== null && stop.locks.teamId !== team.id) return false;
    if (locked >= 0 && (locked < lane.fixedHead || locked >= lane.maxStops)) return false;
    return (
      stop.demand <= lane.capacity && stop.skills.every((skill) => team.skills.includes(skill))
    );
  };
  return Uint8Array.from(
    stops.flatMap((stop, index) => teams.map((_, at) => (fits(stop, index, at) ? 1 : 0))),
  );
}

function neighbourRows(
  stopCount: number,
  movable: Uint8Array,
  nodeCount: number,
  cost: Float64Array | undefined,
): { neighbours: Int32Array; neighbourCount: number } {
  const candidates = [...movable.keys()].filter((stop) => movable[stop] === 1);
  const neighbourCount = Math.min(candidates.length, MOST_NEIGHBOURS);
  const neighbours = new Int32Array(stopCount * neighbourCount);
  if (cost === undefined) return { neighbours, neighbourCount };
  const apart = new Float64Array(stopCount);
  for (const stop of candidates) {
    for (const other of candidates) {
      apart[other] = (cost[stop * nodeCount + other] ?? 0) + (cost[other * nodeCount + stop] ?? 0);
    }
    apart[stop] = Number.NEGATIVE_INFINITY;
    const row = candidates.toSorted((a, b) => compare(apart[a] ?? 0, apart[b] ?? 0) || a - b);
    neighbours.set(row.slice(0, neighbourCount), stop * neighbourCount);
  }
  return { neighbours, neighbourCount };
}

/** A difference of infinities is no number. */
function compare(one: number, other: number): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function remoteness(stopCount: number, nodeCount: number, lanes: readonly Lane[]): Float64Array {
  return Float64Array.from({ length: stopCount }, (_, stop) =>
    Math.min(
      ...lanes.map(
        ({ start, end, travel }) =>
          (travel.cost[start * nodeCount + stop] ?? 0) + (travel.cost[stop * nodeCount + end] ?? 0),
      ),
    ),
  );
}
