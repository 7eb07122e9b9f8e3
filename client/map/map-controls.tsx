import { ActionIcon, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  IconCurrentLocation,
  IconFocusCentered,
  IconMinus,
  IconNavigation,
  IconPlus,
} from '@tabler/icons-react';
import { Marker, useMap } from '@vis.gl/react-maplibre';
import { useEffect, useState, type ComponentPropsWithRef, type ReactNode } from 'react';

import { useText } from '#client/i18n/use-text.ts';
import type { HintName } from '#client/ui/hinted.ts';
import type { BoundingBox, LonLat } from '#server/contract/geo.ts';

import type { MapPadding } from './map-canvas.tsx';

import classes from './map-controls.module.css';

const NEAR_ZOOM = 16;

/** Zoom, north, whole area and own position; `children` are the buttons of the feature. */
export function MapControls({
  home,
  padding,
  children,
}: {
  /** Box that "whole area" shows. */
  home: BoundingBox;
  padding: MapPadding;
  children?: ReactNode;
}) {
  const text = useText();
  const { current: map } = useMap();
  const bearing = useBearing();
  return (
    <div className={classes.controls}>
      {children != null && <div className={classes.group}>{children}</div>}
      <div className={classes.group}>
        <MapButton label={text.map.zoomIn} onClick={() => map?.zoomIn()}>
          <IconPlus size={18} stroke={1.6} aria-hidden="true" />
        </MapButton>
        <MapButton label={text.map.zoomOut} onClick={() => map?.zoomOut()}>
          <IconMinus size={18} stroke={1.6} aria-hidden="true" />
        </MapButton>
        <MapButton label={text.map.wholeArea} onClick={() => map?.fitBounds(home, { padding })}>
          <IconFocusCentered size={18} stroke={1.6} aria-hidden="true" />
        </MapButton>
        {Math.abs(bearing) > 0.5 && (
          <MapButton label={text.map.northUp} onClick={() => map?.resetNorth()}>
            <IconNavigation
              size={18}
              stroke={1.6}
              aria-hidden="true"
              style={{ transform: `rotate(${-bearing}deg)` }}
            />
          </MapButton>
        )}
        <OwnPosition />
      </div>
    </div>
  );
}

/** One square button of the map, large enough for a thumb, its name on pointing. */
export function MapButton({
  label,
  pressed,
  children,
  ...button
}: {
  label: string;
  pressed?: boolean;
  children: ReactNode;
  'data-hint'?: HintName;
} & Pick<ComponentPropsWithRef<'button'>, 'onClick' | 'ref' | 'aria-expanded'>) {
  return (
    <Tooltip label={label} position="left" openDelay={400}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={36}
        radius={0}
        className={classes.button}
        aria-label={label}
        aria-pressed={pressed}
        {...button}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

/** Keys (Shift and arrows) and two fingers still turn the map; then a way back must show. */
function useBearing(): number {
  const { current: map } = useMap();
  const [bearing, setBearing] = useState(0);
  useEffect(
    function followRotation() {
      if (map === undefined) return undefined;
      const follow = () => setBearing(map.getBearing());
      map.on('rotateend', follow);
      return () => {
        map.off('rotateend', follow);
      };
    },
    [map],
  );
  return bearing;
}

/** Asked for by the person, shown once, sent nowhere. */
function OwnPosition() {
  const text = useText();
  const { current: map } = useMap();
  const [position, setPosition] = useState<LonLat | null>(null);
  const locate = () => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const found: LonLat = [coords.longitude, coords.latitude];
        setPosition(found);
        map?.flyTo({ center: found, zoom: Math.max(map.getZoom(), NEAR_ZOOM) });
      },
      () => notifications.show({ message: text.map.noPosition }),
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 30_000 },
    );
  };
  return (
    <>
      <MapButton label={text.map.ownPosition} onClick={locate}>
        <IconCurrentLocation size={18} stroke={1.6} aria-hidden="true" />
      </MapButton>
      {position !== null && (
        <Marker longitude={position[0]} latitude={position[1]}>
          <div className={classes.here}>
            <span className="visually-hidden">{text.map.ownPosition}</span>
          </div>
        </Marker>
      )}
    </>
  );
}
