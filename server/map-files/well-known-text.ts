import type { TransverseMercator } from '#server/contract/vn2000.ts';

const NUMBER = String.raw`([-+]?[\d.]+(?:e[-+]?\d+)?)`;

/** Parts of a coordinate system's well-known text, first or second version, that the importer needs. */
export type WktSummary = {
  name: string;
  srid: number | null;
  datum: string;
  isProjected: boolean;
  isVn2000: boolean;
  hasShiftToWgs84: boolean;
  /** Null for a geographic system and for any other projection. */
  transverseMercator: TransverseMercator | null;
};

/** Reads the parts by name, so the dialects of Esri, OGC and WKT 2 need no telling apart; null for no WKT. */
export function summariseWkt(wkt: string): WktSummary | null {
  const keyword = /^\s*([A-Z_0-9]+)\s*[[(]\s*"([^"]*)"/i.exec(wkt);
  const datum = /(?:DATUM|ENSEMBLE|TRF)\s*[[(]\s*"([^"]*)"/i.exec(wkt)?.[1];
  if (!keyword || datum === undefined) return null;
  const isProjected = /PROJ(?:CS|CRS|ECTEDCRS)\s*[[(]/i.test(wkt);
  return {
    name: keyword[2] ?? '',
    srid: sridOf(wkt),
    datum,
    isProjected,
    isVn2000:
      /VN[_\s-]?2000|Viet_?\s?nam[_\s]?2000/i.test(wkt) ||
      /"EPSG"\s*,\s*"?(?:4756|6756)\b/.test(wkt),
    hasShiftToWgs84: /TOWGS84\s*[[(]/i.test(wkt),
    transverseMercator: isProjected ? transverseMercatorOf(wkt) : null,
  };
}

/** The code at the very end names the whole system; those before it name its parts. */
function sridOf(wkt: string): number | null {
  const found = /(?:AUTHORITY|ID)\s*[[(]\s*"EPSG"\s*,\s*"?(\d{1,6})"?\s*[\])]\s*[\])]\s*$/i.exec(
    wkt,
  );
  return found ? Number(found[1]) : null;
}

function transverseMercatorOf(wkt: string): TransverseMercator | null {
  if (
    !/(?:PROJECTION|METHOD)\s*[[(]\s*"(?:Transverse[_ ]Mercator|Gauss[_ ]Kruger)[^"]*"/i.test(wkt)
  )
    return null;
  const values = new Map<string, number>();
  for (const [, name = '', value] of wkt.matchAll(
    new RegExp(String.raw`PARAMETER\s*[[(]\s*"([^"]*)"\s*,\s*${NUMBER}`, 'gi'),
  )) {
    values.set(name.toLowerCase().replace(/\W+/g, '_'), Number(value));
  }
  const first = (...names: string[]) =>
    names.map((name) => values.get(name)).find((v) => v !== undefined);
  const centralMeridian = first(
    'central_meridian',
    'longitude_of_natural_origin',
    'longitude_of_center',
  );
  if (centralMeridian === undefined) return null;
  return {
    centralMeridian,
    latitudeOfOrigin: first('latitude_of_origin', 'latitude_of_natural_origin') ?? 0,
    scaleFactor: first('scale_factor', 'scale_factor_at_natural_origin') ?? 1,
    falseEasting: first('false_easting') ?? 0,
    falseNorthing: first('false_northing') ?? 0,
    metresPerUnit: metresPerUnit(wkt),
  };
}

/** The grid's unit is the last length written: the geographic part with its degrees comes first. */
function metresPerUnit(wkt: string): number {
  const lengths = [
    ...wkt.matchAll(new RegExp(String.raw`LENGTHUNIT\s*[[(]\s*"[^"]*"\s*,\s*${NUMBER}`, 'gi')),
  ];
  const units = [
    ...wkt.matchAll(new RegExp(String.raw`\bUNIT\s*[[(]\s*"[^"]*"\s*,\s*${NUMBER}`, 'gi')),
  ];
  return Number((lengths.at(-1) ?? units.at(-1))?.[1] ?? 1);
}
