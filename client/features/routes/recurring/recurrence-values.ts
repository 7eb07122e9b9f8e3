import { clockOfMinutes, minutesOf } from '#client/i18n/clock-text.ts';
import type { CandidateKind, CandidateWeights } from '#server/contract/candidate.ts';
import type { InspectionKind } from '#server/contract/inspection.ts';
import type { Recurrence, WriteRecurrence } from '#server/contract/route-recurrence.ts';
import { restWithin, type Shift, type Team } from '#server/contract/team.ts';
import type { IsoDate } from '#server/contract/time.ts';

const USUAL_STOPS = 12;
const USUAL_DAYS_AHEAD = 7;

/** Hours of a team as they are typed, `08:00`. */
type Hours = { startsAt: string; endsAt: string };

/** A recurrence as it is typed. */
export type RecurrenceValues = {
  title: string;
  kind: InspectionKind;
  unannounced: boolean;
  /** Days of the week, `1` is Monday. */
  weekdays: string[];
  fromOn: IsoDate;
  toOn: IsoDate | null;
  daysAhead: number | '';
  /** Numbers of the chosen teams. */
  shifts: string[];
  /** Hours of every team that can be chosen, by its number. */
  hours: Record<string, Hours>;
  stops: number | '';
  only: CandidateKind | 'all';
  communes: string[];
  /** Percent; empty: as the setting asks. */
  randomShare: number | '';
  ownWeights: boolean;
  weights: Partial<CandidateWeights>;
};

/** The days of the teams that can be chosen: as the recurrence has them, else the usual one of the team. */
export function shiftsByTeam(
  recurrence: Recurrence | null,
  teams: readonly Team[],
): Map<number, Shift> {
  const usual = teams.flatMap(({ id, templates: [first] }) =>
    first === undefined ? [] : [[id, first.shift] as const],
  );
  const kept = recurrence?.shifts.map(({ teamId, shift }) => [teamId, shift] as const) ?? [];
  const known = new Set(teams.map(({ id }) => id));
  return new Map([...usual, ...kept.filter(([id]) => known.has(id))]);
}

/** @param firstOn the first day of a new one */
export function valuesOf(
  recurrence: Recurrence | null,
  teams: readonly Team[],
  { firstOn, title }: { firstOn: IsoDate; title: string },
): RecurrenceValues {
  const shifts = shiftsByTeam(recurrence, teams);
  const hours = [...shifts].map(([id, { startsAt, endsAt }]) => [
    String(id),
    { startsAt: clockOfMinutes(startsAt), endsAt: clockOfMinutes(endsAt) },
  ]);
  const chosen = recurrence?.shifts.map(({ teamId }) => teamId) ?? [...shifts.keys()].slice(0, 1);
  return {
    title: recurrence?.title ?? title,
    kind: recurrence?.kind ?? 'regular',
    unannounced: recurrence?.unannounced ?? false,
    weekdays: (recurrence?.weekdays ?? []).map(String),
    fromOn: recurrence?.fromOn ?? firstOn,
    toOn: recurrence?.toOn ?? null,
    daysAhead: recurrence?.daysAhead ?? USUAL_DAYS_AHEAD,
    shifts: chosen.filter((id) => shifts.has(id)).map(String),
    hours: Object.fromEntries(hours) as Record<string, Hours>,
    stops: recurrence?.stops ?? USUAL_STOPS,
    only: recurrence?.only ?? 'all',
    communes: recurrence?.communes ?? [],
    randomShare:
      recurrence === null || recurrence.randomShare === null
        ? ''
        : Math.round(recurrence.randomShare * 1_000) / 10,
    ownWeights: recurrence !== null && recurrence.weights !== null,
    weights: recurrence?.weights ?? {},
  };
}

/** Names the chosen teams whose hours are no times, or do not run forward. */
export function teamsWithoutHours({ shifts, hours }: RecurrenceValues): string[] {
  return shifts.filter((id) => {
    const [startsAt, endsAt] = minutesOfHours(hours[id]);
    return startsAt === null || endsAt === null || endsAt <= startsAt;
  });
}

/** The recurrence as the contract takes it. A break outside the hours is left out. */
export function bodyOf(
  values: RecurrenceValues,
  {
    shifts,
    usual,
    version,
  }: {
    shifts: ReadonlyMap<number, Shift>;
    /** Weights of the terms that nobody has typed. */
    usual: CandidateWeights | null;
    version: number;
  },
): { [Name in keyof WriteRecurrence]: unknown } {
  const { hours: _hours, ownWeights, weights, randomShare, only, ...rest } = values;
  return {
    ...rest,
    unannounced: values.unannounced || values.kind === 'unannounced',
    weekdays: values.weekdays.map(Number).toSorted((a, b) => a - b),
    shifts: values.shifts.flatMap((id) => {
      const shift = shifts.get(Number(id));
      return shift === undefined
        ? []
        : [{ teamId: Number(id), shift: withHours(shift, values.hours[id]) }];
    }),
    only: only === 'all' ? null : only,
    randomShare: randomShare === '' ? null : randomShare / 100,
    weights: ownWeights ? { ...usual, ...weights } : null,
    version,
  };
}

function withHours(shift: Shift, hours: Hours | undefined) {
  const [startsAt, endsAt] = minutesOfHours(hours);
  return { ...shift, startsAt, endsAt, rest: restWithin({ startsAt, endsAt }, shift.rest) };
}

function minutesOfHours(hours: Hours | undefined): [number | null, number | null] {
  return [minutesOf(hours?.startsAt ?? ''), minutesOf(hours?.endsAt ?? '')];
}
