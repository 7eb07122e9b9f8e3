import { useMap, type MapLayerMouseEvent } from '@vis.gl/react-maplibre';
import { useEffect, type ReactNode } from 'react';

import { CityMap, MAP_PADDING } from '#client/map/city-map.tsx';
import type { BoundingBox } from '#server/contract/geo.ts';

import classes from './analysis.module.css';

const MARGIN_DEGREES = 0.03;

/** The communes as a quiet ground for the layers of an analysis, within a page. */
export function AnalysisMap({
  label,
  interactive,
  shown,
  onPointer,
  children,
}: {
  label: string;
  interactive: string[];
  /** Box to bring into view whenever it changes. */
  shown?: BoundingBox | null;
  onPointer?: (event: MapLayerMouseEvent) => void;
  children: ReactNode;
}) {
  return (
    <div className={classes.mapFrame}>
      <CityMap
        home="city"
        marginDegrees={MARGIN_DEGREES}
        label={label}
        interactive={interactive}
        inPage
        {...(onPointer === undefined ? {} : { onPointer, onClick: onPointer })}
      >
        <Look at={shown ?? null} />
        {children}
      </CityMap>
    </div>
  );
}

function Look({ at }: { at: BoundingBox | null }) {
  const { current } = useMap();
  useEffect(
    function goThere() {
      if (at !== null) current?.fitBounds(at, { padding: MAP_PADDING, maxZoom: 14 });
    },
    [current, at],
  );
  return null;
}
