import type { RouteShift } from '#server/contract/route.ts';
import { Shift } from '#server/contract/team.ts';

import { type Arrangement, orderOf, renumbered } from './arrangement.ts';

/** A team's day on the route, as an edit leaves it. */
export type EditedShift = Shift & { id: number; absent?: boolean; removed?: boolean };

/** Both sides of the days that one edit changed. */
export type ShiftChanges = {
  shiftsBefore: readonly EditedShift[];
  shiftsAfter: readonly EditedShift[];
};

/** The days that differ between two states of one route. */
export function shiftDifferences(
  before: readonly EditedShift[],
  after: readonly EditedShift[],
): ShiftChanges {
  const changed = after.filter((shift) => !isUnchanged(shift, before));
  return {
    // A team that was not there yet is taken off again when its addition is undone.
    shiftsBefore: changed.map((shift) =>
      kept(before.find(({ id }) => id === shift.id) ?? takenOff(shift)),
    ),
    shiftsAfter: changed.map(kept),
  };
}

/**
 * The days to give back so that they are as before an edit, or as after it. Null when one of them has been
 * changed again since: what others did later is not undone along with it.
 */
export function restoredShifts(
  now: readonly EditedShift[],
  { shiftsBefore, shiftsAfter }: ShiftChanges,
  side: 'before' | 'after',
): readonly EditedShift[] | null {
  const [target, other] =
    side === 'before' ? [shiftsBefore, shiftsAfter] : [shiftsAfter, shiftsBefore];
  return other.every((shift) => isUnchanged(shift, now)) ? target : null;
}

function isUnchanged(shift: EditedShift, among: readonly EditedShift[]): boolean {
  const other = among.find(({ id }) => id === shift.id);
  return other !== undefined && contentOf(other) === contentOf(shift);
}

function kept({ id, absent, removed, ...shift }: EditedShift): EditedShift {
  return {
    id,
    ...Shift.parse(shift),
    ...(absent === true && { absent }),
    ...(removed === true && { removed }),
  };
}

/** A team that comes no more: what is taken off is absent, too. */
export function takenOff<S extends EditedShift>(shift: S): S {
  return { ...shift, absent: true, removed: true };
}

/** The teams of a route; one that was taken off only while a stop stands with it, as one that it had looked at. */
export function teamsOn(shifts: readonly RouteShift[], stops: Arrangement): RouteShift[] {
  const busy = new Set(stops.flatMap(({ removed, shiftId }) => (removed ? [] : [shiftId])));
  return shifts.filter(({ id, removed }) => !removed || busy.has(id));
}

/** In one fixed order: a database keeps the fields in another. */
function contentOf(shift: EditedShift): string {
  const { vehicle, startsAt, endsAt, rest, start, end, mostStops } = shift;
  const { absent = false, removed = false } = shift;
  const pause = rest === null ? null : [rest.from, rest.to, rest.minutes];
  return JSON.stringify([vehicle, startsAt, endsAt, pause, start, end, mostStops, absent, removed]);
}

/** Takes the stops that are still open from a team, with the locks that held them there; the rest stay as they are. */
export function withoutTeam(stops: Arrangement, shiftId: number): Arrangement {
  const behind = orderOf(stops, null).length;
  return renumbered(
    stops.map((stop) => {
      if (stop.shiftId !== shiftId || stop.state !== 'planned') return stop;
      const position = behind + stop.position;
      return { ...stop, shiftId: null, position, lockShiftId: null, lockPosition: null };
    }),
  );
}
