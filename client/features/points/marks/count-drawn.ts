import type { Map as MapLibre } from 'maplibre-gl';

import { MARKS_LAYER, MARKS_SOURCE } from './mark-layers.ts';

type Asked = Pick<MapLibre, 'getLayer' | 'isSourceLoaded' | 'queryRenderedFeatures'>;

/**
 * Counts the marks that the screen shows; null while the map cannot say. A style that is being replaced, by another
 * ground or another scheme, has no layer of marks for some frames, and MapLibre reports a question about it as an error.
 */
export function countDrawn(map: Asked): number | null {
  if (map.getLayer(MARKS_LAYER) === undefined || !map.isSourceLoaded(MARKS_SOURCE)) return null;
  return map.queryRenderedFeatures({ layers: [MARKS_LAYER] }).length;
}
