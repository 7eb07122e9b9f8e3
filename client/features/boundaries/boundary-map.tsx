import { useQuery } from '@tanstack/react-query';
import { Layer, Source } from '@vis.gl/react-maplibre';
import type { FeatureCollection, Point } from 'geojson';
import type { LayerSpecification } from 'maplibre-gl';
import { useMemo } from 'react';

import { useText } from '#client/i18n/use-text.ts';
import { CityMap } from '#client/map/city-map.tsx';
import { useTokens } from '#client/ui/use-tokens.ts';
import { slotEnd } from '#client/map/style/order.ts';
import type { Tokens } from '#client/ui/tokens.ts';
import type { BoundaryPreview } from '#server/contract/boundary.ts';

import { presentAreasQuery } from './queries.ts';

const NEW_AREAS_SOURCE = 'boundary-new';
const PRESENT_AREAS_SOURCE = 'boundary-present';
const GAPS_SOURCE = 'boundary-gaps';

/** Borders in force: what the new ones are held against. */
function presentLayer(tokens: Tokens): LayerSpecification {
  return {
    id: 'boundary:present',
    type: 'line',
    source: PRESENT_AREAS_SOURCE,
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': tokens.warning,
      'line-width': ['interpolate', ['linear'], ['zoom'], 8, 0.8, 14, 2],
      'line-opacity': 0.8,
    },
  };
}

/** Borders of the file, thin enough to see where they leave the present ones. */
function newAreaLayers(tokens: Tokens): LayerSpecification[] {
  return [
    {
      id: 'boundary:new-fill',
      type: 'fill',
      source: NEW_AREAS_SOURCE,
      paint: { 'fill-color': tokens.accent, 'fill-opacity': 0.1 },
    },
    {
      id: 'boundary:new-line',
      type: 'line',
      source: NEW_AREAS_SOURCE,
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': tokens.accent,
        'line-width': ['interpolate', ['linear'], ['zoom'], 8, 1.2, 14, 2.5],
      },
    },
  ];
}

function gapLayer(tokens: Tokens): LayerSpecification {
  return {
    id: 'boundary:gaps',
    type: 'circle',
    source: GAPS_SOURCE,
    paint: {
      'circle-radius': 6,
      'circle-color': tokens.dangerSoft,
      'circle-opacity': 0.6,
      'circle-stroke-color': tokens.danger,
      'circle-stroke-width': 2,
    },
  };
}

const NO_AREAS: FeatureCollection = { type: 'FeatureCollection', features: [] };

/** The areas of a file over those in force, with the gaps between them. */
export default function BoundaryMap({ preview }: { preview: BoundaryPreview }) {
  const { boundaries } = useText();
  const tokens = useTokens();
  const present = useQuery(presentAreasQuery).data ?? NO_AREAS;
  const areas = isFeatureCollection(preview.areas) ? preview.areas : NO_AREAS;
  const gaps = useMemo(() => gapsOf(preview), [preview]);
  return (
    <CityMap home="city" label={boundaries.mapName} communes="names" inPage>
      <Source id={PRESENT_AREAS_SOURCE} type="geojson" data={present}>
        <Layer {...presentLayer(tokens)} beforeId={slotEnd('areas')} />
      </Source>
      <Source id={NEW_AREAS_SOURCE} type="geojson" data={areas}>
        {newAreaLayers(tokens).map((layer) => (
          <Layer key={layer.id} {...layer} beforeId={slotEnd('areas')} />
        ))}
      </Source>
      <Source id={GAPS_SOURCE} type="geojson" data={gaps}>
        <Layer {...gapLayer(tokens)} beforeId={slotEnd('marks')} />
      </Source>
    </CityMap>
  );
}

function gapsOf({ report }: BoundaryPreview): FeatureCollection<Point> {
  return {
    type: 'FeatureCollection',
    features: report.gaps.map(({ at }) => ({
      type: 'Feature',
      properties: {},
      geometry: { type: 'Point', coordinates: at },
    })),
  };
}

function isFeatureCollection(value: object): value is FeatureCollection {
  return 'type' in value && value.type === 'FeatureCollection' && 'features' in value;
}
