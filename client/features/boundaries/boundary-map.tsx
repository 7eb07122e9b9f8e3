import { useQuery } from '@tanstack/react-query';
import { Layer, Source } from '@vis.gl/react-maplibre';
import type { FeatureCollection, Point } from 'geojson';
import { useMemo } from 'react';

import { useText } from '#client/i18n/use-text.ts';
import { CityMap } from '#client/map/city-map.tsx';
import { useTokens } from '#client/ui/use-tokens.ts';
import { slotEnd } from '#client/map/style/order.ts';
import type { BoundaryPreview } from '#server/contract/boundary.ts';

import {
  gapLayer,
  GAPS_SOURCE,
  NEW_AREAS_SOURCE,
  newAreaLayers,
  PRESENT_AREAS_SOURCE,
  presentLayer,
} from './boundary-layers.ts';
import { presentAreasQuery } from './queries.ts';

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
