import { Layer, Source, useMap } from '@vis.gl/react-maplibre';
import type { FeatureCollection, Point } from 'geojson';
import type { LayerSpecification } from 'maplibre-gl';
import { useEffect, useMemo } from 'react';

import { CityMap, MAP_PADDING } from '#client/map/city-map.tsx';
import { useTokens } from '#client/ui/use-tokens.ts';
import { boundsAround } from '#client/map/camera.ts';
import { slotEnd } from '#client/map/style/order.ts';
import type { Tokens } from '#client/ui/tokens.ts';
import type { BoundingBox, LonLat } from '#server/contract/geo.ts';
import type { ImportPreview } from '#server/contract/point-import.ts';

import { useImportText } from './import-target.ts';

const PLACES_SOURCE = 'import-places';

/** Filled dots for rows that would be written, hollow rings for those that wait for consent. */
function placeLayers(tokens: Tokens): LayerSpecification[] {
  return [
    {
      id: 'import:ready',
      type: 'circle',
      source: PLACES_SOURCE,
      filter: ['!', ['get', 'waits']],
      paint: {
        'circle-color': tokens.accent,
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 8, 2.5, 12, 4, 16, 7],
        'circle-stroke-color': tokens.surface,
        'circle-stroke-width': 1,
      },
    },
    {
      id: 'import:waits',
      type: 'circle',
      source: PLACES_SOURCE,
      filter: ['get', 'waits'],
      paint: {
        'circle-color': tokens.warningSoft,
        'circle-opacity': 0.5,
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 8, 3.5, 12, 5, 16, 8],
        'circle-stroke-color': tokens.warning,
        'circle-stroke-width': 2,
      },
    },
  ];
}

const MARGIN_DEGREES = 0.01;

/** A small map of what a file holds, over the communes. */
export default function PreviewMap({ preview }: { preview: ImportPreview }) {
  const text = useImportText();
  const tokens = useTokens();
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
    <CityMap home={home} label={text.imports.mapName} inPage>
      <Follow home={home} />
      <Source id={PLACES_SOURCE} type="geojson" data={places}>
        {placeLayers(tokens).map((layer) => (
          <Layer key={layer.id} {...layer} beforeId={slotEnd('marks')} />
        ))}
      </Source>
    </CityMap>
  );
}

/** Other columns or consents put the rows elsewhere, and the eye should go there. */
function Follow({ home }: { home: BoundingBox }) {
  const { current } = useMap();
  useEffect(
    function showEveryPlace() {
      current?.fitBounds(home, { padding: MAP_PADDING, animate: false });
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
