import { stopsOf } from '#client/features/routes/orders.ts';
import type { RouteOperation } from '#server/contract/route-edit.ts';
import type { RouteDetail, Stop } from '#server/contract/route.ts';

const SECONDS_PER_MINUTE = 60;
export const LOCKS = ['team', 'position', 'time'] as const;
export type Lock = (typeof LOCKS)[number];

/** The stops that can be chosen, as they stand in the list: team after team, then those in none. A result holds a stop. */
export function choosable(route: RouteDetail): Stop[] {
  return [...route.shifts.map(({ id }) => id), null]
    .flatMap((shiftId) => stopsOf(route, shiftId))
    .filter(({ state }) => state === 'planned');
}

/** Ids of the stops from one to another in the list, both among them; the second alone where the first is not there. */
export function rangeBetween(
  stops: readonly Stop[],
  from: number | null,
  to: number,
): readonly number[] {
  const [start, end] = [from, to].map((id) => stops.findIndex((stop) => stop.id === id));
  if (start === undefined || end === undefined || start === -1 || end === -1) return [to];
  return stops.slice(Math.min(start, end), Math.max(start, end) + 1).map(({ id }) => id);
}

/** Moves to the end of a team's order (null: out of all), in the order in which they stand; none that is there already. */
export function movesTo(stops: readonly Stop[], shiftId: number | null): RouteOperation[] {
  return stops
    .filter((stop) => stop.shiftId !== shiftId)
    .map(({ id }) => ({ kind: 'move', stopId: id, shiftId, before: null }));
}

/** Locks of one kind as the stops stand now. A stop in no team has nothing to be locked to; one without a time no time. */
export function locksAsPlanned(
  { plan }: RouteDetail,
  stops: readonly Stop[],
  lock: Lock,
): RouteOperation[] {
  const starts = new Map(
    plan.shifts.flatMap((shift) => shift.stops.map(({ stopId, start }) => [stopId, start])),
  );
  return stops.flatMap(({ id, shiftId }): RouteOperation[] => {
    const start = starts.get(id);
    if (shiftId === null) return [];
    if (lock !== 'time') return [{ kind: 'lock', stopId: id, [lock]: true }];
    if (start === undefined) return [];
    const minute = Math.round(start / SECONDS_PER_MINUTE);
    return [{ kind: 'lock', stopId: id, time: { from: minute, to: minute } }];
  });
}

/** Releases every lock of those stops that have one. */
export function releases(stops: readonly Stop[]): RouteOperation[] {
  return stops
    .filter(
      ({ lockShiftId, lockPosition, lockTime }) =>
        lockShiftId !== null || lockPosition !== null || lockTime !== null,
    )
    .map(({ id }) => ({ kind: 'lock', stopId: id, team: false, position: false, time: null }));
}
