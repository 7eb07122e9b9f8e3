import type { LayerSpecification } from 'maplibre-gl';

import type { Tokens } from '#client/ui/tokens.ts';

export const PLACES_SOURCE = 'import-places';

/** Filled dots for rows that would be written, hollow rings for those that wait for consent. */
export function placeLayers(tokens: Tokens): LayerSpecification[] {
  return [
    {
      id: 'import:ready',
      type: 'circle',
      source: PLACES_SOURCE,
      filter: ['!', ['get', 'waits']],
      paint: {
        'circle-color': tokens.accent,
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 8, 2.5, 12, 4, 16, 7],
        'circle-stroke-color': tokens.surface,
        'circle-stroke-width': 1,
      },
    },
    {
      id: 'import:waits',
      type: 'circle',
      source: PLACES_SOURCE,
      filter: ['get', 'waits'],
      paint: {
        'circle-color': tokens.warningSoft,
        'circle-opacity': 0.5,
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 8, 3.5, 12, 5, 16, 8],
        'circle-stroke-color': tokens.warning,
        'circle-stroke-width': 2,
      },
    },
  ];
}
