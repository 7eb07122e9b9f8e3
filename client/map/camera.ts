import { bbox, multiPoint } from '@turf/turf';

import type { Camera } from '#client/register/view-search.ts';
import { CITY_BOUNDS, type BoundingBox, type LonLat } from '#server/contract/geo.ts';

/** A camera that has come to rest, with the box that it shows (degrees). */
export type SettledCamera = Camera & { bounds: BoundingBox };

export const MAXIMUM_ZOOM = 19;

// Panels float over the map, so the city's edge must be able to leave the middle of the screen.
const BEYOND_DEGREES = 0.6;

/** Bounds within which the map may be moved. */
export const MAP_LIMITS: BoundingBox = [
  CITY_BOUNDS[0] - BEYOND_DEGREES,
  CITY_BOUNDS[1] - BEYOND_DEGREES,
  CITY_BOUNDS[2] + BEYOND_DEGREES,
  CITY_BOUNDS[3] + BEYOND_DEGREES,
];

// A large screen: too much ground costs less than a second question.
const SCREEN_PIXELS = { width: 1920, height: 1200 };

/** View that a map will show once it is there, so that its contents can be fetched beside its code. */
export function expectedView(camera: Camera): SettledCamera {
  const degrees = 360 / (512 * 2 ** camera.zoom);
  const [longitude, latitude] = camera.at;
  const width = (SCREEN_PIXELS.width / 2) * degrees;
  const height = (SCREEN_PIXELS.height / 2) * degrees;
  return {
    ...camera,
    bounds: [longitude - width, latitude - height, longitude + width, latitude + height],
  };
}

/** Initial box of the camera: all the centres with a margin around them, or the whole city. */
export function boundsAround(centres: readonly LonLat[], marginDegrees: number): BoundingBox {
  if (centres.length === 0) return CITY_BOUNDS;
  const [west, south, east, north] = bbox(multiPoint(centres.map((centre) => [...centre])));
  return [west - marginDegrees, south - marginDegrees, east + marginDegrees, north + marginDegrees];
}

/** True when two cameras show the same to the eye: a ten-thousandth of the view, a hundredth of a zoom. */
export function sameCamera(a: Camera, b: Camera): boolean {
  const step = 0.036 / 2 ** Math.min(a.zoom, b.zoom);
  return (
    Math.abs(a.at[0] - b.at[0]) <= Math.max(step, 2e-5) &&
    Math.abs(a.at[1] - b.at[1]) <= Math.max(step, 2e-5) &&
    Math.abs(a.zoom - b.zoom) <= 0.011
  );
}
