import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';

import type { MapColours } from './map-colours.ts';
import { withSlots } from './order.ts';

/** The project's own ground: it needs no network, no glyphs and no sprite. */
export const QUIET_STYLE: StyleSpecification = withSlots({
  version: 8,
  name: 'quiet',
  sources: {},
  layers: [],
});

/** Layer of all that lies outside every commune. Absent over an operator's style. */
export function backgroundLayer(colours: MapColours): LayerSpecification {
  return {
    id: 'ground:background',
    type: 'background',
    paint: { 'background-color': colours.ground.outside },
  };
}
