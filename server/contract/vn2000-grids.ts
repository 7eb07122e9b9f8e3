import { type BoundingBox, isInBox, type LonLat } from './geo.ts';
import type { GridAssumption, Vn2000Grid } from './point-import.ts';
import { PLAIN_GRID, TM3_MERIDIANS, VN2000_SHIFT } from './vn2000.ts';

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

const HANOI_MERIDIAN = 105;
const HANOI_GRID: Vn2000Grid = `tm3-${HANOI_MERIDIAN}`;

/** Hanoi's own grid (EPSG:5897), then the nationwide one (EPSG:3405); the rest by nearness of the meridian. */
export const GRIDS: readonly Vn2000Grid[] = [
  HANOI_GRID,
  'utm-48',
  ...TM3_MERIDIANS.filter((meridian) => meridian !== HANOI_MERIDIAN)
    .toSorted((a, b) => Math.abs(a - HANOI_MERIDIAN) - Math.abs(b - HANOI_MERIDIAN))
    .map((meridian) => `tm3-${meridian}`),
  'utm-49',
];

/** Easting and northing (metres) of a VN-2000 grid → WGS 84 longitude, latitude (degrees, 1e-7). */
export function fromGrid(grid: Vn2000Grid, easting: number, northing: number): LonLat {
  const [family, zone = '105'] = grid.split('-');
  const isUtm = family === 'utm';
  const [longitude, latitude] = fromVn2000([easting, northing], {
    centralMeridian: isUtm ? Number(zone) * 6 - 183 : Number(zone),
    scaleFactor: isUtm ? 0.9996 : 0.9999,
  });
  return [roundDegrees(longitude), roundDegrees(latitude)];
}

export function roundDegrees(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7;
}

/**
 * Largest distance in degrees between a position on a grid and the one estimated from its meridian: 1 km, many times
 * more than needed.
 */
const MOST_DEGREES_OFF = 0.01;

/**
 * Reads two numbers in metres, in either order (surveyors call the northing X), on the grid that puts them inside the
 * city: the named one, else the likely one, else the first of `GRIDS`. The city has taken in land of neighbouring
 * provinces, and the numbers alone do not tell their grids apart: all others that fit are listed too. Null when they
 * are not such metres or no grid fits.
 */
export function placeOnGrid(
  x: number,
  y: number,
  city: { bbox: BoundingBox; grid?: Vn2000Grid | null; likelyGrid?: Vn2000Grid | null },
): { position: LonLat; assumption: GridAssumption } | null {
  const northing = Math.max(x, y);
  const easting = Math.min(x, y);
  const [best, ...alternatives] = gridsFitting(easting, northing, city);
  if (best === undefined) return null;
  return {
    position: best.position,
    assumption: { grid: best.grid, northingFirst: x > y, alternatives },
  };
}

function gridsFitting(
  easting: number,
  northing: number,
  { bbox, grid = null, likelyGrid = null }: Parameters<typeof placeOnGrid>[2],
): GridAssumption['alternatives'] {
  const ordered =
    likelyGrid === null ? GRIDS : [likelyGrid, ...GRIDS.filter((one) => one !== likelyGrid)];
  const [west, , east] = bbox;
  const fromHanoiMeridian = fromGrid(HANOI_GRID, easting, northing)[0] - HANOI_MERIDIAN;
  return (grid === null ? ordered : [grid]).flatMap((one) => {
    // The TM-3 grids are one grid turned about the earth's axis: most are excluded without converting.
    const estimated = one.startsWith('tm3-')
      ? fromHanoiMeridian + Number(one.slice(4))
      : (west + east) / 2;
    if (estimated < west - MOST_DEGREES_OFF || estimated > east + MOST_DEGREES_OFF) return [];
    const position = fromGrid(one, easting, northing);
    return isInBox(position, bbox) ? [{ grid: one, position }] : [];
  });
}

/** True for a pair of lengths that a plane grid of Vietnam can hold (latitude 8–24°), in either order. */
export function looksLikeGrid(x: number, y: number): boolean {
  const northing = Math.max(x, y);
  const easting = Math.min(x, y);
  return easting >= 100_000 && easting <= 900_000 && northing >= 880_000 && northing <= 2_660_000;
}

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
