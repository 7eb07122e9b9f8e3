import type { TextEncoding } from '#server/tables/vietnamese-encodings.ts';

import type { DeclaredCrs } from './map-file.ts';

/** A coordinate system as MapInfo numbers its parts. */
export type MapInfoSystem = {
  projection: number;
  datum: number;
  ellipsoid: number | null;
  /** Shift to WGS 84 along three axes, metres. */
  shift: readonly number[];
  /** Unit of the coordinates: `m`, or MapInfo's word or number for another. */
  unit: string;
  /** Central meridian, latitude of origin, scale factor, false easting, false northing. */
  parameters: readonly number[];
};

const DEGREES = 1;
const TRANSVERSE_MERCATOR = 8;
/** Datums that are WGS 84 to within a metre: WGS 84 itself, and GRS 80. */
const SAME_AS_WGS84 = [104, 33];
/** Ellipsoids of WGS 84 and of GRS 80. */
const ELLIPSOIDS = [28, 0];
/** Metres that the shift of VN-2000 may differ in one axis from the official one. */
const TOLERANCE = 1;
const NAMES: Readonly<Record<string, string>> = {
  D_WGS_1984: 'WGS 84',
  D_Vietnam_2000: 'VN-2000',
};
const VN2000_SHIFT = [-191.904, -39.303, -111.45];

/**
 * Says a MapInfo system in the words of a .prj, so that one reader judges both. A datum is known by its number, or by
 * the three lengths of its shift: MapInfo has no number for VN-2000, and files of this country carry its parameters.
 */
export function declaredByMapInfo(system: MapInfoSystem): DeclaredCrs {
  const { projection, parameters, unit } = system;
  const datum = datumName(system);
  const name = NAMES[datum] ?? datum;
  const geographic = `GEOGCS["${name}",DATUM["${datum}",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]`;
  if (projection === DEGREES) return fromMapInfo(geographic);
  if (projection !== TRANSVERSE_MERCATOR || unit !== 'm') {
    return fromMapInfo(`"MapInfo CoordSys Earth Projection ${projection}"`);
  }
  const [meridian = 0, latitude = 0, scale = 1, easting = 0, northing = 0] = parameters;
  const named = Object.entries({
    Central_Meridian: meridian,
    Latitude_Of_Origin: latitude,
    Scale_Factor: scale,
    False_Easting: easting,
    False_Northing: northing,
  }).map(([name, value]) => `PARAMETER["${name}",${value}]`);
  return fromMapInfo(
    `PROJCS["${name} / Transverse Mercator ${meridian}°, k ${scale}",${geographic},PROJECTION["Transverse_Mercator"],${named.join(',')},UNIT["Meter",1.0]]`,
  );
}

export const NO_SYSTEM: DeclaredCrs = { from: 'mapinfo', srid: null, wkt: null };

/** Encoding that a `Charset` names; the Western ones are not believed: text of the old fonts stands under them too. */
export function encodingOfCharset(charset: string): TextEncoding | null {
  if (/utf-?8/i.test(charset)) return 'utf-8';
  return /vietnam|1258/i.test(charset) ? 'windows-1258' : null;
}

function fromMapInfo(wkt: string): DeclaredCrs {
  return { from: 'mapinfo', srid: null, wkt };
}

function datumName({ datum, ellipsoid, shift }: MapInfoSystem): string {
  const isUnshifted = shift.every((metres) => metres === 0);
  if (SAME_AS_WGS84.includes(datum) && isUnshifted) return 'D_WGS_1984';
  const hasEllipsoid = ellipsoid !== null && ELLIPSOIDS.includes(ellipsoid);
  if (!hasEllipsoid) return `MapInfo datum ${datum}`;
  if (isUnshifted && datum === 0) return 'D_WGS_1984';
  const isVn2000 = VN2000_SHIFT.every(
    (metres, axis) => Math.abs((shift[axis] ?? NaN) - metres) < TOLERANCE,
  );
  return isVn2000 ? 'D_Vietnam_2000' : `MapInfo datum ${datum}`;
}
