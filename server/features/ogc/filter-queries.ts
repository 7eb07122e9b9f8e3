import type { PendingQuery, Row } from 'postgres';
import * as z from 'zod';

import { Geometry } from '#server/contract/geo.ts';
import { AppError } from '#server/contract/problem.ts';
import type { TransactionSql } from '#server/db/client.ts';

import type { PropertyType } from './rules/collections.ts';
import type { Cql2 } from './rules/cql2-text.ts';

export type Fragment = PendingQuery<Row[]>;
type Typed = { sql: Fragment; type: PropertyType | 'null' };
type Given = {
  sql: TransactionSql;
  properties: ReadonlyMap<string, PropertyType>;
  /** Turns a geometry of the filter into WGS 84. */
  toWgs84: (geometry: Fragment) => Fragment;
};

const DEEPEST = 64;
const MOST_NODES = 2_000;
const COMPARISONS = new Map<string, string>([
  ['=', '='],
  ['<>', '<>'],
  ['<', '<'],
  ['>', '>'],
  ['<=', '<='],
  ['>=', '>='],
]);
const DATE = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const Instant = z.iso.datetime({ offset: true });
const Box = z.array(z.number()).refine(({ length }) => length === 4 || length === 6);

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
    const inner = (at: number) => condition(required(args[at]), depth + 1);
    if (op === 'and' || op === 'or') {
      if (args.length < 2) throw invalid();
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
  const first = () => required(args[0]);
  const second = () => required(args[1]);
  const sign = COMPARISONS.get(op);
  if (sign !== undefined) return compared(sign, first(), second(), given);
  switch (op) {
    case 'isNull':
    case 'isnull':
      return sql`${scalar(first(), given).sql} is null`;
    case 'like': {
      return sql`${ofType('text', first(), given)} like ${patternOf(second(), given)}`;
    }
    case 'between':
      return sql`(${compared('>=', first(), second(), given)} and ${compared('<=', first(), required(args[2]), given)})`;
    case 'in': {
      const list = second();
      if (!Array.isArray(list)) throw invalid();
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
    if (/(?:^|[^\\])(?:\\\\)*\\$/.test(node)) throw invalid();
    return sql`${node}::text`;
  }
  const { op, args } = operationOf(node);
  const [text] = args;
  if (op !== 'casei' || typeof text !== 'string') throw invalid();
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
  if (a.type !== b.type || a.type === 'geometry' || a.type === 'texts') throw invalid();
  return sql`${a.sql} ${sql.unsafe(sign)} ${b.sql}`;
}

function typeOf(node: Cql2, { properties }: Given): PropertyType | null {
  if (typeof node !== 'object' || Array.isArray(node)) return null;
  const { property } = node;
  return typeof property === 'string' ? (properties.get(property) ?? null) : null;
}

/** A value of a type; `beside` is the type of what it is compared with, by which a text can be a date. */
function scalar(node: Cql2, given: Given, beside: Typed['type'] | null = null): Typed {
  const { sql } = given;
  if (typeof node === 'boolean') return { sql: sql`${node}::boolean`, type: 'boolean' };
  if (typeof node === 'number') return { sql: sql`${node}::double precision`, type: 'number' };
  if (typeof node === 'string') {
    if (beside === 'date') return { sql: sql`${dateOf(node)}::date`, type: 'date' };
    if (beside === 'instant') return { sql: sql`${instantOf(node)}::timestamptz`, type: 'instant' };
    return { sql: sql`${node}::text`, type: 'text' };
  }
  if (Array.isArray(node)) throw invalid();
  if (typeof node['property'] === 'string') return column(node['property'], given);
  const { date, timestamp } = node;
  if (typeof date === 'string' || typeof timestamp === 'string') {
    const text = String(date ?? timestamp);
    if (beside === 'instant') return { sql: sql`${instantOf(text)}::timestamptz`, type: 'instant' };
    return { sql: sql`${dateOf(text)}::date`, type: 'date' };
  }
  const { op, args } = operationOf(node);
  if (op !== 'casei') throw unsupported(op);
  return { sql: sql`lower(${ofType('text', required(args[0]), given)})`, type: 'text' };
}

function column(name: string, { sql, properties }: Given): Typed {
  const type = properties.get(name);
  if (type === undefined) throw new AppError('ogc.property_unknown', { parameters: { name } });
  const value = sql`feature.${sql(name)}`;
  return { sql: type === 'number' ? sql`${value}::double precision` : value, type };
}

function ofType(type: PropertyType, node: Cql2, given: Given): Fragment {
  const value = scalar(node, given);
  if (value.type !== type) throw invalid();
  return value.sql;
}

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

function spatial(op: string, left: Cql2, right: Cql2, given: Given): Fragment {
  const name = op.slice(2);
  if (!SPATIAL.has(name)) throw unsupported(op);
  const { sql } = given;
  return sql`${sql.unsafe(`st_${name}`)}(${geometry(left, given)}, ${geometry(right, given)})`;
}

function geometry(node: Cql2, given: Given): Fragment {
  const { sql } = given;
  if (typeof node !== 'object' || Array.isArray(node)) throw invalid();
  if (typeof node['property'] === 'string') {
    const value = column(node['property'], given);
    if (value.type !== 'geometry') throw invalid();
    return value.sql;
  }
  if (node['bbox'] !== undefined) {
    const box = Box.safeParse(node['bbox']);
    if (!box.success) throw invalid();
    const [west, south, east, north] = box.data.length === 4 ? box.data : flat(box.data);
    return given.toWgs84(sql`st_makeenvelope(${west!}, ${south!}, ${east!}, ${north!}, 4326)`);
  }
  const read = Geometry.safeParse(node);
  const text = JSON.stringify(read.success ? read.data : plainGeometry(node));
  return sql`st_makevalid(${given.toWgs84(sql`st_setsrid(st_geomfromgeojson(${text}), 4326)`)})`;
}

function flat(box: readonly number[]): readonly number[] {
  return [box[0], box[1], box[3], box[4]].map(Number);
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
  if (!read.success) throw invalid();
  return read.data;
}

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

function temporal(op: string, left: Cql2, right: Cql2, given: Given): Fragment {
  const relation = TEMPORAL[op.slice(2)];
  if (relation === undefined) throw unsupported(op);
  const type = temporalType(left, given) ?? temporalType(right, given) ?? 'date';
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
    if (interval.length !== 2) throw invalid();
    const start = edge(required(interval[0]), type, '-infinity', given);
    return { start, end: edge(required(interval[1]), type, 'infinity', given) };
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
  if (value.type !== type) throw invalid();
  // An open period of the register goes on.
  if (typeOf(node, given) === null) return value.sql;
  return type === 'date'
    ? sql`coalesce(${value.sql}, ${open}::date)`
    : sql`coalesce(${value.sql}, ${open}::timestamptz)`;
}

function dateOf(text: string): string {
  const date = text.slice(0, 10);
  if (!DATE.test(date) || Number.isNaN(Date.parse(date))) throw invalid();
  if (text !== date && !Instant.safeParse(text).success) throw invalid();
  return date;
}

function instantOf(text: string): string {
  if (DATE.test(text) && !Number.isNaN(Date.parse(text))) return `${text}T00:00:00Z`;
  if (!Instant.safeParse(text).success) throw invalid();
  return text;
}

function operationOf(node: Cql2): { op: string; args: readonly Cql2[] } {
  if (typeof node !== 'object' || Array.isArray(node)) throw invalid();
  const { op, args } = node;
  if (typeof op !== 'string' || !Array.isArray(args)) throw invalid();
  return { op, args };
}

function required(node: Cql2 | undefined): Cql2 {
  if (node === undefined) throw invalid();
  return node;
}

function invalid(): AppError {
  return new AppError('ogc.filter_invalid');
}

function unsupported(name: string): AppError {
  return new AppError('ogc.filter_unsupported', { parameters: { name: name.slice(0, 60) } });
}
