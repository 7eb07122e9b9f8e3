import type { LayerSpecification } from 'maplibre-gl';

import type { Tokens } from '#client/ui/tokens.ts';

export const MARKS_SOURCE = 'point-marks';
export const LABELS_SOURCE = 'point-labels';
export const FOCUS_SOURCE = 'point-focus';
export const MARKS_LAYER = 'mark:sign';
export const PULSE_LAYER = 'mark:pulse';

const SEMIBOLD = ['Be Vietnam Pro SemiBold', 'Be Vietnam Pro'];
/** From this zoom on there is room for the names of points. */
export const LABELS_ZOOM = 15;

/** Marks with their numbers; a recurrence lies above everything else. */
export function markLayer(tokens: Tokens): LayerSpecification {
  return {
    id: MARKS_LAYER,
    type: 'symbol',
    source: MARKS_SOURCE,
    layout: {
      'icon-image': ['get', 'image'],
      'icon-allow-overlap': true,
      'icon-padding': 0,
      'text-field': ['get', 'label'],
      'text-font': SEMIBOLD,
      // Six digits are to stay within their ring.
      'text-size': ['case', ['>', ['length', ['get', 'label']], 6], 10.5, 12.5],
      'text-allow-overlap': true,
      'symbol-sort-key': ['get', 'rank'],
    },
    paint: { 'text-color': tokens.text },
  };
}

/** The name of a single point under it, or what else was chosen, where there is room. */
export function labelLayer(tokens: Tokens): LayerSpecification {
  return {
    id: 'mark:label',
    type: 'symbol',
    source: LABELS_SOURCE,
    minzoom: LABELS_ZOOM,
    layout: {
      'text-field': ['get', 'label'],
      'text-font': SEMIBOLD,
      'text-size': 11.5,
      'text-max-width': 9,
      // Where there is no room below the sign, there may be beside it.
      'text-variable-anchor': ['top', 'bottom', 'left', 'right'],
      'text-justify': 'auto',
      'text-padding': 1,
      // Beyond the sign and its rings: those of a suspicion reach farthest.
      'text-radial-offset': ['match', ['get', 'rank'], 0, 1.5, 1, 2.15, 1.8],
      'symbol-sort-key': ['-', 0, ['get', 'rank']],
    },
    paint: {
      'text-color': ['case', ['==', ['get', 'rank'], 2], tokens.status.recurring, tokens.text],
      'text-halo-color': tokens.surface,
      'text-halo-width': 1.6,
    },
  };
}

/** The ring that goes out from a recurring point; `open` is its end. */
export function pulseLayer(tokens: Tokens): LayerSpecification {
  return {
    id: PULSE_LAYER,
    type: 'circle',
    source: MARKS_SOURCE,
    filter: ['==', ['get', 'pulse'], true],
    paint: {
      'circle-radius': 13,
      'circle-color': 'rgba(0, 0, 0, 0)',
      'circle-stroke-width': 2.5,
      'circle-stroke-color': tokens.status.recurring,
      'circle-stroke-opacity': 0,
    },
  };
}

/** Layer of the mark that the pointer or the list points at, and of the chosen one. */
export function focusLayer(tokens: Tokens): LayerSpecification {
  return {
    id: 'focus:ring',
    type: 'circle',
    source: FOCUS_SOURCE,
    paint: {
      'circle-radius': ['get', 'radius'],
      'circle-color': tokens.accent,
      'circle-opacity': ['case', ['get', 'chosen'], 0.22, 0.14],
      'circle-stroke-width': ['case', ['get', 'chosen'], 3, 2],
      'circle-stroke-color': tokens.accent,
    },
  };
}
