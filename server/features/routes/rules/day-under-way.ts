import type { LonLat } from '#server/contract/geo.ts';
import type { StopResult } from '#server/contract/route-result.ts';
import type { RouteShift, ShiftPlan } from '#server/contract/route.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { Publication } from '#server/features/routes/publication-queries.ts';
import type { StopRow } from '#server/features/routes/stop-queries.ts';

import { orderOf } from './arrangement.ts';
import { secondsOf } from './live-day.ts';
import { matchesShift } from './publication.ts';

const SECONDS_PER_MINUTE = 60;

/** State of a published route on its own day: what remains is planned from here. */
export type DayUnderWay = {
  /** Seconds from midnight, at a whole minute. */
  now: number;
  /** The stop of the latest result of each team that has one. */
  lastPlaces: readonly { shiftId: number; place: LonLat }[];
  publication: Publication;
};

/** The day of a route as far as it has gone. A stop that has a result counts for the team that was given it. */
export function dayUnderWay(given: {
  onDate: IsoDate;
  now: IsoInstant;
  publication: Publication;
  stops: readonly StopRow[];
  results: readonly StopResult[];
}): DayUnderWay {
  const byId = new Map(given.stops.map((stop) => [stop.id, stop] as const));
  const lastPlaces = new Map<number, LonLat>();
  for (const { stopId } of given.results.toSorted((a, b) =>
    a.finishedAt < b.finishedAt ? -1 : 1,
  )) {
    const stop = byId.get(stopId);
    if (stop !== undefined && stop.shiftId !== null) lastPlaces.set(stop.shiftId, stop.place);
  }
  const seconds = secondsOf(given.onDate, given.now);
  const now = Math.ceil(seconds / SECONDS_PER_MINUTE) * SECONDS_PER_MINUTE;
  return {
    now,
    lastPlaces: [...lastPlaces].map(([shiftId, place]) => ({ shiftId, place })),
    publication: given.publication,
  };
}

/** The rest of a team's day: from the place of its latest result, from now, with the stops that it may still take. */
export function restOfShift(
  shift: RouteShift,
  stops: readonly StopRow[],
  { now, lastPlaces }: DayUnderWay,
): RouteShift {
  const behind = behindOf(stops, shift.id).length;
  return {
    ...shift,
    start: lastPlaces.find(({ shiftId }) => shiftId === shift.id)?.place ?? shift.start,
    startsAt: Math.max(shift.startsAt, now / SECONDS_PER_MINUTE),
    mostStops: shift.mostStops === null ? null : Math.max(0, shift.mostStops - behind),
  };
}

/** The stops of a team that are no longer planned, in their order: they stand before the rest and stay there. */
export function behindOf(stops: readonly StopRow[], shiftId: number | null): StopRow[] {
  return (orderOf(stops, shiftId) as StopRow[]).filter(({ state }) => state !== 'planned');
}

/**
 * A team's whole day: the published plan where its order is as published, otherwise what is behind it with the published
 * times, followed by the plan of the rest.
 */
export function wholeDay(
  shift: RouteShift,
  rest: ShiftPlan,
  stops: readonly StopRow[],
  { now, publication }: DayUnderWay,
): ShiftPlan {
  const told = publication.shifts.find(({ shiftId }) => shiftId === shift.id)?.plan;
  if (told !== undefined && matchesShift({ shift, stops }, publication)) return told;
  const behind = behindOf(stops, shift.id);
  if (behind.length === 0) return rest;
  const heads = behind.map((stop) => headOf(stop, told));
  const sum = (of: (head: ShiftPlan['stops'][number]) => number) =>
    heads.reduce((all, head) => all + of(head), 0);
  const taken = (told?.rests ?? []).filter(
    ({ afterStops, end }) => afterStops <= heads.length && end <= now,
  );
  return {
    ...rest,
    departure: told?.departure ?? heads[0]?.start ?? rest.departure,
    finish: rest.stops.length === 0 ? (told?.finish ?? rest.finish) : rest.finish,
    metres: rest.metres + sum(({ legMetres }) => legMetres),
    travelSeconds: rest.travelSeconds + sum(({ legSeconds }) => legSeconds),
    serviceSeconds: rest.serviceSeconds + sum(({ start, departure }) => departure - start),
    rests: [
      ...taken,
      ...rest.rests.map((one) => ({ ...one, afterStops: one.afterStops + heads.length })),
    ],
    stops: [...heads, ...rest.stops],
  };
}

/** A stop behind the team as it was published; one that the team added has the time of its service alone. */
function headOf(stop: StopRow, told: ShiftPlan | undefined): ShiftPlan['stops'][number] {
  const known = told?.stops.find(({ stopId }) => stopId === stop.id);
  if (known !== undefined) return { ...known, problems: [] };
  const start = stop.plannedStart ?? told?.departure ?? 0;
  return {
    stopId: stop.id,
    arrival: start,
    start,
    departure: start + stop.serviceMinutes * SECONDS_PER_MINUTE,
    lateSeconds: 0,
    legMetres: 0,
    legSeconds: 0,
    problems: [],
  };
}
