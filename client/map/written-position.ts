import type { LonLat } from '#server/contract/geo.ts';
import { plusCode } from '#server/contract/plus-code.ts';
import { HANOI_TM3_SRID, VN2000_SYSTEMS } from '#server/contract/vn2000.ts';

export const NOTATIONS = ['degrees', 'sexagesimal', 'vn2000', 'plusCode'] as const;
export type Notation = (typeof NOTATIONS)[number];

/**
 * Writes a position (longitude, latitude; WGS 84, degrees) in each notation that people ask for: latitude and longitude
 * in degrees, the same with minutes and seconds, northing and easting (metres) of the city's zone of VN-2000 (central
 * meridian 105°00′, three degrees wide), plus code. Numbers have
 * a point, as programs expect; all of them can be typed in again.
 */
export async function writtenPosition(position: LonLat): Promise<Record<Notation, string>> {
  const [longitude, latitude] = position;
  const [northing, easting] = await toVn2000(position);
  return {
    degrees: `${latitude.toFixed(6)}, ${longitude.toFixed(6)}`,
    sexagesimal: `${sexagesimal(latitude, 'N', 'S')} ${sexagesimal(longitude, 'E', 'W')}`,
    vn2000: `${northing.toFixed(2)}, ${easting.toFixed(2)}`,
    plusCode: plusCode(position),
  };
}

/** Northing and easting, metres: surveyors call them X and Y. */
async function toVn2000(position: LonLat): Promise<[northing: number, easting: number]> {
  // Few ask for it, and the library is large.
  const { default: proj4 } = await import('proj4');
  const zone = VN2000_SYSTEMS.get(HANOI_TM3_SRID)?.definition ?? '';
  const [easting = Number.NaN, northing = Number.NaN] = proj4('EPSG:4326', zone, [...position]);
  return [northing, easting];
}

/** An angle in degrees, minutes and seconds to a tenth (3 m): `21°01'43.3"N`. */
function sexagesimal(degrees: number, positive: string, negative: string): string {
  const tenths = Math.round(Math.abs(degrees) * 36_000);
  const seconds = ((tenths % 600) / 10).toFixed(1).padStart(4, '0');
  const minutes = String(Math.floor(tenths / 600) % 60).padStart(2, '0');
  return `${Math.floor(tenths / 36_000)}°${minutes}'${seconds}"${degrees < 0 ? negative : positive}`;
}
