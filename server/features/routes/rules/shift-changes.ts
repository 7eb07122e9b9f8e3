import { Shift } from '#server/contract/team.ts';

import { type Arrangement, orderOf, renumbered } from './arrangement.ts';

/** A team's day on the route, as an edit leaves it. */
export type EditedShift = Shift & { id: number; absent?: boolean };

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
  const ids = new Set(changed.map(({ id }) => id));
  return {
    shiftsBefore: before.filter(({ id }) => ids.has(id)).map(kept),
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

function kept({ id, absent, ...shift }: EditedShift): EditedShift {
  return { id, ...Shift.parse(shift), ...(absent === true && { absent }) };
}

/** In one fixed order: a database keeps the fields in another. */
function contentOf(shift: EditedShift): string {
  const { vehicle, startsAt, endsAt, rest, start, end, mostStops, absent = false } = shift;
  const pause = rest === null ? null : [rest.from, rest.to, rest.minutes];
  return JSON.stringify([vehicle, startsAt, endsAt, pause, start, end, mostStops, absent]);
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
