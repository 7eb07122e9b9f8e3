import { Marker, useMap } from '@vis.gl/react-maplibre';
import { useEffect } from 'react';

import { useText } from '#client/i18n/use-text.ts';
import { useTokens } from '#client/ui/use-tokens.ts';
import type { LonLat } from '#server/contract/geo.ts';

import { CityMap } from './city-map.tsx';
import { GroundAround } from './ground-around.tsx';
import { MapPin } from './map-pin.tsx';
import { MODES } from './modes/modes.ts';
import { useMode } from './modes/use-mode.ts';
import classes from './place-map.module.css';

/** Ground around the reader's communes. */
const MARGIN_DEGREES = 0.02;
const NEAR_ZOOM = 16;

/**
 * The map of a place field: one place is chosen by a tap, or under the cross in the middle. `errorMetres` is drawn
 * as a circle around it.
 */
export default function PlaceMap({
  position,
  start = null,
  errorMetres,
  onPick,
  onCentre,
}: {
  position: LonLat | null;
  /** Middle of the map at first, where no position is chosen yet; null: the reader's communes. */
  start?: LonLat | null;
  errorMetres: number;
  onPick: (position: LonLat) => void;
  /** The middle of the map, each time that it has come to rest. */
  onCentre: (position: LonLat) => void;
}) {
  const { tipIntake: own } = useText();
  const { accent } = useTokens();
  return (
    <CityMap
      home="own"
      start={start === null ? null : { at: start, zoom: NEAR_ZOOM - 2 }}
      marginDegrees={MARGIN_DEGREES}
      label={own.map}
      cursor={MODES.pick.cursor}
      onSettled={(camera) => onCentre(camera.at)}
    >
      <Picking onPick={onPick} />
      {position !== null && (
        <GroundAround id="chosen-place" place={position} metres={errorMetres} colour={accent} />
      )}
      {position !== null && (
        <Marker longitude={position[0]} latitude={position[1]} anchor="bottom">
          <MapPin colour={accent} />
        </Marker>
      )}
      <Follow position={position} />
      <svg aria-hidden="true" className={classes.cross} viewBox="-16 -16 32 32">
        <path d="M-14 0H-4M4 0H14M0-14V-4M0 4V14" stroke="var(--db-surface)" strokeWidth="5" />
        <path d="M-14 0H-4M4 0H14M0-14V-4M0 4V14" stroke="var(--db-text)" strokeWidth="2" />
      </svg>
    </CityMap>
  );
}

/** A tap chooses the place. */
function Picking({ onPick }: { onPick: (position: LonLat) => void }) {
  const { current } = useMap();
  useMode('pick', {
    find: () => current?.getMap(),
    told: ([position]) => {
      if (position !== undefined) onPick(position);
    },
  });
  return null;
}

/** A place that was typed or found may lie outside what is seen. */
function Follow({ position }: { position: LonLat | null }) {
  const { current } = useMap();
  useEffect(
    function showPlace() {
      const map = current?.getMap();
      if (map === undefined || position === null) return;
      if (map.getBounds().contains(position) && map.getZoom() >= NEAR_ZOOM - 3) return;
      map.jumpTo({ center: position, zoom: Math.max(map.getZoom(), NEAR_ZOOM) });
    },
    [current, position],
  );
  return null;
}
