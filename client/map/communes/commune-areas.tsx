import { Layer, Source } from '@vis.gl/react-maplibre';
import type { FeatureCollection, Point } from 'geojson';
import { useMemo } from 'react';

import { communeName } from '#client/i18n/commune-name.ts';
import { useText } from '#client/i18n/use-text.ts';
import type { MapPadding } from '#client/map/map-canvas.tsx';
import { VEIL_OPACITY } from '#client/map/style/ground-colours.ts';
import type { MapColours } from '#client/map/style/map-colours.ts';
import { slotEnd } from '#client/map/style/order.ts';
import type { Commune } from '#server/contract/commune.ts';

import {
  areaFillLayer,
  AREAS_SOURCE,
  beyondLayer,
  BEYOND_SOURCE,
  borderLayer,
  BORDERS_SOURCE,
  CENTRES_SOURCE,
  chosenAreaLayer,
  communeLabelLayers,
} from './commune-layers.ts';
import { useAreasWorker, type NamePlaces } from './use-areas-worker.ts';

/**
 * Areas, borders and names of the communes. Imported areas come by address and not as data, so that
 * they are read in workers and never hold up the page; approximate ones are few vertices.
 */
export function CommuneAreas({
  areas,
  approximate,
  communes,
  chosen,
  colours,
  padding,
  overStyle,
}: {
  areas: string | FeatureCollection;
  /** The areas are only drawn from centres. */
  approximate: boolean;
  communes: readonly Commune[];
  /** Codes of the communes of the filter. */
  chosen: readonly string[];
  colours: MapColours;
  padding: MapPadding;
  /** An operator's style lies below, which a fill would hide. */
  overStyle: boolean;
}) {
  const { outlines, places } = useAreasWorker(areas, communes, padding);
  return (
    <>
      <Source id={AREAS_SOURCE} type="geojson" data={areas}>
        {!overStyle && <Layer {...areaFillLayer(colours)} beforeId={slotEnd('city')} />}
        <Layer {...chosenAreaLayer(colours, chosen)} beforeId={slotEnd('areas')} />
      </Source>
      {outlines !== null && (
        <>
          <Source id={BEYOND_SOURCE} type="geojson" data={outlines.beyond}>
            <Layer {...beyondLayer(colours, VEIL_OPACITY)} beforeId={slotEnd('veil')} />
          </Source>
          <Source id={BORDERS_SOURCE} type="geojson" data={outlines.borders}>
            <Layer {...borderLayer(colours, approximate)} beforeId={slotEnd('borders')} />
          </Source>
        </>
      )}
      <CommuneNames communes={communes} colours={colours} places={places} />
    </>
  );
}

/** The names of the communes, each over its centre or in the part of its area that is seen. */
export function CommuneNames({
  communes,
  colours,
  places = null,
}: {
  communes: readonly Commune[];
  colours: MapColours;
  /** Places by code; the others have no room. */
  places?: NamePlaces | null;
}) {
  const text = useText();
  const names = useMemo(
    (): FeatureCollection<Point> => ({
      type: 'FeatureCollection',
      features: communes.flatMap((commune) => {
        const place = places === null ? commune.centre : places.get(commune.code);
        if (place === undefined) return [];
        return {
          type: 'Feature',
          geometry: { type: 'Point', coordinates: [...place] },
          properties: {
            type: commune.type,
            name: commune.name,
            fullName: communeName(commune, text),
          },
        };
      }),
    }),
    [communes, places, text],
  );
  return (
    <Source id={CENTRES_SOURCE} type="geojson" data={names}>
      {communeLabelLayers(colours).map((layer) => (
        <Layer key={layer.id} {...layer} beforeId={slotEnd('labels')} />
      ))}
    </Source>
  );
}
