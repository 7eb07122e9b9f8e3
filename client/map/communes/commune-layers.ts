import type { LayerSpecification } from 'maplibre-gl';

import type { MapColours } from '#client/map/style/map-colours.ts';

export const AREAS_SOURCE = 'communes';
export const CENTRES_SOURCE = 'commune-centres';
/** Borders between areas, each once. */
export const BORDERS_SOURCE = 'commune-borders';
/** Ground outside of every commune. */
export const BEYOND_SOURCE = 'commune-beyond';

/** The weight is told from the first name; the family itself is found under the second. */
const MEDIUM = ['Be Vietnam Pro Medium', 'Be Vietnam Pro'];

/** Fill of the communes, below the ground. A foreign style hides it: it has a paper of its own. */
export function areaFillLayer(colours: MapColours): LayerSpecification {
  return {
    id: 'commune:fill',
    type: 'fill',
    source: AREAS_SOURCE,
    paint: {
      'fill-color': [
        'match',
        ['get', 'type'],
        'phuong',
        colours.ground.urban,
        colours.ground.rural,
      ],
    },
  };
}

/** Veil over the ground beyond the communes, so that the city stands out at every zoom. */
export function beyondLayer(colours: MapColours, opacity: number): LayerSpecification {
  return {
    id: 'commune:beyond',
    type: 'fill',
    source: BEYOND_SOURCE,
    paint: {
      'fill-color': colours.ground.outside,
      'fill-opacity': opacity,
      'fill-antialias': false,
    },
  };
}

/**
 * Borders in a hue that no street has, with dashes and dots. Those that are only drawn from centres have short
 * dashes, never to be taken for the true ones.
 */
export function borderLayer(colours: MapColours, approximate: boolean): LayerSpecification {
  return {
    id: 'commune:border',
    type: 'line',
    source: BORDERS_SOURCE,
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': colours.ground.border,
      'line-width': ['interpolate', ['linear'], ['zoom'], 8, 0.8, 12, 1.6, 16, 2.6],
      'line-dasharray': approximate ? [2.5, 2.5] : [7, 2, 1.5, 2],
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
      'text-font': MEDIUM,
      'text-size': ['interpolate', ['linear'], ['zoom'], 8, 10, 12, 12, 16, 15],
      'text-max-width': 7,
      'text-padding': ['interpolate', ['linear'], ['zoom'], 8, 8, 11, 4],
      // Beside a mark or a street's name there is nearly always room.
      'text-variable-anchor-offset': [
        'center',
        [0, 0],
        'bottom',
        [0, -1.6],
        'top',
        [0, 1.6],
        'left',
        [2, 0],
        'right',
        [-2, 0],
        'bottom-left',
        [2, -2],
        'top-right',
        [-2, 2],
      ],
    },
    paint: {
      'text-color': colours.labelCommune,
      'text-halo-color': colours.halo,
      'text-halo-width': 1.6,
    },
  });
  return [
    label('commune:label-rural', 'xa', 7.5, 11.5),
    label('commune:label-urban', 'phuong', 9.2, 13),
  ];
}
