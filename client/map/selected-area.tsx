import { Layer, Source } from '@vis.gl/react-maplibre';
import type { Feature } from 'geojson';
import type { LayerSpecification } from 'maplibre-gl';
import { useMemo } from 'react';

import type { Tokens } from '#client/ui/tokens.ts';
import type { LonLat } from '#server/contract/geo.ts';

import { slotEnd } from './style/order.ts';

const AREA_SOURCE = 'selected-area';

/** The chosen area: a dashed edge, and a breath of colour within. */
export function SelectedArea({ ring, tokens }: { ring: readonly LonLat[]; tokens: Tokens }) {
  const area = useMemo(
    (): Feature => ({
      type: 'Feature',
      properties: {},
      geometry: {
        type: 'Polygon',
        coordinates: [[...ring, ...ring.slice(0, 1)].map((corner) => [...corner])],
      },
    }),
    [ring],
  );
  return (
    <Source id={AREA_SOURCE} type="geojson" data={area}>
      {selectedAreaLayers(tokens).map((layer) => (
        <Layer key={layer.id} {...layer} beforeId={slotEnd('shapes')} />
      ))}
    </Source>
  );
}

export function selectedAreaLayers({ accent }: Tokens): LayerSpecification[] {
  return [
    {
      id: 'selected-area:fill',
      type: 'fill',
      source: AREA_SOURCE,
      paint: { 'fill-color': accent, 'fill-opacity': 0.08 },
    },
    {
      id: 'selected-area:line',
      type: 'line',
      source: AREA_SOURCE,
      paint: { 'line-color': accent, 'line-width': 2, 'line-dasharray': [3, 2] },
    },
  ];
}
