import { isSame } from '#client/forms/draft-fields.ts';
import { clockOfMinutes, minutesOf } from '#client/i18n/clock-text.ts';
import type { LonLat } from '#server/contract/geo.ts';
import type { RouteOperation } from '#server/contract/route-edit.ts';
import type { RouteShift } from '#server/contract/route.ts';
import { isShiftPossible, Shift } from '#server/contract/team.ts';

/** The day of a team as it is typed; times such as `08:05`. */
export type DayValues = {
  absent: boolean;
  from: string;
  to: string;
  rests: boolean;
  restFrom: string;
  restTo: string;
  restMinutes: number | string;
  start: LonLat | null;
  end: LonLat | null;
};

/** Break that is offered to a team which has none. */
const USUAL_REST = { from: 690, to: 780, minutes: 60 };

export function dayValues({ absent, startsAt, endsAt, rest, start, end }: RouteShift): DayValues {
  const { from, to, minutes } = rest ?? USUAL_REST;
  return {
    absent,
    from: clockOfMinutes(startsAt),
    to: clockOfMinutes(endsAt),
    rests: rest !== null,
    restFrom: clockOfMinutes(from),
    restTo: clockOfMinutes(to),
    restMinutes: minutes,
    start,
    end,
  };
}

/**
 * The edits that make the day of a team as typed: only of what is not as it was when it was opened. `wrong`: the hours do
 * not run forward, or the break does not lie within them.
 * @param now the day as it is by now; null where the team was taken off meanwhile and is put back
 */
export function dayOperations(
  shift: RouteShift,
  values: DayValues,
  now: RouteShift | null = shift,
): { operations: RouteOperation[]; wrong: 'hours' | 'rest' | null } {
  const refused = (wrong: 'hours' | 'rest') => ({ operations: [], wrong });
  const [startsAt, endsAt] = [minutesOf(values.from), minutesOf(values.to)];
  if (startsAt === null || endsAt === null || startsAt >= endsAt) return refused('hours');
  const { start, end } = values;
  const rest = values.rests ? restOf(values) : null;
  if (rest === undefined) return refused('rest');
  const opened = Shift.parse(shift);
  const typed = { startsAt, endsAt, rest, start, end };
  const names = ['startsAt', 'endsAt', 'rest', 'start', 'end'] as const;
  const changed = names.filter((name) => !isSame(typed[name], opened[name]));
  const own = Object.fromEntries(changed.map((name) => [name, typed[name]]));
  const day = { ...Shift.parse(now ?? shift), ...own };
  if (!isShiftPossible(day)) return refused('rest');
  const { id: shiftId, teamId, absent } = shift;
  const stays = now === null ? false : absent;
  return {
    operations: [
      ...(now === null ? [{ kind: 'add_team' as const, teamId, shift: day }] : []),
      ...(now !== null && changed.length > 0
        ? [{ kind: 'shift' as const, shiftId, shift: day }]
        : []),
      ...(values.absent === stays
        ? []
        : [{ kind: 'absence' as const, shiftId, absent: values.absent }]),
    ],
    wrong: null,
  };
}

/** Undefined where something of the break is missing or no time. */
function restOf({ restFrom, restTo, restMinutes }: DayValues): Shift['rest'] | undefined {
  const rest = { from: minutesOf(restFrom), to: minutesOf(restTo), minutes: Number(restMinutes) };
  return Shift.shape.rest.safeParse(rest).data;
}
