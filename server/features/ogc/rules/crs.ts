import { AppError } from '#server/contract/problem.ts';
import { VN2000_SYSTEMS } from '#server/contract/vn2000.ts';

/** A system of coordinates that features and boxes can come in. */
export type Crs = {
  uri: string;
  /** proj4 definition; null for WGS 84 itself. */
  definition: string | null;
  latitudeFirst: boolean;
  degrees: boolean;
};

const EPSG = 'http://www.opengis.net/def/crs/EPSG/0/';

/** WGS 84, longitude first: what everything comes in that asks for nothing else. */
export const CRS84: Crs = {
  uri: 'http://www.opengis.net/def/crs/OGC/1.3/CRS84',
  definition: null,
  latitudeFirst: false,
  degrees: true,
};

/** The systems by their URI (OGC API Features, part 2): WGS 84 in both orders, VN-2000 with all its zones. */
export const ALL_CRS: ReadonlyMap<string, Crs> = new Map(
  [
    CRS84,
    { uri: `${EPSG}4326`, definition: null, latitudeFirst: true, degrees: true },
    ...[...VN2000_SYSTEMS].map(([srid, { definition }]) => {
      const degrees = srid === 4756;
      return { uri: `${EPSG}${srid}`, definition, latitudeFirst: degrees, degrees };
    }),
  ].map((crs) => [crs.uri, crs]),
);

/** Finds a system by its URI or CURIE; CRS84 where none is asked for. Throws `ogc.parameter_invalid`. */
export function crsOf(given: string | null, parameter: string): Crs {
  if (given === null) return CRS84;
  const curie = /^\[?EPSG:(\d{4,6})\]?$/i.exec(given)?.[1];
  const found = ALL_CRS.get(curie === undefined ? given : `${EPSG}${curie}`);
  if (found === undefined) {
    throw new AppError('ogc.parameter_invalid', { parameters: { name: parameter } });
  }
  return found;
}
