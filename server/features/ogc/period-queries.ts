import type { TransactionSql } from '#server/db/client.ts';

import type { Cql2 } from './rules/cql2-text.ts';
import {
  type Fragment,
  type Given,
  invalid,
  labelOf,
  required,
  scalar,
  typeOf,
  unsupported,
} from './value-queries.ts';

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
export function temporal(op: string, left: Cql2, right: Cql2, given: Given): Fragment {
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
