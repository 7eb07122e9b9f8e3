import * as z from 'zod';

import { Geometry } from '#server/contract/geo.ts';

import type { Cql2 } from './rules/cql2-text.ts';
import {
  column,
  type Fragment,
  type Given,
  invalid,
  labelOf,
  unsupported,
} from './value-queries.ts';

const Box = z.array(z.number()).refine(({ length }) => length === 4 || length === 6);
/** Polygons, rings, positions and numbers: no type of geometry has more lists within each other. */
const DEEPEST_COORDINATES = 4;
const SPATIAL = new Set([
  'intersects',
  'disjoint',
  'equals',
  'touches',
  'crosses',
  'within',
  'contains',
  'overlaps',
]);

/** Builds a spatial predicate of CQL2, such as `s_intersects`, over two geometries. */
export function spatial(op: string, left: Cql2, right: Cql2, given: Given): Fragment {
  const name = op.slice(2);
  if (!SPATIAL.has(name)) throw unsupported(op);
  const { sql } = given;
  return sql`${sql.unsafe(`st_${name}`)}(${geometry(left, given)}, ${geometry(right, given)})`;
}

function geometry(node: Cql2, given: Given): Fragment {
  const { sql } = given;
  if (typeof node !== 'object' || Array.isArray(node)) throw invalid(labelOf(node));
  if (typeof node['property'] === 'string') {
    const value = column(node['property'], given);
    if (value.type !== 'geometry') throw invalid(node['property']);
    return value.sql;
  }
  if (node['bbox'] !== undefined) {
    const box = Box.safeParse(node['bbox']);
    if (!box.success) throw invalid('bbox');
    const edges = box.data.length === 4 ? box.data : flat(box.data);
    const [west = 0, south = 0, east = 0, north = 0] = edges;
    return given.toWgs84(sql`st_makeenvelope(${west}, ${south}, ${east}, ${north}, 4326)`);
  }
  const named = node['type'] === 'GeometryCollection' ? node['type'] : node['op'];
  if (typeof named === 'string') throw unsupported(named);
  const shape = flatShape(node);
  const read = Geometry.safeParse(shape);
  const text = JSON.stringify(read.success ? read.data : plainGeometry(shape));
  return sql`st_makevalid(${given.toWgs84(sql`st_setsrid(st_geomfromgeojson(${text}), 4326)`)})`;
}

function flat(box: readonly number[]): readonly number[] {
  return [box[0], box[1], box[3], box[4]].map(Number);
}

/** Leaves out the heights of a geometry, as the text form does. */
function flatShape(node: { [name: string]: Cql2 }): Cql2 {
  const { coordinates } = node;
  if (!Array.isArray(coordinates)) return node;
  return { ...node, coordinates: flatPositions(coordinates, DEEPEST_COORDINATES) };
}

function flatPositions(coordinates: readonly Cql2[], deeper: number): Cql2[] {
  if (deeper === 0) throw invalid('coordinates');
  const isPosition = coordinates.length === 3 && coordinates.every((n) => typeof n === 'number');
  if (isPosition) return coordinates.slice(0, 2);
  return coordinates.map((part) => (Array.isArray(part) ? flatPositions(part, deeper - 1) : part));
}

/** A geometry in metres, whose numbers are no degrees: only its form is checked. */
const Metres: z.ZodType<unknown> = z.lazy(() =>
  z.union([z.tuple([z.number(), z.number()]), z.array(Metres).min(1).max(5_000)]),
);
const PlainGeometry = z.object({
  type: z.enum(['Point', 'LineString', 'Polygon', 'MultiPoint', 'MultiLineString', 'MultiPolygon']),
  coordinates: Metres,
});
function plainGeometry(node: Cql2): unknown {
  const read = PlainGeometry.safeParse(node);
  if (!read.success) throw invalid(labelOf(node));
  return read.data;
}
