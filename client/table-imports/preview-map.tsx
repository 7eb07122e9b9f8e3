import { Layer, Source, useMap } from '@vis.gl/react-maplibre';
import type { FeatureCollection, Point } from 'geojson';
import { useEffect, useMemo } from 'react';

import { CityMap, MAP_PADDING } from '#client/map/city-map.tsx';
import { useTokens } from '#client/ui/use-tokens.ts';
import { boundsAround } from '#client/map/camera.ts';
import { slotEnd } from '#client/map/style/order.ts';
import type { BoundingBox, LonLat } from '#server/contract/geo.ts';
import type { ImportPreview } from '#server/contract/point-import.ts';

import { useImportText } from './import-target.ts';
import { placeLayers, PLACES_SOURCE } from './place-layers.ts';

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
