import type { Position } from 'geojson';

import { isRecord, listFeatures } from '#server/tables/read-geojson.ts';

import { BoundaryFileError, brokenIfItThrows } from './boundary-file-error.ts';
import { decodeFileText } from './recognise-format.ts';
import type { AttributeValue, DeclaredCrs, RawFeature, RawLayer } from './boundary-file.ts';

const MAXIMUM_NESTING = 8;
/** Stands where a coordinate is no number; reported with its feature later on. */
const NO_PLACE: Position = [NaN, NaN];

/**
 * Reads GeoJSON: a FeatureCollection, a Feature or a bare geometry; the `crs` member of 2008 is honoured.
 * @throws BoundaryFileError `boundary.file_broken`, `boundary.not_a_boundary_file`
 */
export async function readGeoJson(bytes: Uint8Array): Promise<RawLayer> {
  const { text, kind } = decodeFileText(bytes);
  const root = await brokenIfItThrows('json', (): unknown => JSON.parse(text));
  if (!isRecord(root))
    throw new BoundaryFileError('boundary.not_a_boundary_file', { reason: 'other_json' });
  return {
    format: 'geojson',
    layer: typeof root['name'] === 'string' ? root['name'] : null,
    crs: declaredCrs(root['crs']),
    features: featuresOf(root).map(readFeature),
    text: kind,
    declaredEncoding: null,
    warnings: [],
  };
}

/** Polygons of a GeoJSON geometry, those within collections too; null when there is none. */
export function polygonsOf(geometry: unknown, nesting = 0): Position[][][] | null {
  if (!isRecord(geometry) || nesting > MAXIMUM_NESTING) return null;
  const { type, coordinates, geometries } = geometry;
  if (type === 'Polygon') return [arrayOf(coordinates).map(readRing)];
  if (type === 'MultiPolygon')
    return arrayOf(coordinates).map((polygon) => arrayOf(polygon).map(readRing));
  if (type !== 'GeometryCollection') return null;
  const parts = arrayOf(geometries).flatMap((part) => polygonsOf(part, nesting + 1) ?? []);
  return parts.length === 0 ? null : parts;
}

/** A property as text, number or nothing; anything nested is kept as JSON. */
export function attributeValue(value: unknown): AttributeValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return typeof value === 'bigint' ? value.toString() : JSON.stringify(value);
}

function featuresOf(root: Record<string, unknown>): unknown[] {
  const features = listFeatures(root);
  if (features !== null) return features;
  switch (root['type']) {
    case 'FeatureCollection':
      throw new BoundaryFileError('boundary.file_broken', { reason: 'no_features' });
    case 'Polygon':
    case 'MultiPolygon':
    case 'GeometryCollection':
      return [{ type: 'Feature', properties: {}, geometry: root }];
    default:
      throw new BoundaryFileError('boundary.not_a_boundary_file', { reason: 'other_json' });
  }
}

function readFeature(feature: unknown): RawFeature {
  if (!isRecord(feature)) return { properties: {}, polygons: null };
  const given = isRecord(feature['properties']) ? Object.entries(feature['properties']) : [];
  const entries = given.map(([name, value]): [string, AttributeValue] => [
    name,
    attributeValue(value),
  ]);
  const id = feature['id'];
  const hasOwnId = given.some(([name]) => name === 'id');
  if (!hasOwnId && (typeof id === 'string' || typeof id === 'number')) entries.push(['id', id]);
  return { properties: Object.fromEntries(entries), polygons: polygonsOf(feature['geometry']) };
}

function readRing(ring: unknown): Position[] {
  return arrayOf(ring).map((position) => {
    if (!Array.isArray(position)) return NO_PLACE;
    const [x, y]: unknown[] = position;
    return typeof x === 'number' && typeof y === 'number' ? [x, y] : NO_PLACE;
  });
}

function declaredCrs(crs: unknown): DeclaredCrs {
  const byDefault = { from: 'geojson_default' as const, srid: 4326, wkt: null };
  if (!isRecord(crs) || !isRecord(crs['properties'])) return byDefault;
  const { name, code } = crs['properties'];
  const text = typeof name === 'string' ? name : `EPSG:${String(code)}`;
  if (/CRS:?84$/i.test(text)) return { ...byDefault, from: 'geojson_crs' };
  const number = /EPSG\W/i.test(text) ? /\d{4,6}$/.exec(text)?.[0] : undefined;
  if (number !== undefined) return { from: 'geojson_crs', srid: Number(number), wkt: null };
  // Named, but not by a number: refused with its name rather than taken for WGS 84.
  return { from: 'geojson_crs', srid: null, wkt: `"${text.replaceAll('"', '')}"` };
}

function arrayOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
