import { circle } from '@turf/turf';
import { Layer, Source, useMap } from '@vis.gl/react-maplibre';
import type { FeatureCollection } from 'geojson';
import type { LayerSpecification } from 'maplibre-gl';
import { useEffect, useMemo } from 'react';

import { useFormat } from '#client/i18n/use-text.ts';
import type { Tokens } from '#client/ui/tokens.ts';
import type { LonLat } from '#server/contract/geo.ts';

import { slotEnd } from './style/order.ts';

/** Radii of the rings, metres. */
export const RING_METRES = [100, 200, 500] as const;
const RINGS_SOURCE = 'distance-rings';
const STEPS = 96;
/** From this zoom on the largest ring is wider than a thumb; nearer in, all of them fit on a phone. */
const LEAST_ZOOM = 13.5;
const GOOD_ZOOM = 14.6;

/** Rings around a place, each with its radius written on it in the north. */
export function DistanceRings({ at, tokens }: { at: LonLat; tokens: Tokens }) {
  const format = useFormat();
  const { current: map } = useMap();
  const [longitude, latitude] = at;
  const rings = useMemo(
    () => ringsAround([longitude, latitude], (metres) => format.distance(metres)),
    [longitude, latitude, format],
  );
  useEffect(
    function comeNear() {
      if (map === undefined || map.getZoom() >= LEAST_ZOOM) return;
      map.easeTo({ center: [longitude, latitude], zoom: GOOD_ZOOM });
    },
    [map, longitude, latitude],
  );
  return (
    <Source id={RINGS_SOURCE} type="geojson" data={rings}>
      {ringLayers(tokens).map((layer) => (
        <Layer key={layer.id} {...layer} beforeId={slotEnd('shapes')} />
      ))}
    </Source>
  );
}

/** Circles of 96 corners as lines, and a point at the top of each with its radius in words. */
export function ringsAround(at: LonLat, words: (metres: number) => string): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: RING_METRES.flatMap((metres) => {
      const corners = circle([...at], metres, { units: 'meters', steps: STEPS }).geometry
        .coordinates[0];
      const top = corners?.[0];
      if (corners === undefined || top === undefined) return [];
      const properties = { label: words(metres) };
      return [
        { type: 'Feature', properties, geometry: { type: 'LineString', coordinates: corners } },
        { type: 'Feature', properties, geometry: { type: 'Point', coordinates: top } },
      ];
    }),
  };
}

/** Dashed lines in the colour of words with a pale edge, readable on any ground. */
export function ringLayers(tokens: Tokens): LayerSpecification[] {
  return [
    {
      id: 'rings:casing',
      type: 'line',
      source: RINGS_SOURCE,
      filter: ['==', ['geometry-type'], 'LineString'],
      paint: { 'line-color': tokens.surface, 'line-width': 4, 'line-opacity': 0.7 },
    },
    {
      id: 'rings:line',
      type: 'line',
      source: RINGS_SOURCE,
      filter: ['==', ['geometry-type'], 'LineString'],
      paint: { 'line-color': tokens.text, 'line-width': 1.4, 'line-dasharray': [3, 2] },
    },
    {
      id: 'rings:label',
      type: 'symbol',
      source: RINGS_SOURCE,
      filter: ['==', ['geometry-type'], 'Point'],
      layout: {
        'text-field': ['get', 'label'],
        'text-font': ['Be Vietnam Pro Medium', 'Be Vietnam Pro'],
        'text-size': 12,
        'text-allow-overlap': true,
      },
      paint: {
        'text-color': tokens.text,
        'text-halo-color': tokens.surface,
        'text-halo-width': 2,
      },
    },
  ];
}
