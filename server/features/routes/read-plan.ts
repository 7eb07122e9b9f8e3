import type { LonLat } from '#server/contract/geo.ts';
import type { OptimiseRoute } from '#server/contract/route-edit.ts';
import type {
  DroppedStop,
  PlanProblem,
  RouteDetail,
  RouteShift,
  ShiftPlan,
} from '#server/contract/route.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TravelBasis, Vehicle } from '#server/contract/travel.ts';
import type { Deps } from '#server/deps.ts';
import { evaluatePlan } from '#server/methods/routing/evaluate-plan.ts';
import { explainUnassigned } from '#server/methods/routing/explain-unassigned.ts';
import { keepWhatFits } from '#server/methods/routing/keep-what-fits.ts';
import type { PlannedRoute, UnassignedStop } from '#server/methods/routing/routing-plan.ts';
import {
  DEFAULT_WEIGHTS,
  type RoutingProblem,
  type RoutingScope,
  type RoutingStop,
  type RoutingTeam,
  type TeamOrder,
  type TravelMatrix,
} from '#server/methods/routing/routing-problem.ts';
import { measureTravel } from '#server/travel/travel-matrix.ts';

import { orderOf } from './rules/arrangement.ts';
import { behindOf, type DayUnderWay, restOfShift, wholeDay } from './rules/day-under-way.ts';
import { instantAt } from './rules.ts';
import type { StopRow } from './stop-queries.ts';

const SECONDS_PER_MINUTE = 60;
/** Limit of rounds. When it ends the search before the time does, the same seed gives the same order. */
const MOST_ROUNDS = 20_000;
/** Penalties for leaving out a stop: equal for all, greater for higher ranked and drawn ones. */
const PLAIN_PRIORITY = 1;

export type PlannedParts = {
  onDate: IsoDate;
  shifts: readonly RouteShift[];
  stops: readonly StopRow[];
  /** Set on the day of a published route: only what remains is planned, from now on. */
  day?: DayUnderWay | null;
};

/**
 * Times, lengths and every broken rule of the order as it stands; nothing is forbidden. On the day of a published route
 * what is done keeps its published times, and so does each team whose order is as published.
 */
export async function planRoute(deps: Deps, parts: PlannedParts): Promise<RouteDetail['plan']> {
  const { problem, basis } = await problemOf(deps, parts);
  const plan = evaluatePlan(problem, problem.current ?? []);
  const broken = plan.totals.violations > 0;
  const plans = plan.routes.map(shiftPlanOf);
  const { day, shifts, stops } = parts;
  return {
    basis,
    shifts: plans.map((rest) => {
      const shift = shifts.find(({ id }) => id === rest.shiftId);
      return day == null || shift === undefined ? rest : wholeDay(shift, rest, stops, day);
    }),
    dropped: leftOut(problem, parts).map((stop) =>
      // Among stops that are late already there is no place for which "and then it fits" would be true.
      broken && stop.teamId === null
        ? { ...droppedFrom(stop), reason: 'order_broken' }
        : droppedFrom(stop),
    ),
  };
}

/** Explains why each unassigned stop is in no order; computed after every edit, so that it is never stale. */
function leftOut(whole: RoutingProblem, { shifts, stops }: PlannedParts): UnassignedStop[] {
  const absent = new Set(shifts.flatMap((shift) => (shift.absent ? String(shift.id) : [])));
  const problem = { ...whole, teams: whole.teams.filter(({ id }) => !absent.has(id)) };
  const byId = new Map(problem.stops.map((stop) => [stop.id, stop] as const));
  const done = new Set(stops.flatMap(({ id, state }) => (state === 'planned' ? [] : String(id))));
  const orders = problem.teams.map(({ id }) => {
    const ids = problem.current?.find(({ teamId }) => teamId === id)?.stopIds ?? [];
    return ids.flatMap((stopId) => byId.get(stopId) ?? []);
  });
  // What has its result stands first and stays there.
  const heads = orders.map((order) => order.filter(({ id }) => done.has(id)).length);
  return explainUnassigned({ problem, heads }, orders).filter(({ stopId }) => !done.has(stopId));
}

/** The route as a problem for the optimiser; what has a result or is taken out is no part of it. */
export async function problemOf(
  deps: Deps,
  parts: PlannedParts,
  asked?: Pick<OptimiseRoute, 'scope' | 'seed' | 'seconds' | 'balance'>,
): Promise<{ problem: RoutingProblem; basis: TravelBasis[] }> {
  const day = parts.day ?? null;
  const onlyOpen = asked !== undefined || day !== null;
  const stops = parts.stops.filter(
    (stop) => !stop.removed && (!onlyOpen || stop.state === 'planned'),
  );
  const places: LonLat[] = stops.map(({ place }) => place);
  // A team that is back, or does not come, is given nothing more.
  const shifts = parts.shifts
    .filter(({ finishedAt, absent }) => asked === undefined || (finishedAt === null && !absent))
    .map((shift) => (day === null ? shift : restOfShift(shift, parts.stops, day)));
  const teams = shifts.map((shift) => teamOf(shift, places));
  const { matrices, basis } = await measured(deps, { ...parts, shifts }, places);
  const behind = (shiftId: number | null) => (onlyOpen ? behindOf(parts.stops, shiftId).length : 0);
  const problem: RoutingProblem = {
    stops: stops.map((stop, place) => routingStop(stop, place, behind(stop.shiftId))),
    teams,
    matrices,
    current: ordersOf(shifts, stops),
    options: {
      seed: asked?.seed ?? 1,
      budget: { iterations: MOST_ROUNDS, milliseconds: (asked?.seconds ?? 0) * 1_000 },
      scope: scopeOf(asked?.scope),
      weights: { ...DEFAULT_WEIGHTS, balance: asked?.balance ?? 0 },
      fewestTeams: false,
    },
  };
  if (asked?.scope.kind !== 'share') return { basis, problem };
  return { basis, problem: { ...problem, current: keepWhatFits(problem) } };
}

