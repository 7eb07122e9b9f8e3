import type { Position } from 'geojson';

import { CITY_BOUNDS, isInBox } from '#server/contract/geo.ts';
import type { TextEncoding } from '#server/tables/vietnamese-encodings.ts';
import { decodeAttributes } from '#server/map-files/attribute-text.ts';
import {
  resolveCoordinateSystem,
  type CoordinateSystem,
} from '#server/map-files/coordinate-system.ts';
import { brokenIfItThrows, MapFileError } from '#server/map-files/map-file-error.ts';
import { DEFAULT_LIMITS, type MapLayer, type MapLimits } from '#server/map-files/map-file.ts';
import { isRecord } from '#server/map-files/read-geojson.ts';
import { readLayer } from '#server/map-files/read-layer.ts';
import { suggestSystems } from '#server/map-files/suggest-systems.ts';

import { boundaryProblem } from './boundary-file-error.ts';
import { normaliseGeometry } from './normalise-geometry.ts';
import { CROSSING_BUDGET } from './self-crossing.ts';
import type {
  BoundaryFeature,
  BoundaryFile,
  BoundaryFormat,
  BoundaryWarning,
} from './boundary-file.ts';

const MAXIMUM_NESTING = 8;
/** Stands where a coordinate is no number; reported with its feature later on. */
const NO_PLACE: Position = [NaN, NaN];

/** Polygons of a GeoJSON geometry, those within collections too; null when there is none. */
function polygonsOf(geometry: unknown, nesting = 0): Position[][][] | null {
  if (!isRecord(geometry) || nesting > MAXIMUM_NESTING) return null;
  const { type, coordinates, geometries } = geometry;
  if (type === 'Polygon') return [arrayOf(coordinates).map(readRing)];
  if (type === 'MultiPolygon')
    return arrayOf(coordinates).map((polygon) => arrayOf(polygon).map(readRing));
  if (type !== 'GeometryCollection') return null;
  const parts = arrayOf(geometries).flatMap((part) => polygonsOf(part, nesting + 1) ?? []);
  return parts.length === 0 ? null : parts;
}

/** True for a geometry that {@link polygonsOf} finds polygons in, without taking them out. */
function hasPolygons(geometry: unknown, nesting = 0): boolean {
  if (!isRecord(geometry) || nesting > MAXIMUM_NESTING) return false;
  const { type, geometries } = geometry;
  if (type === 'Polygon' || type === 'MultiPolygon') return true;
  return (
    type === 'GeometryCollection' &&
    arrayOf(geometries).some((part) => hasPolygons(part, nesting + 1))
  );
}

function readRing(ring: unknown): Position[] {
  return arrayOf(ring).map((position) => {
    if (!Array.isArray(position)) return NO_PLACE;
    const [x, y]: unknown[] = position;
    return typeof x === 'number' && typeof y === 'number' ? [x, y] : NO_PLACE;
  });
}

function arrayOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

export type BoundaryFileInput = {
  fileName: string;
  bytes: Uint8Array;
  /** Encoding of the attributes, where the file's own declaration is wrong or missing. */
  encoding?: TextEncoding | 'auto';
  /** EPSG code of the file's coordinates; overrides what the file says. */
  sourceSrid?: number | null;
  /** Name of the layer, for files that hold several. */
  layer?: string | null;
  limits?: Partial<MapLimits>;
};

/**
 * Reads a file of boundaries, in any format that {@link readLayer} knows, into areas in WGS 84, longitude first, with attributes in Unicode. Features that cannot be used are left
 * out and named in `warnings`.
 * @throws BoundaryFileError its code and reason say what is wrong with the file
 * @throws AppError `format.…` for a known format that is not read
 */
export async function readBoundaryFile(input: BoundaryFileInput): Promise<BoundaryFile> {
  return await asBoundaryProblem(() => brokenIfItThrows('unexpected', () => read(input)));
}

async function read(input: BoundaryFileInput): Promise<BoundaryFile> {
  const limits = { ...DEFAULT_LIMITS, ...input.limits };
  const choice = { limits, layer: input.layer ?? null, takes: hasPolygons };
  return assembleFile(await readLayer(input.bytes, choice), input);
}

/**
 * Puts a layer that a reader has left in its own coordinates and letters into WGS 84 and Unicode.
 * @throws BoundaryFileError as {@link readBoundaryFile}
 */
