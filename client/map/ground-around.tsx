import { circle } from '@turf/turf';
import { Layer, Source } from '@vis.gl/react-maplibre';
import { useMemo } from 'react';

import type { LonLat } from '#server/contract/geo.ts';

import { slotEnd } from './style/order.ts';

/** The ground within so many metres of a place. */
export function GroundAround({
  id,
  place,
  metres,
  colour,
}: {
  /** Id of the source; each map has its own. */
  id: string;
  place: LonLat;
  metres: number;
  colour: string;
}) {
  const area = useMemo(() => circle([...place], metres, { units: 'meters' }), [place, metres]);
  return (
    <Source id={id} type="geojson" data={area}>
      <Layer
        id={`${id}-fill`}
        type="fill"
        paint={{ 'fill-color': colour, 'fill-opacity': 0.16 }}
        beforeId={slotEnd('drawing')}
      />
      <Layer
        id={`${id}-line`}
        type="line"
        paint={{ 'line-color': colour, 'line-width': 1.5 }}
        beforeId={slotEnd('drawing')}
      />
    </Source>
  );
}
