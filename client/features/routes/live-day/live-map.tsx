import { IconCheck } from '@tabler/icons-react';
import { Marker } from '@vis.gl/react-maplibre';

import { letterAt, useTeamLooks } from '#client/features/routes/team-look.ts';
import { useText } from '#client/i18n/use-text.ts';
import { boundsAround } from '#client/map/camera.ts';
import { CityMap } from '#client/map/city-map.tsx';
import type { LiveRoute, LiveStop, LiveTeam } from '#server/contract/live-day.ts';

import classes from './live-day.module.css';
import { placesBefore } from './live-places.ts';

const MARGIN_DEGREES = 0.01;

/** The stops of the day by team, and where each team had its latest result; nothing else of the teams is known. */
export default function LiveMap({ routes }: { routes: readonly LiveRoute[] }) {
  const { live } = useText().routes;
  const firstPlaces = placesBefore(routes);
  const teams = routes.flatMap((route, number) =>
    route.teams.map((team, at) => ({ team, place: (firstPlaces[number] ?? 0) + at })),
  );
  const places = teams.flatMap(({ team }) => team.stops.map(({ place }) => place));
  return (
    <CityMap
      home={places.length > 0 ? boundsAround(places, MARGIN_DEGREES) : 'city'}
      marginDegrees={MARGIN_DEGREES}
      label={live.map}
      inPage
    >
      {teams.map(({ team, place }) => (
        <TeamMarks key={team.shiftId} team={team} place={place} />
      ))}
    </CityMap>
  );
}

function TeamMarks({ team, place }: { team: LiveTeam; place: number }) {
  const { live } = useText().routes;
  const { colour } = useTeamLooks()(place);
  const letter = letterAt(place);
  const last = team.stops.find(({ id }) => id === team.last?.stopId);
  return (
    <>
      {team.stops
        .filter(({ id }) => id !== last?.id)
        .map((stop) => (
          <Marker key={stop.id} longitude={stop.place[0]} latitude={stop.place[1]}>
            <StopMark
              stop={stop}
              words={`${letter}${stop.position + 1}`}
              colour={colour}
              next={stop.id === team.nextStopId}
            />
          </Marker>
        ))}
      {last !== undefined && (
        <Marker longitude={last.place[0]} latitude={last.place[1]}>
          <span
            className={classes.last}
            title={live.lastMark({ team: team.teamName, place: last.code ?? last.name })}
            style={{ background: colour, outlineColor: colour }}
          >
            {letter}
          </span>
        </Marker>
      )}
    </>
  );
}

/** A stop ahead by its number in the team's colour; with its result it is a small outlined sign. */
function StopMark({
  stop,
  words,
  colour,
  next,
}: {
  stop: LiveStop;
  words: string;
  colour: string;
  next: boolean;
}) {
  const done = stop.state !== 'planned';
  return (
    <span
      className={classes.mark}
      data-done={done}
      data-next={next}
      title={[stop.code, stop.name].filter((part) => part !== null).join(' ')}
      style={done ? { color: colour, borderColor: colour } : { background: colour }}
    >
      {done ? <IconCheck size={12} stroke={3} aria-label={words} /> : words}
    </span>
  );
}
