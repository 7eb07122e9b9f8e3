import type { LonLat } from '#server/contract/geo.ts';

/** A drawing of `width` × `height` in which the places lie as on a map with north above. */
export type Sketch = {
  width: number;
  height: number;
  /** Where a place stands in the drawing. */
  at: (place: LonLat) => readonly [number, number];
  /** A round length in metres with its size in the drawing. */
  scale: { metres: number; size: number };
};

const METRES_PER_DEGREE = 111_320;
const MARGIN = 18;
/** The least that a drawing shows, so that stops of one street do not fill the sheet. */
const LEAST_METRES = 400;

/**
 * Lays places out on paper: an equirectangular projection about their middle, one scale in both directions,
 * wide enough for all of them.
 */
export function sketchOf(places: readonly LonLat[], width: number, height: number): Sketch {
  const longitudes = places.map(([longitude]) => longitude);
  const latitudes = places.map(([, latitude]) => latitude);
  const middle: LonLat = [middleOf(longitudes), middleOf(latitudes)];
  const [perLongitude, perLatitude] = [
    METRES_PER_DEGREE * Math.cos((middle[1] * Math.PI) / 180),
    METRES_PER_DEGREE,
  ];
  const wide = Math.max(LEAST_METRES, spanOf(longitudes) * perLongitude);
  const high = Math.max(LEAST_METRES, spanOf(latitudes) * perLatitude);
  const perMetre = Math.min((width - 2 * MARGIN) / wide, (height - 2 * MARGIN) / high);
  const metres = roundLength((width * 0.25) / perMetre);
  return {
    width,
    height,
    at: ([longitude, latitude]) => [
      width / 2 + (longitude - middle[0]) * perLongitude * perMetre,
      height / 2 - (latitude - middle[1]) * perLatitude * perMetre,
    ],
    scale: { metres, size: metres * perMetre },
  };
}

/** The longest of 1, 2 or 5 times a power of ten that is no longer. */
function roundLength(metres: number): number {
  const power = 10 ** Math.floor(Math.log10(metres));
  return [5, 2, 1].map((step) => step * power).find((step) => step <= metres) ?? power;
}

function middleOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : (Math.min(...values) + Math.max(...values)) / 2;
}

function spanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : Math.max(...values) - Math.min(...values);
}
