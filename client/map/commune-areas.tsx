import { Layer, Source } from '@vis.gl/react-maplibre';
import type { FeatureCollection, Point } from 'geojson';
import { useMemo } from 'react';

import { communeName } from '#client/i18n/commune-name.ts';
import { useText } from '#client/i18n/use-text.ts';
import type { Commune } from '#server/contract/commune.ts';

import { sharedBorders } from './shared-borders.ts';
import {
  approximateBorderLayer,
  AREAS_SOURCE,
  areaLayers,
  BORDERS_SOURCE,
  CENTRES_SOURCE,
  chosenAreaLayer,
  communeLabelLayers,
} from './style/commune-layers.ts';
import type { MapColours } from './style/map-colours.ts';
import { slotEnd } from './style/order.ts';

/**
 * Areas, borders and names of the communes. Imported areas come by address and not as data, so that
 * they are read in MapLibre's worker and never hold up the page; approximate ones are few vertices.
 */
export function CommuneAreas({
  areas,
  communes,
  chosen,
  colours,
  overBasemap,
}: {
  areas: string | FeatureCollection;
  communes: readonly Commune[];
  /** Codes of the communes of the filter. */
  chosen: readonly string[];
  colours: MapColours;
  overBasemap: boolean;
}) {
  const borders = useMemo(() => (typeof areas === 'string' ? null : sharedBorders(areas)), [areas]);
  return (
    <>
      <Source id={AREAS_SOURCE} type="geojson" data={areas}>
        {areaLayers(colours, overBasemap).map((layer) => (
          <Layer key={layer.id} {...layer} beforeId={slotEnd('areas')} />
        ))}
        <Layer {...chosenAreaLayer(colours, chosen)} beforeId={slotEnd('areas')} />
      </Source>
      {borders !== null && (
        <Source id={BORDERS_SOURCE} type="geojson" data={borders}>
          <Layer {...approximateBorderLayer(colours)} beforeId={slotEnd('areas')} />
        </Source>
      )}
      <CommuneNames communes={communes} colours={colours} />
    </>
  );
}

/** The names of the communes, each over its centre. */
export function CommuneNames({
  communes,
  colours,
}: {
  communes: readonly Commune[];
  colours: MapColours;
}) {
  const text = useText();
  const centres = useMemo(
    (): FeatureCollection<Point> => ({
      type: 'FeatureCollection',
      features: communes.map((commune) => ({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: commune.centre },
        properties: {
          type: commune.type,
          name: commune.name,
          fullName: communeName(commune, text),
        },
      })),
    }),
    [communes, text],
  );
  return (
    <Source id={CENTRES_SOURCE} type="geojson" data={centres}>
      {communeLabelLayers(colours).map((layer) => (
        <Layer key={layer.id} {...layer} beforeId={slotEnd('labels')} />
      ))}
    </Source>
  );
}
