import type { Map as MapLibre } from 'maplibre-gl';

import { MARKS_LAYER, MARKS_SOURCE } from './mark-layers.ts';

type Asked = Pick<MapLibre, 'getLayer' | 'isSourceLoaded' | 'queryRenderedFeatures'>;

/** Tells whether the style has the layer of marks and the source of it is read: the frame then shows the marks of now. */
export function showsMarks(map: Pick<Asked, 'getLayer' | 'isSourceLoaded'>): boolean {
  return map.getLayer(MARKS_LAYER) !== undefined && map.isSourceLoaded(MARKS_SOURCE);
}

/**
 * Counts the marks that the screen shows; null while the map cannot say. A style that is being replaced, by another
 * ground or another scheme, has no layer of marks for some frames, and MapLibre reports a question about it as an error.
 */
export function countDrawn(map: Asked): number | null {
  return showsMarks(map) ? map.queryRenderedFeatures({ layers: [MARKS_LAYER] }).length : null;
}
