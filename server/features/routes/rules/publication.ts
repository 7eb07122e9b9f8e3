import type { RouteChange, ShiftChanges } from '#server/contract/route-publication.ts';
import type { RouteShift, ShiftPlan } from '#server/contract/route.ts';
import type { Publication, PublishedStop } from '#server/features/routes/publication-queries.ts';
import type { StopRow } from '#server/features/routes/stop-queries.ts';

/** A start that moves by fewer seconds is no change for a team. */
const TOLD_FROM_SECONDS = 60;

/**
 * Gives the stops in the state that the street works by: team, order and limits of the publication replace those of the
 * draft, and stops that a team added on its way are included. Unpublished stops of the draft are left out.
 */
export function asPublished(stops: readonly StopRow[], publication: Publication): StopRow[] {
  const given = new Map(publication.stops.map((stop) => [stop.stopId, stop] as const));
  return stops
    .flatMap((stop) => {
      const published = given.get(stop.id);
      if (published === undefined) return stop.unplanned && !stop.removed ? stop : [];
      const { stopId: _stopId, plannedStart, ...rest } = published;
      return {
        ...stop,
        ...rest,
        plannedStart: stop.unplanned ? null : plannedStart,
        plannedShiftId: published.shiftId,
        removed: false,
      };
    })
    .toSorted(
      (a, b) => (a.shiftId ?? 0) - (b.shiftId ?? 0) || a.position - b.position || a.id - b.id,
    );
}

/** Adds to the published stops those with a result that a later publication took away: what was found there counts. */
export function withChecked(published: StopRow[], stops: readonly StopRow[]): StopRow[] {
  const given = new Set(published.map(({ id }) => id));
  const checked = stops.filter(
    ({ id, state }) => !given.has(id) && (state === 'done' || state === 'could_not_check'),
  );
  return [...published, ...checked.map((stop) => ({ ...stop, removed: false }))];
}

/** Gives the teams' days as published; skills, names and the actual ends of the day are the present ones. */
export function shiftsAsPublished(
  shifts: readonly RouteShift[],
  publication: Publication,
): RouteShift[] {
  return shifts.flatMap((shift) => {
    const published = publication.shifts.find(({ shiftId }) => shiftId === shift.id);
    return published === undefined
      ? []
      : { ...shift, ...published.shift, absent: false, removed: false };
  });
}

/** Gives the stops of an arrangement with their planned starts, in the form that a publication stores. */
export function stopsToPublish(
  stops: readonly StopRow[],
  plans: readonly ShiftPlan[],
): PublishedStop[] {
  const byId = new Map(stops.map((stop) => [stop.id, stop] as const));
  return plans.flatMap(({ shiftId, stops: planned }) =>
    planned.flatMap(({ stopId, start }, position) => {
      const stop = byId.get(stopId);
      if (stop === undefined) return [];
      // A stop with a result keeps its published time.
      const kept = stop.state === 'planned' ? null : stop.plannedStart;
      return {
        stopId,
        shiftId,
        position,
        plannedStart: kept ?? Math.round(start),
        serviceMinutes: stop.serviceMinutes,
        window: stop.window,
        lockTime: stop.lockTime,
      };
    }),
  );
}

/** Tests whether the draft has no difference from the publication that a team would see. */
export function matchesPublication(
  { shifts, stops }: { shifts: readonly RouteShift[]; stops: readonly StopRow[] },
  publication: Publication,
): boolean {
  return (
    shifts.length === publication.shifts.length &&
    shifts.every((shift) => matchesShift({ shift, stops }, publication))
  );
}

/** Tests whether the draft of one team has no difference from the publication that it would see. */
export function matchesShift(
  { shift, stops }: { shift: RouteShift; stops: readonly StopRow[] },
  publication: Publication,
): boolean {
  const known = new Set(publication.stops.map(({ stopId }) => stopId));
  const order = (all: readonly Limited[]) =>
    all
      .filter(({ shiftId }) => shiftId === shift.id)
      .map(limitsOf)
      .join();
  const draft = stops
    .filter((stop) => !stop.removed && (!stop.unplanned || known.has(stop.id)))
    .toSorted((a, b) => a.position - b.position || a.id - b.id)
    .map((stop) => ({ ...stop, stopId: stop.id }));
  const published = publication.shifts.find(({ shiftId }) => shiftId === shift.id);
  if (published === undefined) return false;
  return dayOf(published.shift) === dayOf(shift) && order(draft) === order(publication.stops);
}

