import * as z from 'zod';

import { Geometry } from '#server/contract/geo.ts';
import type { TransactionSql } from '#server/db/client.ts';

import type { Cql2 } from './rules/cql2-text.ts';
import {
  column,
  type Fragment,
  type Given,
  invalid,
  labelOf,
  ofType,
  operationOf,
  required,
  scalar,
  typeOf,
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

/** A geometry in metres, whose numbers are no degrees: only its form is checked. */
const Metres: z.ZodType<unknown> = z.lazy(() =>
  z.union([z.tuple([z.number(), z.number()]), z.array(Metres).min(1).max(5_000)]),
);

const PlainGeometry = z.object({
  type: z.enum(['Point', 'LineString', 'Polygon', 'MultiPoint', 'MultiLineString', 'MultiPolygon']),
  coordinates: Metres,
});

type Period = { start: Fragment; end: Fragment };
const TEMPORAL: Readonly<Record<string, (sql: TransactionSql, a: Period, b: Period) => Fragment>> =
  {
    after: (sql, a, b) => sql`${a.start} > ${b.end}`,
    before: (sql, a, b) => sql`${a.end} < ${b.start}`,
    equals: (sql, a, b) => sql`(${a.start} = ${b.start} and ${a.end} = ${b.end})`,
    intersects: (sql, a, b) => sql`(${a.start} <= ${b.end} and ${a.end} >= ${b.start})`,
    disjoint: (sql, a, b) => sql`not (${a.start} <= ${b.end} and ${a.end} >= ${b.start})`,
    during: (sql, a, b) => sql`(${a.start} > ${b.start} and ${a.end} < ${b.end})`,
    contains: (sql, a, b) => sql`(${a.start} < ${b.start} and ${a.end} > ${b.end})`,
    meets: (sql, a, b) => sql`${a.end} = ${b.start}`,
    metby: (sql, a, b) => sql`${a.start} = ${b.end}`,
    starts: (sql, a, b) => sql`(${a.start} = ${b.start} and ${a.end} < ${b.end})`,
    startedby: (sql, a, b) => sql`(${a.start} = ${b.start} and ${a.end} > ${b.end})`,
    finishes: (sql, a, b) => sql`(${a.end} = ${b.end} and ${a.start} > ${b.start})`,
    finishedby: (sql, a, b) => sql`(${a.end} = ${b.end} and ${a.start} < ${b.start})`,
    overlaps: (sql, a, b) =>
      sql`(${a.start} < ${b.start} and ${a.end} > ${b.start} and ${a.end} < ${b.end})`,
    overlappedby: (sql, a, b) =>
      sql`(${a.start} > ${b.start} and ${a.start} < ${b.end} and ${a.end} > ${b.end})`,
  };

/** Builds a temporal predicate of CQL2, such as `t_during`, over two moments or periods. */
function temporal(op: string, left: Cql2, right: Cql2, given: Given): Fragment {
  // The JSON form writes some names with a capital letter, such as `t_metBy`.
  const name = op.slice(2).toLowerCase();
  const relation = Object.hasOwn(TEMPORAL, name) ? TEMPORAL[name] : undefined;
  if (relation === undefined) throw unsupported(op);
  // Between literals alone no property says that only the days count.
  const type = temporalType(left, given) ?? temporalType(right, given) ?? 'instant';
  const [a, b] = [period(left, type, given), period(right, type, given)];
  return relation(given.sql, a, b);
}

function temporalType(node: Cql2, given: Given): 'date' | 'instant' | null {
  const type = typeOf(node, given);
  if (type === 'date' || type === 'instant') return type;
  if (typeof node === 'object' && !Array.isArray(node) && Array.isArray(node['interval'])) {
    const [start, end] = node['interval'];
    return temporalType(start ?? '', given) ?? temporalType(end ?? '', given);
  }
  return null;
}

function period(node: Cql2, type: 'date' | 'instant', given: Given): Period {
  if (typeof node === 'object' && !Array.isArray(node) && Array.isArray(node['interval'])) {
    const { interval } = node;
    if (interval.length !== 2) throw invalid('interval');
    const start = edge(required(interval[0], 'interval'), type, '-infinity', given);
    return { start, end: edge(required(interval[1], 'interval'), type, 'infinity', given) };
  }
  const at = edge(node, type, '-infinity', given);
  return { start: at, end: at };
}

function edge(
  node: Cql2,
  type: 'date' | 'instant',
  open: '-infinity' | 'infinity',
  given: Given,
): Fragment {
  const { sql } = given;
  if (node === '..') return type === 'date' ? sql`${open}::date` : sql`${open}::timestamptz`;
  const value = scalar(node, given, type);
  if (value.type !== type) throw invalid(labelOf(node));
  // An open period of the register goes on.
  if (typeOf(node, given) === null) return value.sql;
  return type === 'date'
    ? sql`coalesce(${value.sql}, ${open}::date)`
    : sql`coalesce(${value.sql}, ${open}::timestamptz)`;
}

const DEEPEST = 64;
const MOST_NODES = 2_000;
const COMPARISONS = new Set(['=', '<>', '<', '>', '<=', '>=']);

/**
 * Builds the condition of a CQL2 filter over the columns of a collection. Every literal is a parameter, every name one
 * of the collection's.
 * @throws `ogc.filter_invalid`, `ogc.filter_unsupported` with the name, `ogc.property_unknown`
 */
export function conditionOf(filter: Cql2, given: Given): Fragment {
  let nodes = 0;
  const condition = (node: Cql2, depth: number): Fragment => {
    nodes += 1;
    if (depth > DEEPEST || nodes > MOST_NODES) throw invalid();
    const { sql } = given;
    if (typeof node === 'boolean') return node ? sql`true` : sql`false`;
    const { op, args } = operationOf(node);
    const inner = (at: number) => condition(required(args[at], op), depth + 1);
    if (op === 'and' || op === 'or') {
      if (args.length < 2) throw invalid(op);
      return args
        .map((_, at) => inner(at))
        .reduce((all, next) => (op === 'and' ? sql`${all} and ${next}` : sql`(${all} or ${next})`));
    }
    if (op === 'not') return sql`not (${inner(0)})`;
    return predicate(op, args, given);
  };
  return condition(filter, 0);
}

function predicate(op: string, args: readonly Cql2[], given: Given): Fragment {
  const { sql } = given;
  const first = () => required(args[0], op);
  const second = () => required(args[1], op);
  if (COMPARISONS.has(op)) return compared(op, first(), second(), given);
  switch (op) {
    case 'isNull':
    case 'isnull':
      return sql`${scalar(first(), given).sql} is null`;
    case 'like': {
      return sql`${ofType('text', first(), given)} like ${patternOf(second(), given)}`;
    }
    case 'between':
      return sql`(${compared('>=', first(), second(), given)} and ${compared('<=', first(), required(args[2], op), given)})`;
    case 'in': {
      const list = second();
      if (!Array.isArray(list)) throw invalid(op);
      if (list.length === 0) return sql`false`;
      return list
        .map((item) => compared('=', first(), item, given))
        .reduce((all, next) => sql`(${all} or ${next})`);
    }
    default:
      if (op.startsWith('s_')) return spatial(op, first(), second(), given);
      if (op.startsWith('t_')) return temporal(op, first(), second(), given);
      throw unsupported(op);
  }
}

/** A pattern of `like`: a text, or one in lower case by `casei`. */
function patternOf(node: Cql2, { sql }: Given): Fragment {
  if (typeof node === 'string') {
    // The database refuses a pattern that ends with its sign of escape.
    if (/(?:^|[^\\])(?:\\\\)*\\$/.test(node)) throw invalid(node);
    return sql`${node}::text`;
  }
  const { op, args } = operationOf(node);
  const [text] = args;
  if (op !== 'casei') throw unsupported(op);
  if (typeof text !== 'string') throw invalid(op);
  return sql`lower(${text}::text)`;
}

function compared(sign: string, left: Cql2, right: Cql2, given: Given): Fragment {
  const { sql } = given;
  const a = scalar(left, given, typeOf(right, given));
  const b = scalar(right, given, a.type);
  // A list of words equals a word that it holds.
  if (a.type === 'texts' && b.type === 'text' && (sign === '=' || sign === '<>')) {
    const holds = sql`${b.sql} = any (${a.sql})`;
    return sign === '=' ? holds : sql`not ${holds}`;
  }
  if (a.type !== b.type || a.type === 'geometry' || a.type === 'texts') {
    throw invalid(labelOf(typeof left === 'object' ? left : right));
  }
  return sql`${a.sql} ${sql.unsafe(sign)} ${b.sql}`;
}

/** Builds a spatial predicate of CQL2, such as `s_intersects`, over two geometries. */
function spatial(op: string, left: Cql2, right: Cql2, given: Given): Fragment {
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

function plainGeometry(node: Cql2): unknown {
  const read = PlainGeometry.safeParse(node);
  if (!read.success) throw invalid(labelOf(node));
  return read.data;
}