async function measured(deps: Deps, parts: PlannedParts, positions: readonly LonLat[]) {
  const matrices: Record<string, TravelMatrix> = {};
  const basis: TravelBasis[] = [];
  for (const vehicle of new Set<Vehicle>(parts.shifts.map((shift) => shift.vehicle))) {
    const departure = departureOf(parts, vehicle);
    const travel = await measureTravel(deps, { positions, vehicle, departure });
    matrices[vehicle] = {
      size: positions.length,
      seconds: travel.seconds,
      metres: travel.metres,
    };
    basis.push(travel.basis);
  }
  return { matrices, basis };
}

/** Time when the first of the teams with that vehicle sets out. */
export function departureOf(
  { onDate, shifts }: Pick<PlannedParts, 'onDate' | 'shifts'>,
  vehicle: Vehicle,
): IsoInstant {
  const starts = shifts
    .filter((shift) => shift.vehicle === vehicle)
    .map(({ startsAt }) => startsAt);
  return instantAt(onDate, Math.min(...starts) * SECONDS_PER_MINUTE);
}

function teamOf(shift: RouteShift, places: LonLat[]): RoutingTeam {
  const placeOf = (place: LonLat | null) => (place === null ? null : places.push(place) - 1);
  const { rest } = shift;
  return {
    id: String(shift.id),
    start: placeOf(shift.start),
    end: placeOf(shift.end),
    hours: inSeconds({ from: shift.startsAt, to: shift.endsAt }),
    breaks: rest === null ? [] : [{ ...inSeconds(rest), seconds: rest.minutes * 60 }],
    skills: shift.skills,
    maxStops: shift.mostStops,
    capacity: null,
    profile: shift.vehicle,
  };
}

/** @param behind number of stops of its team that stand before the problem's */
function routingStop(stop: StopRow, place: number, behind: number): RoutingStop {
  return {
    id: String(stop.id),
    place,
    serviceSeconds: stop.serviceMinutes * SECONDS_PER_MINUTE,
    windows: stop.window === null ? [] : [inSeconds(stop.window)],
    priority: PLAIN_PRIORITY,
    demand: 0,
    skills: stop.skills,
    locks: {
      teamId: stop.lockShiftId === null ? null : String(stop.lockShiftId),
      time: stop.lockTime === null ? null : inSeconds(stop.lockTime),
      position: stop.lockPosition === null ? null : Math.max(0, stop.lockPosition - behind),
    },
  };
}

function inSeconds({ from, to }: { from: number; to: number }) {
  return { from: from * SECONDS_PER_MINUTE, to: to * SECONDS_PER_MINUTE };
}

function ordersOf(shifts: readonly RouteShift[], stops: readonly StopRow[]): TeamOrder[] {
  return shifts.map((shift) => ({
    teamId: String(shift.id),
    stopIds: orderOf(stops, shift.id).map(({ id }) => String(id)),
  }));
}

function scopeOf(scope: OptimiseRoute['scope'] | undefined): RoutingScope {
  if (scope?.kind === 'team') return { kind: 'team', teamId: String(scope.shiftId) };
  return { kind: scope?.kind === 'share' ? 'fit_new' : (scope?.kind ?? 'everything') };
}

function shiftPlanOf(route: PlannedRoute): ShiftPlan {
  return {
    shiftId: Number(route.teamId),
    departure: route.departure,
    finish: route.finish,
    metres: route.metres,
    travelSeconds: route.travelSeconds,
    serviceSeconds: route.serviceSeconds,
    waitSeconds: route.waitSeconds,
    lateSeconds: route.lateSeconds,
    rests: route.breaks.map(({ afterStops, start, end }) => ({ afterStops, start, end })),
    problems: route.violations.map(problemFrom),
    stops: route.stops.map((stop) => ({
      stopId: Number(stop.stopId),
      arrival: stop.arrival,
      start: stop.start,
      departure: stop.departure,
      lateSeconds: stop.lateSeconds,
      legMetres: stop.legMetres,
      legSeconds: stop.legSeconds,
      problems: stop.violations.map(problemFrom),
    })),
  };
}

/** A method's finding as a code with parameters; the optimiser's team is a shift here. */
export function problemFrom({ code, ...parameters }: { code: string }): PlanProblem {
  const { teamId, ...rest } = parameters as Record<string, unknown>;
  return {
    code,
    parameters: teamId === undefined ? rest : { ...rest, shiftId: Number(teamId) },
  };
}

/** A method's reason and remedies as codes with parameters; numbers where the method has names. */
export function droppedFrom(stop: UnassignedStop): DroppedStop {
  return {
    stopId: Number(stop.stopId),
    reason: stop.reason,
    shiftId: stop.teamId === null ? null : Number(stop.teamId),
    position: stop.position,
    remedies: stop.remedies.map(({ kind, ...parameters }) => {
      const { teamId, stopId, ...rest } = parameters as Record<string, unknown>;
      return {
        code: kind,
        parameters: {
          ...rest,
          ...(teamId === undefined ? {} : { shiftId: Number(teamId) }),
          ...(stopId === undefined ? {} : { stopId: Number(stopId) }),
        },
      };
    }),
  };
}
