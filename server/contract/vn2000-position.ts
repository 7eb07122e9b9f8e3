import type { LonLat } from './geo.ts';
import { PLAIN_GRID, VN2000_SHIFT } from './vn2000.ts';

/** Ellipsoid of VN-2000 and of WGS 84: half the long axis (metres) and flattening. */
const AXIS = 6_378_137;
const FLATTENING = 1 / 298.257223563;
const ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING);
const RADIAN = Math.PI / 180;
const ARC_SECOND = RADIAN / 3_600;
/** Rounds until latitude and height agree: to less than 0.1 mm near the ground. */
const ROUNDS = 6;

const THIRD = FLATTENING / (2 - FLATTENING);
const [N, N2, N3, N4] = [THIRD, THIRD ** 2, THIRD ** 3, THIRD ** 4];
/** Radius of the sphere with the same meridian, metres. */
const RECTIFYING = (AXIS / (1 + N)) * (1 + N2 / 4 + N4 / 64);
/** Series from the plane back to the sphere, and from the sphere to the ellipsoid. */
const TO_SPHERE = [
  N / 2 - (2 / 3) * N2 + (37 / 96) * N3 - N4 / 360,
  N2 / 48 + N3 / 15 - (437 / 1_440) * N4,
  (17 / 480) * N3 - (37 / 840) * N4,
  (4_397 / 161_280) * N4,
];
const TO_ELLIPSOID = [
  2 * N - (2 / 3) * N2 - 2 * N3 + (116 / 45) * N4,
  (7 / 3) * N2 - (8 / 5) * N3 - (227 / 45) * N4,
  (56 / 15) * N3 - (136 / 35) * N4,
  (4_279 / 630) * N4,
];

type Grid = { centralMeridian: number; scaleFactor: number };

/**
 * Turns easting and northing (metres) of an official VN-2000 grid into WGS 84 longitude and latitude (degrees), for a
 * place at sea level. The inverse of the transverse Mercator projection is Krüger's series to the fourth power of n
 * (EPSG guidance note 7-2, method 9807: under 1 mm within these zones); the shift between the two systems is the seven
 * parameters of Decision 05/2007/QĐ-BTNMT.
 */
export function fromVn2000(
  metres: readonly [easting: number, northing: number],
  grid: Grid,
): LonLat {
  const [longitude, latitude] = fromPlane(metres, grid);
  return toWgs84(longitude, latitude);
}

/** Longitude and latitude on VN-2000, radians. */
function fromPlane(
  [easting, northing]: readonly [number, number],
  { centralMeridian, scaleFactor }: Grid,
): [longitude: number, latitude: number] {
  const north = (northing - PLAIN_GRID.falseNorthing) / (scaleFactor * RECTIFYING);
  const east = (easting - PLAIN_GRID.falseEasting) / (scaleFactor * RECTIFYING);
  let [along, across] = [north, east];
  for (const [at, factor] of TO_SPHERE.entries()) {
    const times = 2 * (at + 1);
    along -= factor * Math.sin(times * north) * Math.cosh(times * east);
    across -= factor * Math.cos(times * north) * Math.sinh(times * east);
  }
  const onSphere = Math.asin(Math.sin(along) / Math.cosh(across));
  const latitude = TO_ELLIPSOID.reduce(
    (sum, factor, at) => sum + factor * Math.sin(2 * (at + 1) * onSphere),
    onSphere,
  );
  return [centralMeridian * RADIAN + Math.atan2(Math.sinh(across), Math.cos(along)), latitude];
}

/** From angles (radians) on VN-2000 through coordinates from the middle of the earth (metres) to degrees on WGS 84. */
function toWgs84(longitude: number, latitude: number): LonLat {
  const curvature = AXIS / Math.sqrt(1 - ECCENTRICITY_SQUARED * Math.sin(latitude) ** 2);
  const x = curvature * Math.cos(latitude) * Math.cos(longitude);
  const y = curvature * Math.cos(latitude) * Math.sin(longitude);
  const z = curvature * (1 - ECCENTRICITY_SQUARED) * Math.sin(latitude);
  const [dx, dy, dz, turnX, turnY, turnZ, millionths] = VN2000_SHIFT;
  const [rx, ry, rz] = [turnX * ARC_SECOND, turnY * ARC_SECOND, turnZ * ARC_SECOND];
  const scale = 1 + millionths / 1e6;
  return toDegrees([
    scale * (x - rz * y + ry * z) + dx,
    scale * (rz * x + y - rx * z) + dy,
    scale * (-ry * x + rx * y + z) + dz,
  ]);
}

function toDegrees([x, y, z]: readonly [number, number, number]): LonLat {
  const fromAxis = Math.hypot(x, y);
  let latitude = Math.atan2(z, fromAxis * (1 - ECCENTRICITY_SQUARED));
  for (let round = 0; round < ROUNDS; round += 1) {
    const curvature = AXIS / Math.sqrt(1 - ECCENTRICITY_SQUARED * Math.sin(latitude) ** 2);
    latitude = Math.atan2(z + ECCENTRICITY_SQUARED * curvature * Math.sin(latitude), fromAxis);
  }
  return [Math.atan2(y, x) / RADIAN, latitude / RADIAN];
}
