import type { Map as MapLibre } from 'maplibre-gl';

/** Metres around the sphere on which Web Mercator is drawn (radius 6,378,137 m). */
const EQUATOR_METRES = 2 * Math.PI * 6_378_137;
/** Side of the whole world at zoom 0, CSS pixels. */
const WORLD_PIXELS = 512;
/** A CSS pixel on paper: a 96th of an inch. */
const PIXEL_METRES = 0.0254 / 96;

/** Ground metres of one CSS pixel: Mercator draws everything larger by 1 / cos(latitude). */
export function metresPerPixelAt(latitude: number, zoom: number): number {
  return (EQUATOR_METRES * Math.cos((latitude * Math.PI) / 180)) / (WORLD_PIXELS * 2 ** zoom);
}

/** Ground metres of one CSS pixel in the middle of the map. */
export function metresPerPixel(map: MapLibre): number {
  return metresPerPixelAt(map.getCenter().lat, map.getZoom());
}

/** The second number of the scale 1 : n on paper that is printed at its full size, with three digits. */
export function printedScale(latitude: number, zoom: number): number {
  return Number((metresPerPixelAt(latitude, zoom) / PIXEL_METRES).toPrecision(3));
}
