import type { Map as MapLibre } from 'maplibre-gl';

import { MARKS_LAYER, MARKS_SOURCE } from './mark-layers.ts';

type Asked = Pick<MapLibre, 'getLayer' | 'isSourceLoaded' | 'queryRenderedFeatures'>;

/** Tests whether the style has the layer of marks with its source loaded: then the frame shows the present marks. */
export function showsMarks(map: Pick<Asked, 'getLayer' | 'isSourceLoaded'>): boolean {
  return map.getLayer(MARKS_LAYER) !== undefined && map.isSourceLoaded(MARKS_SOURCE);
}

/**
 * Counts the marks on the screen; null while the map cannot say. A style that is being replaced (another base map or
 * colour scheme) has no layer of marks for some frames, and MapLibre reports a question about it as an error.
 */
export function countDrawn(map: Asked): number | null {
  return showsMarks(map) ? map.queryRenderedFeatures({ layers: [MARKS_LAYER] }).length : null;
}
