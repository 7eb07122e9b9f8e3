import type { Position } from 'geojson';
import proj4 from 'proj4';

import { MapFileError } from './map-file-error.ts';
import {
  sridOfVn2000Grid,
  vn2000Grid,
  VN2000_GEOGRAPHIC,
  VN2000_SYSTEMS,
} from '#server/contract/vn2000.ts';
import { SYSTEMS, WGS84 } from './known-systems.ts';
import { looksNorthingFirst, mostly, suggestSystems } from './suggest-systems.ts';
import { summariseWkt } from './well-known-text.ts';
import type { MapCrs, MapWarning, DeclaredCrs } from './map-file.ts';

const MAXIMUM_WKT = 20_000;

/** Datums that are WGS 84 to within a metre or so: nothing to shift. */
const SAME_AS_WGS84 =
  /WGS[_\s]?(?:19)?84|World[_ ]Geodetic[_ ]System[_ ]1984|ITRF|IGS|ETRS|European_Terrestrial|GDA|North_American_Datum_1983|CGCS|China_2000/i;

type Recognised = { crs: MapCrs; definition: string; warnings: MapWarning[] };

export type CoordinateSystem = {
  crs: MapCrs;
  /** From the file's coordinates to WGS 84 degrees, longitude first. NaN stays NaN. */
  toLonLat: (position: Position) => [lon: number, lat: number];
  warnings: MapWarning[];
};

/**
 * The coordinate system of a file: the chosen one, else the declared one, else WGS 84 for degrees.
 * @param samples one position of each polygon, in the file's coordinates
 * @throws MapFileError `crs_unknown` with what to choose: metres without a system, a system
 *   whose shift to WGS 84 is not known, or coordinates that cannot be of the system named
 */
export function resolveCoordinateSystem(
  declared: DeclaredCrs,
  chosenSrid: number | null,
  samples: readonly Position[],
): CoordinateSystem {
  const recognised = recognise(declared, chosenSrid, samples);
  const isIdentity = recognised.definition === WGS84;
  const converter = isIdentity ? null : proj4(recognised.definition, WGS84);
  const isGeographic =
    /\+proj=longlat/.test(recognised.definition) || isDegreeWkt(recognised.definition);
  const swapped = mostly(samples, isGeographic ? looksLatitudeFirst : looksNorthingFirst);
  if (isGeographic && !swapped && mostly(samples, looksMetric)) {
    throw unknown(
      recognised.crs.detectedFrom === 'geojson_default'
        ? 'metres_without_crs'
        : 'coordinates_do_not_fit',
      samples,
    );
  }
  const toLonLat = (position: Position): [number, number] => {
    const [first = NaN, second = NaN] = position;
    const x = swapped ? second : first;
    const y = swapped ? first : second;
    if (converter === null || !Number.isFinite(x) || !Number.isFinite(y)) return [x, y];
    const [lon = NaN, lat = NaN] = converter.forward([x, y]);
    return [lon, lat];
  };
  const warnings = [
    ...recognised.warnings,
    ...(swapped ? [{ code: 'axes_swapped' as const }] : []),
  ];
  return { crs: recognised.crs, toLonLat, warnings };
}

function recognise(
  declared: DeclaredCrs,
  chosenSrid: number | null,
  samples: readonly Position[],
): Recognised {
  if (chosenSrid !== null) {
    const chosen = bySrid(chosenSrid, 'chosen');
    if (!chosen) throw unknown('srid_not_supported', samples, String(chosenSrid));
    const stated = fromDeclaration(declared);
    const differs = stated !== null && stated.definition !== chosen.definition;
    const warning: MapWarning = {
      code: 'crs_overridden',
      parameters: { found: stated?.crs.name ?? '' },
    };
    return differs ? { ...chosen, warnings: [warning] } : chosen;
  }
  const stated = fromDeclaration(declared);
  if (stated) return stated;
  if (declared.wkt !== null || declared.srid !== null) {
    throw unknown('not_supported', samples, nameOf(declared));
  }
  if (!mostly(samples, (p) => !looksMetric(p))) throw unknown('metres_without_crs', samples);
  const crs: MapCrs = {
    name: 'WGS 84',
    srid: 4326,
    datumShift: 'none',
    detectedFrom: 'assumed',
  };
  return { crs, definition: WGS84, warnings: [{ code: 'crs_assumed' }] };
}

function fromDeclaration(declared: DeclaredCrs): Recognised | null {
  const stated = declared.wkt === null ? null : fromWkt(declared.wkt, declared);
  return stated ?? (declared.srid === null ? null : bySrid(declared.srid, declared.from));
}

function bySrid(srid: number, detectedFrom: MapCrs['detectedFrom']): Recognised | null {
  const known = SYSTEMS.get(srid);
  if (!known) return null;
  const crs = { name: known.name, srid, datumShift: known.datumShift, detectedFrom };
  return { crs, definition: known.definition, warnings: [] };
}

function fromWkt(wkt: string, declared: DeclaredCrs): Recognised | null {
  const text = summariseWkt(wkt.slice(0, MAXIMUM_WKT));
  if (!text) return null;
  const grid = text.transverseMercator;
  const srid = text.srid ?? declared.srid;
  const crs = { name: text.name, srid, datumShift: 'none' as const, detectedFrom: declared.from };
  if (text.isVn2000 || (srid !== null && VN2000_SYSTEMS.has(srid))) {
    // A .prj of VN-2000 names no shift: without ours the communes lie 200 m off.
    const definition = grid ? vn2000Grid(grid) : text.isProjected ? null : VN2000_GEOGRAPHIC;
    if (definition === null) return null;
    const official = grid ? sridOfVn2000Grid(grid) : 4756;
    return {
      crs: { ...crs, srid: official ?? srid, datumShift: 'vn2000' },
      definition,
      warnings: [],
    };
  }
  if (!text.hasShiftToWgs84 && !SAME_AS_WGS84.test(text.datum)) return null;
  const onTm3 = grid !== null && grid.scaleFactor === 0.9999;
  const warnings: MapWarning[] = onTm3 ? [{ code: 'crs_may_be_vn2000' }] : [];
  if (!text.isProjected && !text.hasShiftToWgs84)
    return { crs: { ...crs, srid: srid ?? 4326 }, definition: WGS84, warnings };
  return isUsable(wkt) ? { crs, definition: wkt, warnings } : null;
}

function isUsable(definition: string): boolean {
  try {
    proj4(definition, WGS84);
    return true;
  } catch {
    return false;
  }
}

function isDegreeWkt(definition: string): boolean {
  return /^\s*GEO(?:GCS|GCRS|DCRS)/i.test(definition);
}

function nameOf(declared: DeclaredCrs): string {
  const name = declared.wkt === null ? null : /"([^"]{0,100})"/.exec(declared.wkt)?.[1];
  return name ?? `EPSG:${declared.srid ?? ''}`;
}

function unknown(reason: string, samples: readonly Position[], found?: string): MapFileError {
  const suggestions = suggestSystems(samples);
  const suggestedSrids = suggestions.map(({ srid }) => srid);
  const parameters = { reason, suggestedSrids, suggestions, ...(found !== undefined && { found }) };
  return new MapFileError('crs_unknown', parameters);
}

function looksMetric([x = NaN, y = NaN]: Position): boolean {
  return Math.abs(x) > 360 || Math.abs(y) > 360;
}

function looksLatitudeFirst([x = NaN, y = NaN]: Position): boolean {
  return Math.abs(x) <= 90 && Math.abs(y) > 90 && Math.abs(y) <= 180;
}
