import { readCoordinates } from '#client/map/read-coordinates.ts';
import { clockOfMinutes, minutesOf } from '#client/i18n/clock-text.ts';
import type { Shift, Team, WriteTeam } from '#server/contract/team.ts';

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
type TeamValues = {
  name: string;
  memberIds: string[];
  skills: Team['skills'];
  templateName: string;
  vehicle: Shift['vehicle'];
  startsAt: string;
  endsAt: string;
  mostStops: number | null;
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
    mostStops: shift.mostStops,
    start: shift.start === null ? '' : `${shift.start[1]}, ${shift.start[0]}`,
  };
}

/** What is sent; null while something typed is no team. A break outside new hours is left out. */
export function bodyOf(values: TeamValues, team: Team | null): WriteTeam | null {
  const [startsAt, endsAt] = [minutesOf(values.startsAt), minutesOf(values.endsAt)];
  const place = values.start.trim() === '' ? { position: null } : readCoordinates(values.start);
  const { name, memberIds, skills } = values;
  if (name.trim().length < 2 || startsAt === null || endsAt === null || endsAt <= startsAt) {
    return null;
  }
  if ('problem' in place) return null;
  const [usual, ...others] = team?.templates ?? [];
  const { rest, end } = usual?.shift ?? USUAL;
  const restFits = rest !== null && rest.from >= startsAt && rest.to <= endsAt;
  const shift: Shift = {
    vehicle: values.vehicle,
    startsAt,
    endsAt,
    rest: restFits ? rest : null,
    start: place.position,
    end,
    mostStops: values.mostStops,
  };
  return {
    name: name.trim(),
    memberIds,
    skills,
    templates: [
      { name: values.templateName, shift },
      ...others.map((other) => ({ name: other.name, shift: other.shift })),
    ],
    version: team?.version ?? 0,
  };
}
