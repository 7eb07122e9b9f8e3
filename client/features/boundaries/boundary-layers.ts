import type { LayerSpecification } from 'maplibre-gl';

import type { Tokens } from '#client/ui/tokens.ts';

export const NEW_AREAS_SOURCE = 'boundary-new';
export const PRESENT_AREAS_SOURCE = 'boundary-present';
export const GAPS_SOURCE = 'boundary-gaps';

/** Borders in force: what the new ones are held against. */
export function presentLayer(tokens: Tokens): LayerSpecification {
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
export function newAreaLayers(tokens: Tokens): LayerSpecification[] {
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

export function gapLayer(tokens: Tokens): LayerSpecification {
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