type Limited = Pick<PublishedStop, 'stopId' | 'serviceMinutes' | 'window' | 'lockTime'> & {
  shiftId: number | null;
};

function limitsOf({ stopId, serviceMinutes, window, lockTime }: Limited): string {
  const ends = [window?.from, window?.to, lockTime?.from, lockTime?.to];
  return [stopId, serviceMinutes, ...ends].join('/');
}

/** Writes a team's day as text with its fields in one order, for comparison. */
function dayOf({ vehicle, startsAt, endsAt, rest, start, end, mostStops }: RouteShiftDay): string {
  const pause = rest === null ? null : [rest.from, rest.to, rest.minutes];
  return JSON.stringify([vehicle, startsAt, endsAt, pause, start, end, mostStops]);
}

type RouteShiftDay = Publication['shifts'][number]['shift'];

/** One state of a route: the teams' days, and their stops with starts. */
export type RouteStanding = Pick<Publication, 'stops'> & {
  shifts: readonly Pick<Publication['shifts'][number], 'shiftId' | 'shift'>[];
};

/**
 * Lists the differences between two states of a route, team by team; teams without any are left out.
 * @param places code and name of each stop that the reader may see
 */
export function changesBetween(
  before: RouteStanding,
  after: RouteStanding,
  places: ReadonlyMap<number, { code: string | null; name: string }>,
): ShiftChanges[] {
  const shiftIds = new Set([...before.shifts, ...after.shifts].map(({ shiftId }) => shiftId));
  return [...shiftIds].flatMap((shiftId) => {
    const changes = changesOfShift(before, after, shiftId).map((change) => ({
      ...change,
      code: places.get(change.stopId ?? 0)?.code ?? null,
      name: places.get(change.stopId ?? 0)?.name ?? null,
    }));
    return changes.length === 0 ? [] : { shiftId, changes };
  });
}

type Difference = Omit<RouteChange, 'code' | 'name'>;

function changesOfShift(before: RouteStanding, after: RouteStanding, shiftId: number) {
  const was = before.stops.filter((stop) => stop.shiftId === shiftId);
  const is = after.stops.filter((stop) => stop.shiftId === shiftId);
  const earlier = new Map(was.map((stop) => [stop.stopId, stop] as const));
  const later = new Set(is.map(({ stopId }) => stopId));
  const [dayBefore, dayAfter] = [before, after].map(
    ({ shifts }) => shifts.find((one) => one.shiftId === shiftId)?.shift,
  );
  const changes: Difference[] = [];
  const kind = dayChange(dayBefore, dayAfter);
  if (kind !== null) changes.push({ kind, stopId: null, startBefore: null, startAfter: null });
  for (const stop of is) {
    const change = changeOf(earlier.get(stop.stopId), stop);
    if (change !== null) changes.push(change);
  }
  for (const { stopId, plannedStart } of was.filter((stop) => !later.has(stop.stopId))) {
    changes.push({ kind: 'removed', stopId, startBefore: plannedStart, startAfter: null });
  }
  return changes;
}

function dayChange(before?: RouteShiftDay, after?: RouteShiftDay): Difference['kind'] | null {
  if (before === undefined) return after === undefined ? null : 'team_added';
  if (after === undefined) return 'team_removed';
  return dayOf(before) === dayOf(after) ? null : 'shift';
}

function changeOf(before: PublishedStop | undefined, after: PublishedStop): Difference | null {
  const { stopId, plannedStart: startAfter } = after;
  if (before === undefined) return { kind: 'added', stopId, startBefore: null, startAfter };
  const { plannedStart: startBefore } = before;
  if (Math.abs(startAfter - startBefore) >= TOLD_FROM_SECONDS) {
    return { kind: 'retimed', stopId, startBefore, startAfter };
  }
  if (limitsOf(before) === limitsOf(after)) return null;
  return { kind: 'described', stopId, startBefore, startAfter };
}
