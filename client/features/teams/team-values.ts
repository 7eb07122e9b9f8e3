import { clockOfMinutes, minutesOf } from '#client/i18n/clock-text.ts';
import { positionIn } from '#client/map/read-coordinates.ts';
import { restWithin, type Shift, type Team, type WriteTeam } from '#server/contract/team.ts';

const USUAL: Shift = {
  vehicle: 'motorbike',
  startsAt: 480,
  endsAt: 1_020,
  rest: { from: 690, to: 780, minutes: 60 },
  start: null,
  end: null,
  mostStops: null,
};

/** A team as it is typed. */
export type TeamValues = {
  name: string;
  memberIds: string[];
  skills: Team['skills'];
  templateName: string;
  vehicle: Shift['vehicle'];
  startsAt: string;
  endsAt: string;
  mostStops: number | '';
  start: string;
};

export function valuesOf(team: Team | null, usualName: string): TeamValues {
  const usual = team?.templates[0];
  const shift = usual?.shift ?? USUAL;
  return {
    name: team?.name ?? '',
    memberIds: team?.members.map(({ accountId }) => accountId) ?? [],
    skills: team?.skills ?? [],
    templateName: usual?.name ?? usualName,
    vehicle: shift.vehicle,
    startsAt: clockOfMinutes(shift.startsAt),
    endsAt: clockOfMinutes(shift.endsAt),
    mostStops: shift.mostStops ?? '',
    start: shift.start === null ? '' : `${shift.start[1]}, ${shift.start[0]}`,
  };
}

/** Tests for a start that is typed and no place. */
export function isNoPlace(start: string): boolean {
  return start.trim() !== '' && positionIn(start) === null;
}

/** The team as the contract takes it. A break outside new hours is left out. */
export function bodyOf(
  values: TeamValues,
  team: Team | null,
): { [Name in keyof WriteTeam]: unknown } {
  const [startsAt, endsAt] = [minutesOf(values.startsAt), minutesOf(values.endsAt)];
  const [usual, ...others] = team?.templates ?? [];
  const { rest, end } = usual?.shift ?? USUAL;
  const shift = {
    vehicle: values.vehicle,
    startsAt,
    endsAt,
    rest: restWithin({ startsAt, endsAt }, rest),
    start: positionIn(values.start),
    end,
    mostStops: values.mostStops === '' ? null : values.mostStops,
  };
  const { name, memberIds, skills } = values;
  return {
    name,
    memberIds,
    skills,
    templates: [
      { name: values.templateName, shift },
      ...others.map((other) => ({ name: other.name, shift: other.shift })),
    ],
    version: team?.version ?? 0,
  };
}
