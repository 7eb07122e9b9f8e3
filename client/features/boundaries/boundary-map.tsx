import { useComputedColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Layer, Source } from '@vis.gl/react-maplibre';
import type { FeatureCollection, Point } from 'geojson';
import { useMemo } from 'react';

import { communesQuery } from '#client/api/communes.ts';
import { useConfiguration } from '#client/api/configuration.ts';
import { useText } from '#client/i18n/use-text.ts';
import { boundsAround } from '#client/map/camera.ts';
import { MapCanvas } from '#client/map/map-canvas.tsx';
import { PageFirst } from '#client/map/page-first.tsx';
import { MapControls } from '#client/map/map-controls.tsx';
import { communeLabelLayers } from '#client/map/style/commune-layers.ts';
import { mapColours } from '#client/map/style/map-colours.ts';
import { slotEnd } from '#client/map/style/order.ts';
import { useBasemap } from '#client/map/use-basemap.ts';
import { communeName } from '#client/i18n/commune-name.ts';
import { TOKENS } from '#client/ui/tokens.ts';
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

const PADDING = { top: 24, right: 64, bottom: 24, left: 24 };
const MARGIN_DEGREES = 0.05;
const NO_AREAS: FeatureCollection = { type: 'FeatureCollection', features: [] };

/** The areas of a file over those in force, with the gaps between them. */
export default function BoundaryMap({ preview }: { preview: BoundaryPreview }) {
  const { boundaries } = useText();
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const tokens = TOKENS[scheme];
  const colours = mapColours(tokens, scheme);
  const basemap = useBasemap(useConfiguration()?.basemap ?? null, scheme);
  const present = useQuery(presentAreasQuery).data ?? NO_AREAS;
  const { centres, home } = useCentres();
  const areas = isFeatureCollection(preview.areas) ? preview.areas : NO_AREAS;
  const gaps = useMemo(() => gapsOf(preview), [preview]);
  if (centres === null) return null;
  return (
    <MapCanvas
      initial={{ bounds: home, fitBoundsOptions: { padding: PADDING } }}
      label={boundaries.mapName}
      colours={colours}
      basemap={basemap}
      interactive={[]}
      cursor="grab"
      onSettled={() => undefined}
    >
      <PageFirst />
      <Source id={PRESENT_AREAS_SOURCE} type="geojson" data={present}>
        <Layer {...presentLayer(tokens)} beforeId={slotEnd('areas')} />
      </Source>
      <Source id={NEW_AREAS_SOURCE} type="geojson" data={areas}>
        {newAreaLayers(tokens).map((layer) => (
          <Layer key={layer.id} {...layer} beforeId={slotEnd('areas')} />
        ))}
      </Source>
      <Source id="commune-centres" type="geojson" data={centres}>
        {communeLabelLayers(colours).map((layer) => (
          <Layer key={layer.id} {...layer} beforeId={slotEnd('labels')} />
        ))}
      </Source>
      <Source id={GAPS_SOURCE} type="geojson" data={gaps}>
        <Layer {...gapLayer(tokens)} beforeId={slotEnd('marks')} />
      </Source>
      <MapControls home={home} padding={PADDING} />
    </MapCanvas>
  );
}

/** Where the names stand, and what shows them all. */
function useCentres() {
  const text = useText();
  const communes = useQuery(communesQuery).data?.items;
  return useMemo(() => {
    const features = (communes ?? []).map((commune) => ({
      type: 'Feature' as const,
      geometry: { type: 'Point' as const, coordinates: commune.centre },
      properties: {
        type: commune.type,
        name: commune.name,
        fullName: communeName(commune, text),
      },
    }));
    const centres: FeatureCollection<Point> = { type: 'FeatureCollection', features };
    return {
      centres: communes === undefined ? null : centres,
      home: boundsAround(
        (communes ?? []).map((commune) => commune.centre),
        MARGIN_DEGREES,
      ),
    };
  }, [communes, text]);
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
