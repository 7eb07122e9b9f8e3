import proj4 from 'proj4';

import type { LonLat } from '#server/contract/geo.ts';
import { HANOI_TM3_SRID, VN2000_SYSTEMS } from '#server/contract/vn2000.ts';

const converter = proj4('EPSG:4326', VN2000_SYSTEMS.get(HANOI_TM3_SRID)?.definition ?? '');

/** WGS 84 → metres on the city's own grid (VN-2000, TM-3, central meridian 105°). */
export function toPlane([longitude, latitude]: LonLat): { x: number; y: number } {
  const [x = 0, y = 0] = converter.forward([longitude, latitude]);
  return { x, y };
}

/** Back to WGS 84, to a tenth of a metre. */
export function toLonLat(x: number, y: number): LonLat {
  const [longitude = 0, latitude = 0] = converter.inverse([x, y]);
  return [round(longitude), round(latitude)];
}

function round(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}

/** The corners of a square cell, closed, to be drawn. */
export function cellRing(left: number, bottom: number, side: number): LonLat[] {
  const corners = [
    [left, bottom],
    [left + side, bottom],
    [left + side, bottom + side],
    [left, bottom + side],
    [left, bottom],
  ];
  return corners.map(([x = 0, y = 0]) => toLonLat(x, y));
}

const CIRCLE_CORNERS = 48;

/** A circle as a closed ring. */
export function circleRing(x: number, y: number, radius: number): LonLat[] {
  return Array.from({ length: CIRCLE_CORNERS + 1 }, (_, i) => {
    const angle = (2 * Math.PI * i) / CIRCLE_CORNERS;
    return toLonLat(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
  });
}
