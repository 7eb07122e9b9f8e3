import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';

import type { MapColours } from './map-colours.ts';

export const AREAS_SOURCE = 'communes';
export const CENTRES_SOURCE = 'commune-centres';
/** Borders between approximate areas, each once. */
export const BORDERS_SOURCE = 'commune-borders';

/** The weight is told from the first name; the family itself is found under the second. */
const REGULAR = ['Be Vietnam Pro Medium', 'Be Vietnam Pro'];

const IMPORTED: ExpressionSpecification = ['!=', ['get', 'approximate'], true];

const borderWidth: ExpressionSpecification = [
  'interpolate',
  ['linear'],
  ['zoom'],
  8,
  0.5,
  12,
  1,
  16,
  1.8,
];

/** Fills of the communes, and the outlines of those with a true border. */
export function areaLayers(colours: MapColours, overBasemap: boolean): LayerSpecification[] {
  return [
    {
      id: 'commune:fill',
      type: 'fill',
      source: AREAS_SOURCE,
      paint: {
        'fill-color': ['match', ['get', 'type'], 'phuong', colours.urban, colours.rural],
        'fill-opacity': overBasemap ? 0 : 1,
      },
    },
    {
      id: 'commune:border',
      type: 'line',
      source: AREAS_SOURCE,
      filter: IMPORTED,
      layout: { 'line-join': 'round' },
      paint: { 'line-color': colours.border, 'line-width': borderWidth, 'line-opacity': 0.7 },
    },
  ];
}

/** Borders that are only drawn from centres: dashed, and never to be taken for the true ones. */
export function approximateBorderLayer(colours: MapColours): LayerSpecification {
  return {
    id: 'commune:border-approximate',
    type: 'line',
    source: BORDERS_SOURCE,
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': colours.border,
      'line-width': borderWidth,
      'line-opacity': 0.75,
      'line-dasharray': [4, 4],
    },
  };
}

/** The communes of the filter, outlined so that the eye finds them. */
export function chosenAreaLayer(
  colours: MapColours,
  communeCodes: readonly string[],
): LayerSpecification {
  return {
    id: 'commune:chosen',
    type: 'line',
    source: AREAS_SOURCE,
    filter: ['in', ['get', 'code'], ['literal', [...communeCodes]]],
    layout: { 'line-join': 'round' },
    paint: { 'line-color': colours.accent, 'line-width': 2.5, 'line-opacity': 0.9 },
  };
}

/** Names: the large rural communes first, the dense inner ones nearer, with their type at last. */
export function communeLabelLayers(colours: MapColours): LayerSpecification[] {
  const label = (
    id: string,
    type: 'xa' | 'phuong',
    minzoom: number,
    full: number,
  ): LayerSpecification => ({
    id,
    type: 'symbol',
    source: CENTRES_SOURCE,
    minzoom,
    filter: ['==', ['get', 'type'], type],
    layout: {
      'text-field': ['step', ['zoom'], ['get', 'name'], full, ['get', 'fullName']],
      'text-font': REGULAR,
      'text-size': ['interpolate', ['linear'], ['zoom'], 9, 10.5, 12, 12, 16, 15],
      'text-max-width': 7,
      'text-padding': 4,
    },
    paint: {
      'text-color': type === 'phuong' ? colours.label : colours.labelQuiet,
      'text-opacity': type === 'phuong' ? 0.78 : 1,
      'text-halo-color': colours.halo,
      'text-halo-width': 1.4,
    },
  });
  return [
    label('commune:label-rural', 'xa', 9.2, 11.5),
    label('commune:label-urban', 'phuong', 10.6, 13),
  ];
}
