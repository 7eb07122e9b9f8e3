import type { LonLat } from '#server/contract/geo.ts';

/** WGS 84. */
const EQUATORIAL_METRES = 6_378_137;
const FLATTENING = 1 / 298.257_223_563;
const RADIANS = Math.PI / 180;
const SECONDS_PER_HOUR = 3_600;

export type StraightRule = {
  /** Metres travelled per metre of geodesic. */
  factor: number;
  /** Kilometres an hour over the lengthened way. */
  speed: number;
};

/**
 * Length of the geodesic on WGS 84 in metres: Lambert's formula over reduced latitudes (Andoyer 1932),
 * within 10 m over thousands of kilometres and within centimetres across a city.
 */
export function geodesicMetres(from: LonLat, to: LonLat): number {
  const [reducedFrom, reducedTo] = [reducedLatitude(from[1]), reducedLatitude(to[1])];
  const angle = centralAngle(reducedFrom, reducedTo, (to[0] - from[0]) * RADIANS);
  if (angle === 0) return 0;
  const mean = (reducedFrom + reducedTo) / 2;
  const half = (reducedTo - reducedFrom) / 2;
  const x =
    ((angle - Math.sin(angle)) * (Math.sin(mean) * Math.cos(half)) ** 2) / Math.cos(angle / 2) ** 2;
  const y =
    ((angle + Math.sin(angle)) * (Math.cos(mean) * Math.sin(half)) ** 2) / Math.sin(angle / 2) ** 2;
  return EQUATORIAL_METRES * (angle - (FLATTENING / 2) * (x + y));
}

function reducedLatitude(degrees: number): number {
  return Math.atan((1 - FLATTENING) * Math.tan(degrees * RADIANS));
}

/** Haversine: stable for near points. */
function centralAngle(from: number, to: number, turn: number): number {
  const chord =
    Math.sin((to - from) / 2) ** 2 + Math.cos(from) * Math.cos(to) * Math.sin(turn / 2) ** 2;
  return 2 * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** One leg as if it were ridden straight, lengthened by the factor. */
export function straightLeg(
  from: LonLat,
  to: LonLat,
  { factor, speed }: StraightRule,
): { metres: number; seconds: number } {
  const metres = geodesicMetres(from, to) * factor;
  return { metres, seconds: (metres / (speed * 1_000)) * SECONDS_PER_HOUR };
}

/** Every leg between `n` positions, row by row: entry `from * n + to`. */
export function straightMatrices(
  positions: readonly LonLat[],
  rule: StraightRule,
): { metres: Float64Array; seconds: Float64Array } {
  const { length } = positions;
  const metres = new Float64Array(length * length);
  const seconds = new Float64Array(length * length);
  positions.forEach((from, row) => {
    for (const [offset, to] of positions.slice(row + 1).entries()) {
      const column = row + 1 + offset;
      const leg = straightLeg(from, to, rule);
      for (const cell of [row * length + column, column * length + row]) {
        metres[cell] = leg.metres;
        seconds[cell] = leg.seconds;
      }
    }
  });
  return { metres, seconds };
}
