import type { Position } from 'geojson';

import { CITY_BOUNDS, isInBox } from '#server/contract/geo.ts';
import type { TextEncoding } from '#server/tables/vietnamese-encodings.ts';

import { decodeAttributes } from './attribute-text.ts';
import { BoundaryFileError, brokenIfItThrows } from './boundary-file-error.ts';
import { DEFAULT_LIMITS } from './boundary-file.ts';
import { resolveCoordinateSystem } from './coordinate-system.ts';
import { normaliseGeometry } from './normalise-geometry.ts';
import { readLayer } from './read-layer.ts';
import { CROSSING_BUDGET } from './self-crossing.ts';
import type {
  BoundaryFeature,
  BoundaryFile,
  BoundaryLimits,
  BoundaryWarning,
  RawLayer,
} from './boundary-file.ts';
import type { CoordinateSystem } from './coordinate-system.ts';

export type BoundaryFileInput = {
  fileName: string;
  bytes: Uint8Array;
  /** Encoding of the attributes, where the file's own declaration is wrong or missing. */
  encoding?: TextEncoding | 'auto';
  /** EPSG code of the file's coordinates; overrides what the file says. */
  sourceSrid?: number | null;
  /** Name of the layer, for files that hold several. */
  layer?: string | null;
  limits?: Partial<BoundaryLimits>;
};

/**
 * Reads a file of boundaries (GeoJSON, zipped Shapefile, GeoPackage, KML or KMZ, recognised by content)
 * into areas in WGS 84, longitude first, with attributes in Unicode. Features that cannot be used are left
 * out and named in `warnings`.
 * @throws BoundaryFileError always and only; its code and reason say what is wrong with the file
 */
export async function readBoundaryFile(input: BoundaryFileInput): Promise<BoundaryFile> {
  return await brokenIfItThrows('unexpected', () => read(input));
}

async function read(input: BoundaryFileInput): Promise<BoundaryFile> {
  const limits = { ...DEFAULT_LIMITS, ...input.limits };
  return boundaryFileOf(await readLayer(input.bytes, limits, input.layer ?? null), input);
}

/**
 * Puts a layer that a reader has left in its own coordinates and letters into WGS 84 and Unicode.
 * @throws BoundaryFileError as {@link readBoundaryFile}
 */
export function boundaryFileOf(
  layer: RawLayer,
  input: Omit<BoundaryFileInput, 'bytes' | 'fileName' | 'layer'> = {},
): BoundaryFile {
  const limits = { ...DEFAULT_LIMITS, ...input.limits };
  const vertexCount = checkSize(layer, limits);
  const samples = samplePositions(layer);
  const system = resolveCoordinateSystem(layer.crs, input.sourceSrid ?? null, samples);
  const attributes = decodeAttributes(layer, input.encoding ?? 'auto');
  const { features, warnings } = buildFeatures(layer, system, attributes.properties);
  if (features.length === 0)
    throw new BoundaryFileError('boundary.no_polygons', { reason: 'none_usable' });
  return {
    format: layer.format,
    layer: layer.layer,
    crs: system.crs,
    features,
    fields: attributes.fields,
    encoding: attributes.encoding,
    vertexCount,
    warnings: [
      ...layer.warnings,
      ...system.warnings,
      ...attributes.warnings,
      ...warnings,
      ...warnOutsideCity(features),
    ],
  };
}

function checkSize(layer: RawLayer, limits: BoundaryLimits): number {
  if (layer.features.length > limits.maximumFeatures) {
    throw new BoundaryFileError('boundary.too_many_vertices', {
      reason: 'features',
      limit: limits.maximumFeatures,
    });
  }
  let count = 0;
  for (const { polygons } of layer.features) {
    for (const rings of polygons ?? []) for (const ring of rings) count += ring.length;
  }
  if (count > limits.maximumVertices) {
    throw new BoundaryFileError('boundary.too_many_vertices', { limit: limits.maximumVertices });
  }
  if (count === 0) throw new BoundaryFileError('boundary.no_polygons');
  return count;
}

/** One position of each polygon, in the file's own coordinates: enough to judge what they can be. */
function samplePositions(layer: RawLayer): Position[] {
  return layer.features.flatMap(({ polygons }) =>
    (polygons ?? []).flatMap((rings) => {
      const position = rings[0]?.find(([x, y]) => Number.isFinite(x) && Number.isFinite(y));
      return position ? [position] : [];
    }),
  );
}

function buildFeatures(
  layer: RawLayer,
  { toLonLat }: CoordinateSystem,
  properties: readonly BoundaryFeature['properties'][],
): { features: BoundaryFeature[]; warnings: BoundaryWarning[] } {
  const warnings: BoundaryWarning[] = [];
  const features: BoundaryFeature[] = [];
  const budget = { left: CROSSING_BUDGET };
  for (const [index, { polygons }] of layer.features.entries()) {
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
