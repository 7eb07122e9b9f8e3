import { useQuery } from '@tanstack/react-query';
import { distance, pointToLineDistance } from '@turf/turf';
import { Marker, useMap, type MarkerDragEvent } from '@vis.gl/react-maplibre';
import type { Feature, LineString } from 'geojson';
import { useEffect, useRef, useState } from 'react';

import {
  placeOf,
  placeOfTeam,
  standsAt,
  type StopPlace,
  stopsOf,
  teamLetter,
} from '#client/features/routes/orders.ts';
import { waysQuery } from '#client/features/routes/queries.ts';
import { useTeamLooks } from '#client/features/routes/team-look.ts';
import { useText } from '#client/i18n/use-text.ts';
import { metresPerPixel } from '#client/map/metres-per-pixel.ts';
import type { LonLat } from '#server/contract/geo.ts';
import type { RouteDetail, Stop } from '#server/contract/route.ts';
import type { RouteLine } from '#server/contract/travel.ts';

import { DropVerdict } from './drop-verdict.tsx';
import classes from './route-map.module.css';

const MARK_REACH_PIXELS = 18;
const WAY_REACH_PIXELS = 24;
const METRES = { units: 'meters' } as const;

type Held = { stopId: number; at: LonLat; place: StopPlace | null };

/**
 * The stops by number. One that is dragged onto another takes that one's number, one dragged onto a way goes in
 * there; its place on earth stays what it is. In the list beside the map the same is done without a drag.
 */
export function StopMarks({
  route,
  onStop,
  onMove,
}: {
  route: RouteDetail;
  onStop: (id: number) => void;
  onMove: (id: number, place: StopPlace) => void;
}) {
  const { routes } = useText();
  const { current } = useMap();
  const ways = useQuery(waysQuery(route.id, route.version)).data;
  const [held, setHeld] = useState<Held | null>(null);
  // The mark may be let go before its last move is drawn.
  const last = useRef<StopPlace | null>(null);
  const drag = ({ id }: Stop, { lngLat }: MarkerDragEvent) => {
    const map = current?.getMap();
    if (map === undefined) return;
    const at: LonLat = [lngLat.lng, lngLat.lat];
    const legs = legsOf(route, ways?.items ?? []);
    const place = placeOnMap(at, { route, stopId: id, legs, metresPerPixel: metresPerPixel(map) });
    last.current = place;
    setHeld({ stopId: id, at, place });
  };
  const left = useDropOutside(held !== null);
  const drop = ({ id }: Stop) => {
    const place = left.current ? null : last.current;
    last.current = null;
    setHeld(null);
    if (place !== null && !standsAt(route, id, place)) onMove(id, place);
  };
  return (
    <>
      {route.stops.map((stop) => {
        const [longitude, latitude] = held?.stopId === stop.id ? held.at : stop.place;
        return (
          <Marker
            key={stop.id}
            longitude={longitude}
            latitude={latitude}
            draggable={route.mayPlan && stop.state === 'planned'}
            onDragStart={(event) => drag(stop, event)}
            onDrag={(event) => drag(stop, event)}
            onDragEnd={() => drop(stop)}
          >
            <StopMark
              route={route}
              stop={stop}
              held={held?.stopId === stop.id}
              onClick={() => onStop(stop.id)}
            />
          </Marker>
        );
      })}
      {held !== null && <DropVerdict route={route} drag={held} nowhere={routes.dropNowhere} />}
    </>
  );
}

/**
 * Ends a drag that is let go outside the map, where MapLibre does not hear of it; true for such an end, which moves
 * nothing.
 */
function useDropOutside(dragging: boolean) {
  const { current } = useMap();
  const left = useRef(false);
  useEffect(
    function endOutside() {
      const map = current?.getMap();
      if (!dragging || map === undefined) return undefined;
      left.current = false;
      const release = ({ target }: MouseEvent) => {
        if (target instanceof Node && map.getCanvasContainer().contains(target)) return;
        left.current = true;
        map.getCanvasContainer().dispatchEvent(new MouseEvent('mouseup'));
      };
      window.addEventListener('mouseup', release);
      return () => window.removeEventListener('mouseup', release);
    },
    [current, dragging],
  );
  return left;
}

/** The mark of a stop with its number. Every stop has its buttons in the list beside the map. */
function StopMark({
  route,
  stop,
  held,
  onClick,
}: {
  route: RouteDetail;
  stop: Stop;
  held: boolean;
  onClick: () => void;
}) {
  const { routes } = useText();
  const letter = teamLetter(route, stop.shiftId);
  const lookOf = useTeamLooks();
  const at = placeOfTeam(route, stop.shiftId);
  const shown = at === -1 ? '·' : `${letter}${stop.position + 1}`;
  return (
    <button
      type="button"
      className={classes.stop}
      data-mark={stop.id}
      data-loose={stop.shiftId === null}
      data-held={held}
      tabIndex={-1}
      style={at === -1 ? undefined : { background: lookOf(at).colour }}
      aria-label={`${shown}. ${routes.details({ name: stop.code ?? stop.name })}`}
      onClick={onClick}
    >
      {shown}
    </button>
  );
}

/** A leg of a team's route, with the stop before which one dropped on it is inserted. */
type Leg = StopPlace & { line: readonly LonLat[] };

/** The stretches of the teams' ways; each leads to the stop (or the end) that it stands before. */
export function legsOf(
  route: RouteDetail,
  ways: readonly { shiftId: number; way: RouteLine }[],
): Leg[] {
  return ways.flatMap(({ shiftId, way }) => {
    const order = stopsOf(route, shiftId);
    const shift = route.shifts.find(({ id }) => id === shiftId);
    // No stretch leads to the first stop of a day that begins there.
    const first = shift?.start == null ? 1 : 0;
    return way.legs.map(({ line }, at) => ({
      shiftId,
      before: order[at + first]?.id ?? null,
      line,
    }));
  });
}

/**
 * The place in the order of a stop let go on the map: it takes the number of the stop on whose mark it was dropped,
 * or goes into the stretch of way that it touches; null where neither is near on the screen.
 */
export function placeOnMap(
  at: LonLat,
  {
    route,
    stopId,
    legs,
    metresPerPixel,
  }: { route: RouteDetail; stopId: number; legs: readonly Leg[]; metresPerPixel: number },
): StopPlace | null {
  const marks = route.stops.filter(({ id, shiftId }) => id !== stopId && shiftId !== null);
  const mark = nearest(
    marks,
    ({ place }) => distance(at, place, METRES),
    MARK_REACH_PIXELS * metresPerPixel,
  );
  if (mark !== null) return placeOf(route, stopId, mark);
  const leg = nearest(
    legs.filter(({ line }) => line.length > 1),
    ({ line }) => pointToLineDistance(at, lineOf(line), METRES),
    WAY_REACH_PIXELS * metresPerPixel,
  );
  return leg === null ? null : { shiftId: leg.shiftId, before: leg.before };
}

function nearest<T>(items: readonly T[], far: (item: T) => number, reach: number): T | null {
  let found: T | null = null;
  let least = reach;
  for (const item of items) {
    const metres = far(item);
    if (metres < least) [found, least] = [item, metres];
  }
  return found;
}

function lineOf(line: readonly LonLat[]): Feature<LineString> {
  return {
    type: 'Feature',
    properties: {},
    geometry: { type: 'LineString', coordinates: line.map((place) => [...place]) },
  };
}
