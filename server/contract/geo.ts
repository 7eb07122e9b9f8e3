import * as z from 'zod';

/** Longest geometry that one point of the register may have, in vertices. */
export const MAXIMUM_VERTICES = 5_000;

const Longitude = z.number().min(-180).max(180);
const Latitude = z.number().min(-90).max(90);

/** WGS 84 (EPSG:4326), longitude first. */
export const LonLat = z
  .tuple([Longitude, Latitude])
  .meta({ id: 'LonLat', example: [105.8412, 21.0245] });
export type LonLat = z.infer<typeof LonLat>;

const Line = z.array(LonLat).min(2).max(MAXIMUM_VERTICES);
const Ring = z
  .array(LonLat)
  .min(4)
  .max(MAXIMUM_VERTICES)
  // PostGIS versions differ in what they make of an open ring; here it is none.
  .refine((ring) => ring[0]?.[0] === ring.at(-1)?.[0] && ring[0]?.[1] === ring.at(-1)?.[1], {
    error: 'ring_open',
  });

const PointGeometry = z.object({ type: z.literal('Point'), coordinates: LonLat });
const LineGeometry = z.object({ type: z.literal('LineString'), coordinates: Line });
const PolygonGeometry = z.object({
  type: z.literal('Polygon'),
  coordinates: z.array(Ring).min(1).max(100),
});
const MultiPointGeometry = z.object({
  type: z.literal('MultiPoint'),
  coordinates: z.array(LonLat).min(1).max(MAXIMUM_VERTICES),
});
const MultiLineGeometry = z.object({
  type: z.literal('MultiLineString'),
  coordinates: z.array(Line).min(1).max(100),
});
const MultiPolygonGeometry = z.object({
  type: z.literal('MultiPolygon'),
  coordinates: z.array(z.array(Ring).min(1).max(100)).min(1).max(100),
});

/** GeoJSON geometry of a point of the register: a spot, a stretch of street, an area. */
export const Geometry = z
  .discriminatedUnion('type', [
    PointGeometry,
    LineGeometry,
    PolygonGeometry,
    MultiPointGeometry,
    MultiLineGeometry,
    MultiPolygonGeometry,
  ])
  .refine((geometry) => countVertices(geometry.coordinates) <= MAXIMUM_VERTICES, {
    error: 'too_many_vertices',
  })
  .meta({ id: 'Geometry' });
export type Geometry = z.infer<typeof Geometry>;

/** Number of positions in nested GeoJSON coordinates. */
export function countVertices(coordinates: unknown): number {
  if (!Array.isArray(coordinates)) return 0;
  if (typeof coordinates[0] === 'number') return 1;
  return coordinates.reduce((sum: number, part) => sum + countVertices(part), 0);
}

/** Every position of a geometry. */
export function positionsOf(geometry: Geometry): LonLat[] {
  switch (geometry.type) {
    case 'Point':
      return [geometry.coordinates];
    case 'LineString':
    case 'MultiPoint':
      return geometry.coordinates;
    case 'Polygon':
    case 'MultiLineString':
      return geometry.coordinates.flat();
    case 'MultiPolygon':
      return geometry.coordinates.flat(2);
  }
}

/** Metres of one degree of the equator on WGS 84; a degree of latitude is as long within 0.7 %. */
export const METRES_PER_DEGREE = 111_320;

export type BoundingBox = [west: number, south: number, east: number, north: number];

/** True when a position (longitude, latitude) lies in a box or on its edge. */
export function isInBox(
  [longitude = NaN, latitude = NaN]: readonly number[],
  [west, south, east, north]: BoundingBox,
): boolean {
  return longitude >= west && longitude <= east && latitude >= south && latitude <= north;
}

/** The smallest box around the lines of some rows (longitude, latitude); null without any. */
export function boxAroundLines(
  rows: Iterable<{ readonly line: readonly LonLat[] }>,
): BoundingBox | null {
  const box: BoundingBox = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { line } of rows) {
    for (const [longitude, latitude] of line) {
      box[0] = Math.min(box[0], longitude);
      box[1] = Math.min(box[1], latitude);
      box[2] = Math.max(box[2], longitude);
      box[3] = Math.max(box[3], latitude);
    }
  }
  return box[0] === Infinity ? null : box;
}

/** `west,south,east,north` in degrees, as it stands in a query string. */
export const BoundingBoxText = z
  .string()
  .transform((text, context): BoundingBox => {
    const [west, south, east, north, ...rest] = text.split(',').map(Number);
    const valid =
      rest.length === 0 &&
      west !== undefined &&
      south !== undefined &&
      east !== undefined &&
      north !== undefined &&
      west >= -180 &&
      east <= 180 &&
      south >= -90 &&
      north <= 90 &&
      west <= east &&
      south <= north;
    if (valid) return [west, south, east, north];
    context.addIssue({ code: 'custom', message: 'bbox' });
    return z.NEVER;
  })
  .meta({ example: '105.7,20.9,105.9,21.1' });

/** A square of Web Mercator as tiles are numbered, however small. */
export type MapSquare = { z: number; x: number; y: number };
export const FINEST_SQUARE_ZOOM = 30;
export const MOST_SQUARES = 300;

/** `z/x/y,z/x/y,…`, as it stands in a query string. */
export const MapSquaresText = z
  .string()
  .max(MOST_SQUARES * 25)
  .transform((text, context): MapSquare[] => {
    const squares = text.split(',').map(readSquare);
    const valid = squares.filter((square) => square !== null);
    if (valid.length === squares.length && valid.length <= MOST_SQUARES) return valid;
    context.addIssue({ code: 'custom', message: 'squares' });
    return z.NEVER;
  })
  .meta({ example: '14/13008/7208,14/13009/7208' });

function readSquare(text: string): MapSquare | null {
  if (!/^\d{1,2}\/\d{1,10}\/\d{1,10}$/.test(text)) return null;
  const [zoom = 0, x = 0, y = 0] = text.split('/').map(Number);
  const side = 2 ** zoom;
  return zoom <= FINEST_SQUARE_ZOOM && x < side && y < side ? { z: zoom, x, y } : null;
}

/** Land and near sea of Vietnam without the far islands, degrees. */
export const COUNTRY_BOUNDS: BoundingBox = [102.1, 8.3, 109.6, 23.5];

/** The surroundings of the city to which the map is limited, degrees. */
export const CITY_BOUNDS: BoundingBox = [104.9, 20.3, 106.4, 21.6];
