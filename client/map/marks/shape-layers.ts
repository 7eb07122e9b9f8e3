import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';

import type { Tokens } from '#client/ui/tokens.ts';
import { POINT_STATUSES } from '#server/contract/point.ts';
import { TRUE_SHAPE_ZOOM } from '#server/contract/tile.ts';

export const SHAPES_SOURCE = 'point-shapes';

/** Lines and areas in the colour of their status; a recurring one is drawn stronger. */
export function shapeLayers(tokens: Tokens): LayerSpecification[] {
  const colour: ExpressionSpecification = [
    'match',
    ['get', 'status'],
    ...pairs(tokens),
    tokens.borderStrong,
  ];
  const recurring: ExpressionSpecification = ['==', ['get', 'status'], 'recurring'];
  return [
    {
      id: 'shape:fill',
      type: 'fill',
      source: SHAPES_SOURCE,
      minzoom: TRUE_SHAPE_ZOOM,
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': colour, 'fill-opacity': 0.16 },
    },
    {
      id: 'shape:casing',
      type: 'line',
      source: SHAPES_SOURCE,
      minzoom: TRUE_SHAPE_ZOOM,
      filter: ['!=', ['geometry-type'], 'Point'],
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': tokens.surface, 'line-width': 6, 'line-opacity': 0.8 },
    },
    {
      id: 'shape:line',
      type: 'line',
      source: SHAPES_SOURCE,
      minzoom: TRUE_SHAPE_ZOOM,
      filter: ['!=', ['geometry-type'], 'Point'],
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': colour, 'line-width': ['case', recurring, 4, 2.5] },
    },
  ];
}

function pairs(tokens: Tokens): [string, string, ...string[]] {
  const [first, ...others] = POINT_STATUSES;
  return [
    first,
    tokens.status[first],
    ...others.flatMap((status) => [status, tokens.status[status]]),
  ];
}
