import type { LayerSpecification } from 'maplibre-gl';

import type { Tokens } from '#client/ui/tokens.ts';

export const COVERAGE_SOURCE = 'osm-coverage';

/** Area that a file has data of, and its edge. */
export function coverageLayers(tokens: Tokens): LayerSpecification[] {
  return [
    {
      id: 'osm:coverage-fill',
      type: 'fill',
      source: COVERAGE_SOURCE,
      paint: { 'fill-color': tokens.accent, 'fill-opacity': 0.12 },
    },
    {
      id: 'osm:coverage-line',
      type: 'line',
      source: COVERAGE_SOURCE,
      layout: { 'line-join': 'round' },
      paint: { 'line-color': tokens.accent, 'line-width': 2 },
    },
  ];
}