export function boundaryFileOf(layer: MapLayer<BoundaryFormat>): BoundaryFile {
  try {
    return assembleFile(layer, {});
  } catch (error) {
    throw error instanceof MapFileError ? boundaryProblem(error) : error;
  }
}

async function asBoundaryProblem<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw error instanceof MapFileError ? boundaryProblem(error) : error;
  }
}

function assembleFile(
  rawLayer: MapLayer<BoundaryFormat>,
  input: Omit<BoundaryFileInput, 'bytes' | 'fileName' | 'layer'>,
): BoundaryFile {
  const layer = withPolygons(rawLayer);
  const limits = { ...DEFAULT_LIMITS, ...input.limits };
  const vertexCount = checkSize(layer, limits);
  const samples = samplePositions(layer);
  const system = resolveCoordinateSystem(layer.crs, input.sourceSrid ?? null, samples);
  const attributes = decodeAttributes(layer, input.encoding ?? 'auto');
  const { features, warnings } = buildFeatures(layer, system, attributes.properties);
  if (features.length === 0) throw new MapFileError('no_shapes', { reason: 'none_usable' });
  const outside = warnOutsideCity(features);
  const isDoubtful =
    outside.length > 0 || system.warnings.some(({ code }) => code === 'crs_may_be_vn2000');
  return {
    format: layer.format,
    layer: layer.layer,
    crs: system.crs,
    suggestions: isDoubtful
      ? suggestSystems(samples).filter(({ srid }) => srid !== system.crs.srid)
      : [],
    features,
    fields: attributes.fields,
    encoding: attributes.encoding,
    vertexCount,
    warnings: [
      ...layer.warnings,
      ...system.warnings,
      ...attributes.warnings,
      ...warnings,
      ...outside,
    ],
  };
}

type PolygonLayer = MapLayer<BoundaryFormat> & { polygons: (Position[][][] | null)[] };

/** Takes the polygons out of each geometry; null for a feature without any. */
function withPolygons(layer: MapLayer<BoundaryFormat>): PolygonLayer {
  return { ...layer, polygons: layer.features.map(({ geometry }) => polygonsOf(geometry)) };
}

function checkSize(layer: PolygonLayer, limits: MapLimits): number {
  if (layer.features.length > limits.maximumFeatures) {
    throw new MapFileError('too_many_vertices', {
      reason: 'features',
      limit: limits.maximumFeatures,
    });
  }
  let count = 0;
  for (const polygons of layer.polygons) {
    for (const rings of polygons ?? []) for (const ring of rings) count += ring.length;
  }
  if (count > limits.maximumVertices) {
    throw new MapFileError('too_many_vertices', { limit: limits.maximumVertices });
  }
  if (count === 0) throw new MapFileError('no_shapes');
  return count;
}

/** One position of each polygon, in the file's own coordinates: enough to judge what they can be. */
function samplePositions(layer: PolygonLayer): Position[] {
  return layer.polygons.flatMap((polygons) =>
    (polygons ?? []).flatMap((rings) => {
      const position = rings[0]?.find(([x, y]) => Number.isFinite(x) && Number.isFinite(y));
      return position ? [position] : [];
    }),
  );
}

function buildFeatures(
  layer: PolygonLayer,
  { toLonLat }: CoordinateSystem,
  properties: readonly BoundaryFeature['properties'][],
): { features: BoundaryFeature[]; warnings: BoundaryWarning[] } {
  const warnings: BoundaryWarning[] = [];
  const features: BoundaryFeature[] = [];
  const budget = { left: CROSSING_BUDGET };
  for (const [index, polygons] of layer.polygons.entries()) {
    if (polygons === null) {
      warnings.push({ code: 'not_a_polygon', feature: index });
      continue;
    }
    const context = { feature: index, format: layer.format, toLonLat, budget, warnings };
    const geometry = normaliseGeometry(polygons, context);
    if (geometry) features.push({ index, properties: properties[index] ?? {}, geometry });
  }
  return { features, warnings };
}

/** Areas far from the city are how a wrong zone or datum shows first. */
function warnOutsideCity(features: readonly BoundaryFeature[]): BoundaryWarning[] {
  const outside = features.filter(
    ({ geometry }) => !isInBox(geometry.coordinates[0]?.[0]?.[0] ?? [], CITY_BOUNDS),
  );
  if (outside.length * 2 <= features.length) return [];
  return [
    {
      code: 'mostly_outside_city',
      parameters: { outside: outside.length, total: features.length },
    },
  ];
}
