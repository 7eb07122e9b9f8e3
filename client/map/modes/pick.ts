import type { MapMouseEvent } from 'maplibre-gl';

import type { StartMode } from './mode.ts';

/** One place, by a tap. */
export const pick: StartMode = (map, _tokens, told) => {
  const take = ({ lngLat }: MapMouseEvent) => told([[lngLat.lng, lngLat.lat]], false);
  map.on('click', take);
  return { stop: () => map.off('click', take) };
};
