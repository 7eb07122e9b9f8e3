import { brokenIfItThrows, MapFileError } from './map-file-error.ts';
import { decodeFileText } from './recognise-content.ts';
import type { AttributeValue, DeclaredCrs, MapFeature, MapLayer } from './map-file.ts';

const GEOMETRIES = /^(?:Multi)?(?:Point|LineString|Polygon)$|^GeometryCollection$/;

/**
 * Reads GeoJSON: a FeatureCollection, a Feature or a bare geometry. Honours the `crs` member of 2008. The id of a
 * feature becomes its last attribute, `id`: where a property says the same, the property is preferred.
 * @throws MapFileError `file_broken`, `not_a_map_file`
 */
export async function readGeoJson(bytes: Uint8Array): Promise<MapLayer> {
  const { text, kind } = decodeFileText(bytes);
  const root = await brokenIfItThrows('json', (): unknown => JSON.parse(text));
  if (!isRecord(root)) throw new MapFileError('not_a_map_file', { reason: 'other_json' });
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

/** A property as text, number or nothing: lists as one text, anything nested as JSON. */
export function attributeValue(value: unknown): AttributeValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map((part) => attributeValue(part) ?? '').join('; ');
  return typeof value === 'bigint' ? value.toString() : JSON.stringify(value);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function featuresOf(root: Record<string, unknown>): unknown[] {
  const { type, features } = root;
  if (type === 'Feature') return [root];
  if (type === 'FeatureCollection') {
    if (Array.isArray(features)) return features;
    throw new MapFileError('file_broken', { reason: 'no_features' });
  }
  if (typeof type === 'string' && GEOMETRIES.test(type)) {
    return [{ type: 'Feature', properties: {}, geometry: root }];
  }
  throw new MapFileError('not_a_map_file', { reason: 'other_json' });
}

function readFeature(feature: unknown): MapFeature {
  if (!isRecord(feature)) return { properties: {}, geometry: null };
  const given = isRecord(feature['properties']) ? Object.entries(feature['properties']) : [];
  const entries = given.map(([name, value]): [string, AttributeValue] => [
    name,
    attributeValue(value),
  ]);
  const id = feature['id'];
  const hasOwnId = given.some(([name]) => name === 'id');
  if (!hasOwnId && (typeof id === 'string' || typeof id === 'number')) entries.push(['id', id]);
  return { properties: Object.fromEntries(entries), geometry: feature['geometry'] ?? null };
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
