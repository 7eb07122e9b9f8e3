import { useComputedColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMap, type MapLayerMouseEvent } from '@vis.gl/react-maplibre';
import { useEffect, useMemo, type ReactNode } from 'react';

import { communesQuery } from '#client/api/communes.ts';
import { useConfiguration } from '#client/api/configuration.ts';
import { boundsAround } from '#client/map/camera.ts';
import { CommuneAreas } from '#client/map/commune-areas.tsx';
import { MapCanvas } from '#client/map/map-canvas.tsx';
import { PageFirst } from '#client/map/page-first.tsx';
import { MapControls } from '#client/map/map-controls.tsx';
import { mapColours } from '#client/map/style/map-colours.ts';
import { useBasemap } from '#client/map/use-basemap.ts';
import { TOKENS } from '#client/ui/tokens.ts';
import type { BoundingBox } from '#server/contract/geo.ts';

import classes from './analysis.module.css';
import { communeAreasQuery } from './queries.ts';

const PADDING = { top: 24, right: 64, bottom: 24, left: 24 };
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
  /** What is to be in view, once it changes. */
  shown?: BoundingBox | null;
  onPointer?: (event: MapLayerMouseEvent) => void;
  children: ReactNode;
}) {
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const colours = mapColours(TOKENS[scheme], scheme);
  const basemap = useBasemap(useConfiguration()?.basemap ?? null, scheme);
  const communes = useQuery(communesQuery).data;
  const areas = useQuery(communeAreasQuery).data;
  const home = useMemo(
    () =>
      boundsAround(
        (communes?.items ?? []).map(({ centre }) => centre),
        MARGIN_DEGREES,
      ),
    [communes],
  );
  if (communes === undefined || areas === undefined) return <div className={classes.mapFrame} />;
  return (
    <div className={classes.mapFrame}>
      <MapCanvas
        initial={{ bounds: home, fitBoundsOptions: { padding: PADDING } }}
        label={label}
        colours={colours}
        basemap={basemap}
        interactive={interactive}
        cursor="grab"
        onSettled={() => undefined}
        {...(onPointer === undefined ? {} : { onPointer, onClick: onPointer })}
      >
        <PageFirst />
        <Look at={shown ?? null} />
        <CommuneAreas
          areas={areas}
          communes={communes.items}
          chosen={[]}
          colours={colours}
          overBasemap={basemap !== null}
        />
        {children}
        <MapControls home={home} padding={PADDING} />
      </MapCanvas>
    </div>
  );
}

function Look({ at }: { at: BoundingBox | null }) {
  const { current } = useMap();
  useEffect(
    function goThere() {
      if (at !== null) current?.fitBounds(at, { padding: PADDING, maxZoom: 14 });
    },
    [current, at],
  );
  return null;
}
