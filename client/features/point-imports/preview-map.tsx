import { useComputedColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Layer, Source, useMap } from '@vis.gl/react-maplibre';
import type { FeatureCollection, Point } from 'geojson';
import { useEffect, useMemo } from 'react';

import { communesQuery, useCommuneAreas } from '#client/api/communes.ts';
import { useConfiguration } from '#client/api/configuration.ts';
import { boundsAround } from '#client/map/camera.ts';
import { CommuneAreas } from '#client/map/commune-areas.tsx';
import { MapCanvas } from '#client/map/map-canvas.tsx';
import { PageFirst } from '#client/map/page-first.tsx';
import { MapControls } from '#client/map/map-controls.tsx';
import { mapColours } from '#client/map/style/map-colours.ts';
import { slotEnd } from '#client/map/style/order.ts';
import { useBasemap } from '#client/map/use-basemap.ts';
import { TOKENS } from '#client/ui/tokens.ts';
import type { BoundingBox, LonLat } from '#server/contract/geo.ts';
import type { ImportPreview } from '#server/contract/point-import.ts';

import { useImportText } from './import-target.ts';
import { placeLayers, PLACES_SOURCE } from './place-layers.ts';

const PADDING = { top: 24, right: 64, bottom: 24, left: 24 };
const MARGIN_DEGREES = 0.01;

/** A small map of what a file holds, over the communes. */
export default function PreviewMap({ preview }: { preview: ImportPreview }) {
  const text = useImportText();
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const colours = mapColours(TOKENS[scheme], scheme);
  const configuration = useConfiguration();
  const basemap = useBasemap(configuration?.basemap ?? null, scheme);
  const communes = useQuery(communesQuery).data;
  const areas = useCommuneAreas(communes?.approximate);
  const places = useMemo(() => placesOf(preview), [preview]);
  const home = useMemo(
    () =>
      boundsAround(
        places.features.map(({ geometry }) => positionOf(geometry)),
        MARGIN_DEGREES,
      ),
    [places],
  );
  return (
    <MapCanvas
      initial={{ bounds: home, fitBoundsOptions: { padding: PADDING } }}
      label={text.imports.mapName}
      colours={colours}
      basemap={basemap}
      interactive={[]}
      cursor="grab"
      onSettled={() => undefined}
    >
      <PageFirst />
      <Follow home={home} />
      <CommuneAreas
        areas={areas}
        communes={communes?.items ?? []}
        chosen={[]}
        colours={colours}
        overBasemap={basemap !== null}
      />
      <Source id={PLACES_SOURCE} type="geojson" data={places}>
        {placeLayers(TOKENS[scheme]).map((layer) => (
          <Layer key={layer.id} {...layer} beforeId={slotEnd('marks')} />
        ))}
      </Source>
      <MapControls home={home} padding={PADDING} />
    </MapCanvas>
  );
}

/** Other columns or consents put the rows elsewhere, and the eye should go there. */
function Follow({ home }: { home: BoundingBox }) {
  const { current } = useMap();
  useEffect(
    function showEveryPlace() {
      current?.fitBounds(home, { padding: PADDING, animate: false });
    },
    [current, home],
  );
  return null;
}

function placesOf(preview: ImportPreview): FeatureCollection<Point> {
  const place = (at: LonLat, waits: boolean) => ({
    type: 'Feature' as const,
    properties: { waits },
    geometry: { type: 'Point' as const, coordinates: at },
  });
  return {
    type: 'FeatureCollection',
    features: [
      ...preview.rows.map((row) => place(row.position, false)),
      ...preview.problems.flatMap(({ suggestion }) =>
        suggestion === undefined ? [] : [place(suggestion, true)],
      ),
    ],
  };
}

function positionOf({ coordinates: [longitude = 0, latitude = 0] }: Point): LonLat {
  return [longitude, latitude];
}
