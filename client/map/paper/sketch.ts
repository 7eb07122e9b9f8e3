import { boundsAround } from '#client/map/camera.ts';
import { niceLength } from '#client/map/nice-length.ts';
import { METRES_PER_DEGREE, type BoundingBox, type LonLat } from '#server/contract/geo.ts';

/** A drawing of `width` × `height` in which the places lie as on a map with north above. */
export type Sketch = {
  width: number;
  height: number;
  /** Position of a place in the drawing. */
  at: (place: LonLat) => readonly [number, number];
  /** All that the drawing shows (west, south, east, north). */
  box: BoundingBox;
  /** A round length in metres with its size in the drawing. */
  scale: { metres: number; size: number };
};

const MARGIN = 18;
/** The least that a drawing shows, so that stops of one street do not fill the sheet. */
const LEAST_METRES = 400;

/**
 * Lays places out on paper: an equirectangular projection about their middle, one scale in both directions,
 * wide enough for all of them.
 */
export function sketchOf(places: readonly LonLat[], width: number, height: number): Sketch {
  const [west, south, east, north] = boundsAround(places, 0);
  const middle: LonLat = [(west + east) / 2, (south + north) / 2];
  const [perLongitude, perLatitude] = [
    METRES_PER_DEGREE * Math.cos((middle[1] * Math.PI) / 180),
    METRES_PER_DEGREE,
  ];
  const wide = Math.max(LEAST_METRES, (east - west) * perLongitude);
  const high = Math.max(LEAST_METRES, (north - south) * perLatitude);
  const perMetre = Math.min((width - 2 * MARGIN) / wide, (height - 2 * MARGIN) / high);
  const metres = niceLength((width * 0.25) / perMetre);
  const [halfWide, halfHigh] = [
    width / 2 / perMetre / perLongitude,
    height / 2 / perMetre / perLatitude,
  ];
  return {
    width,
    height,
    box: [middle[0] - halfWide, middle[1] - halfHigh, middle[0] + halfWide, middle[1] + halfHigh],
    at: ([longitude, latitude]) => [
      width / 2 + (longitude - middle[0]) * perLongitude * perMetre,
      height / 2 - (latitude - middle[1]) * perLatitude * perMetre,
    ],
    scale: { metres, size: metres * perMetre },
  };
}
