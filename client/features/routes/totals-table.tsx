import { Box } from '@mantine/core';

import { clockOf } from '#client/i18n/clock-text.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import type { RouteDetail } from '#server/contract/route.ts';

import { placeOfTeam, stopsOf, teamLetter } from './orders.ts';
import { TeamLetter } from './team-letter.tsx';
import classes from './totals-table.module.css';

const SECONDS_PER_MINUTE = 60;

/** The days of the teams side by side, and all of them together. */
export function TotalsTable({ route }: { route: RouteDetail }) {
  const { totals } = useText().routes;
  const heads = useTotalsHeads();
  const teams = teamTotals(route);
  return (
    <Box className={classes.totals} miw={0}>
      <DataTable label={totals.title} head={[totals.team, ...heads]}>
        {teams.map((team) => (
          <tr key={team.shiftId}>
            <TeamName route={route} shiftId={team.shiftId} />
            <Figures figures={team} day={team} />
          </tr>
        ))}
        {teams.length > 1 && (
          <tr className={classes.all}>
            <th scope="row">{totals.all}</th>
            <Figures figures={sumOf(teams)} day={null} />
          </tr>
        )}
      </DataTable>
    </Box>
  );
}

/** The day of one team, as it stands on its sheet of paper. */
export function SheetTotals({ route, shiftId }: { route: RouteDetail; shiftId: number }) {
  const { totals } = useText().routes;
  const heads = useTotalsHeads();
  const team = teamTotals(route).find((one) => one.shiftId === shiftId);
  if (team === undefined || team.stops === 0) return null;
  return (
    <table className={classes.paper} aria-label={totals.title}>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          <Figures figures={team} day={team} />
        </tr>
      </tbody>
    </table>
  );
}

function useTotalsHeads(): string[] {
  const { totals } = useText().routes;
  const { stops, distance, travel, service, wait, finish, late } = totals;
  return [stops, distance, travel, service, wait, finish, late];
}

function TeamName({ route, shiftId }: { route: RouteDetail; shiftId: number }) {
  const letter = teamLetter(route, shiftId);
  return (
    <th scope="row">
      {letter !== '' && <TeamLetter letter={letter} place={placeOfTeam(route, shiftId)} />}{' '}
      {route.shifts.find(({ id }) => id === shiftId)?.teamName}
    </th>
  );
}

/** The cells of one row; all teams together have no common end. */
function Figures({ figures, day }: { figures: Totals; day: TeamTotals | null }) {
  const format = useFormat();
  const over = day !== null && day.finish !== null && day.finish > day.endsAt;
  return (
    <>
      <td>{format.number(figures.stops, 0)}</td>
      <td>{format.distance(figures.metres)}</td>
      <td>{format.number(figures.travel, 0)}</td>
      <td>{format.number(figures.service, 0)}</td>
      <td>{format.number(figures.wait, 0)}</td>
      <td className={over ? classes.broken : undefined}>
        {day !== null &&
          `${day.finish === null ? '–' : clockOf(day.finish)}/${clockOf(day.endsAt)}`}
      </td>
      <td className={figures.late > 0 ? classes.broken : undefined}>
        {format.number(figures.late, 0)}
      </td>
    </>
  );
}

/** Figures of a team's day, or of all teams together. Metres; minutes, rounded. */
type Totals = {
  stops: number;
  metres: number;
  travel: number;
  service: number;
  wait: number;
  late: number;
};

/** Times in seconds from midnight; null where the team has no stop. */
type TeamTotals = Totals & { shiftId: number; finish: number | null; endsAt: number };

/** Figures of every team, in the order of the teams; all nothing for a team without stops. */
export function teamTotals(route: Pick<RouteDetail, 'shifts' | 'stops' | 'plan'>): TeamTotals[] {
  const minutes = (seconds = 0) => Math.round(seconds / SECONDS_PER_MINUTE);
  return route.shifts.map(({ id, endsAt }) => {
    const stops = stopsOf(route, id).length;
    const planned = route.plan.shifts.find(({ shiftId }) => shiftId === id);
    const plan = stops === 0 ? undefined : planned;
    return {
      shiftId: id,
      stops,
      metres: plan?.metres ?? 0,
      travel: minutes(plan?.travelSeconds),
      service: minutes(plan?.serviceSeconds),
      wait: minutes(plan?.waitSeconds),
      late: minutes(plan?.lateSeconds),
      finish: plan?.finish ?? null,
      endsAt: endsAt * SECONDS_PER_MINUTE,
    };
  });
}

/** Adds the figures of some teams. */
export function sumOf(teams: readonly Totals[]): Totals {
  const sum = (figure: keyof Totals) => teams.reduce((all, team) => all + team[figure], 0);
  return {
    stops: sum('stops'),
    metres: sum('metres'),
    travel: sum('travel'),
    service: sum('service'),
    wait: sum('wait'),
    late: sum('late'),
  };
}
