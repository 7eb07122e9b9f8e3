import type { Map as MapLibre } from 'maplibre-gl';

/** Ground metres of one CSS pixel in the middle of the map. */
export function metresPerPixel(map: MapLibre): number {
  const { clientWidth, clientHeight } = map.getCanvas();
  const [left, right] = [0, clientWidth].map((x) => map.unproject([x, clientHeight / 2]));
  return left === undefined || right === undefined ? 0 : left.distanceTo(right) / clientWidth;
}
