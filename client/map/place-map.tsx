import { Layer, Marker, Source, useMap, type MapLayerMouseEvent } from '@vis.gl/react-maplibre';
import type { StyleSpecification } from 'maplibre-gl';
import { useEffect, useMemo, type ReactNode } from 'react';

import type { BoundingBox, LonLat } from '#server/contract/geo.ts';

import { circleAround } from './circle-around.ts';
import { MapCanvas } from './map-canvas.tsx';
import { MapControls } from './map-controls.tsx';
import classes from './place-map.module.css';
import type { MapColours } from './style/map-colours.ts';
import { slotEnd } from './style/order.ts';

const PADDING = { top: 24, right: 64, bottom: 24, left: 24 };
const NEAR_ZOOM = 16;
const SOURCE = 'chosen-place-error';

/**
 * A map on which one place is chosen by a tap, or under the cross in its middle. `errorMetres` is drawn as a
 * circle around it; `children` are the feature's own layers.
 */
export function PlaceMap({
  label,
  colours,
  basemap,
  home,
  position,
  errorMetres,
  accent,
  onPick,
  onCentre,
  children,
}: {
  label: string;
  colours: MapColours;
  basemap: StyleSpecification | null;
  /** What is shown first, and by "whole area"; degrees. */
  home: BoundingBox;
  position: LonLat | null;
  errorMetres: number;
  /** Colour of the pin and of its circle. */
  accent: string;
  onPick: (position: LonLat) => void;
  /** The middle of the map, each time that it has come to rest. */
  onCentre: (position: LonLat) => void;
  children?: ReactNode;
}) {
  const circle = useMemo(
    () => (position === null ? null : circleAround(position, errorMetres)),
    [position, errorMetres],
  );
  return (
    <MapCanvas
      initial={{ bounds: home, fitBoundsOptions: { padding: PADDING } }}
      label={label}
      colours={colours}
      basemap={basemap}
      interactive={[]}
      cursor="crosshair"
      onSettled={(camera) => onCentre(camera.at)}
      onClick={({ lngLat }: MapLayerMouseEvent) => onPick([lngLat.lng, lngLat.lat])}
    >
      {children}
      {circle !== null && (
        <Source id={SOURCE} type="geojson" data={circle}>
          <Layer
            id={`${SOURCE}-fill`}
            type="fill"
            paint={{ 'fill-color': accent, 'fill-opacity': 0.16 }}
            beforeId={slotEnd('drawing')}
          />
          <Layer
            id={`${SOURCE}-line`}
            type="line"
            paint={{ 'line-color': accent, 'line-width': 1.5 }}
            beforeId={slotEnd('drawing')}
          />
        </Source>
      )}
      {position !== null && (
        <Marker longitude={position[0]} latitude={position[1]} anchor="bottom">
          <Pin colour={accent} />
        </Marker>
      )}
      <Follow position={position} />
      <svg aria-hidden="true" className={classes.cross} viewBox="-16 -16 32 32">
        <path d="M-14 0H-4M4 0H14M0-14V-4M0 4V14" stroke="var(--db-surface)" strokeWidth="5" />
        <path d="M-14 0H-4M4 0H14M0-14V-4M0 4V14" stroke="var(--db-text)" strokeWidth="2" />
      </svg>
      <MapControls home={home} padding={PADDING} />
    </MapCanvas>
  );
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

function Pin({ colour }: { colour: string }) {
  return (
    <svg aria-hidden="true" width="28" height="36" viewBox="0 0 28 36" data-pin>
      <path
        d="M14 1C7 1 1.5 6.4 1.5 13.2 1.5 22 14 35 14 35s12.5-13 12.5-21.8C26.5 6.4 21 1 14 1Z"
        fill={colour}
        stroke="var(--db-surface)"
        strokeWidth="2"
      />
      <circle cx="14" cy="13" r="4.5" fill="var(--db-surface)" />
    </svg>
  );
}
