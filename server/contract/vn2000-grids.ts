import { type BoundingBox, isInBox, type LonLat } from './geo.ts';
import type { GridAssumption, Vn2000Grid } from './point-import.ts';
import { fromVn2000 } from './vn2000-position.ts';
import { TM3_MERIDIANS } from './vn2000.ts';

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
