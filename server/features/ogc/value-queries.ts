import type { PendingQuery, Row } from 'postgres';
import * as z from 'zod';

import { AppError } from '#server/contract/problem.ts';
import type { TransactionSql } from '#server/db/client.ts';

import type { PropertyType } from './rules/collections.ts';
import type { Cql2 } from './rules/cql2-text.ts';

export type Fragment = PendingQuery<Row[]>;
type Typed = { sql: Fragment; type: PropertyType };
/** Frame in which a filter is read. */
export type Given = {
  sql: TransactionSql;
  properties: ReadonlyMap<string, PropertyType>;
  /** Turns a geometry of the filter into WGS 84. */
  toWgs84: (geometry: Fragment) => Fragment;
};

/** Longest part of a filter that a problem repeats, in characters. */
const LONGEST_NAME = 60;
const DATE = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const Instant = z.iso.datetime({ offset: true });

export function typeOf(node: Cql2, { properties }: Given): PropertyType | null {
  if (typeof node !== 'object' || Array.isArray(node)) return null;
  const { property } = node;
  return typeof property === 'string' ? (properties.get(property) ?? null) : null;
}

/** A value of a type; `beside` is the type of what it is compared with, by which a text can be a date. */
export function scalar(node: Cql2, given: Given, beside: Typed['type'] | null = null): Typed {
  const { sql } = given;
  if (typeof node === 'boolean') return { sql: sql`${node}::boolean`, type: 'boolean' };
  if (typeof node === 'number') return { sql: sql`${node}::double precision`, type: 'number' };
  if (typeof node === 'string') {
    if (beside === 'date') return { sql: sql`${dateOf(node)}::date`, type: 'date' };
    if (beside === 'instant') return { sql: sql`${instantOf(node)}::timestamptz`, type: 'instant' };
    return { sql: sql`${node}::text`, type: 'text' };
  }
  if (Array.isArray(node)) throw invalid(labelOf(node));
  if (typeof node['property'] === 'string') return column(node['property'], given);
  const text = node['date'] ?? node['timestamp'];
  if (typeof text === 'string') {
    if (beside === 'instant') return { sql: sql`${instantOf(text)}::timestamptz`, type: 'instant' };
    return { sql: sql`${dateOf(text)}::date`, type: 'date' };
  }
  const { op, args } = operationOf(node);
  if (op !== 'casei') throw unsupported(op);
  return { sql: sql`lower(${ofType('text', required(args[0], op), given)})`, type: 'text' };
}

export function column(name: string, { sql, properties }: Given): Typed {
  const type = properties.get(name);
  if (type === undefined) throw new AppError('ogc.property_unknown', { parameters: { name } });
  const value = sql`feature.${sql(name)}`;
  return { sql: type === 'number' ? sql`${value}::double precision` : value, type };
}

export function ofType(type: PropertyType, node: Cql2, given: Given): Fragment {
  const value = scalar(node, given);
  if (value.type !== type) throw invalid(labelOf(node));
  return value.sql;
}

function dateOf(text: string): string {
  const date = text.slice(0, 10);
  if (!isDay(date)) throw invalid(`'${text}'`);
  if (text !== date && !Instant.safeParse(text).success) throw invalid(`'${text}'`);
  return date;
}

/** True for a day that there is: 30 February would become 2 March. */
function isDay(text: string): boolean {
  if (!DATE.test(text)) return false;
  return new Date(`${text}T00:00:00Z`).toISOString().slice(0, 10) === text;
}

function instantOf(text: string): string {
  if (isDay(text)) return `${text}T00:00:00Z`;
  if (!Instant.safeParse(text).success) throw invalid(`'${text}'`);
  return text;
}

export function operationOf(node: Cql2): { op: string; args: readonly Cql2[] } {
  if (typeof node !== 'object' || Array.isArray(node)) throw invalid(labelOf(node));
  const { op, args } = node;
  if (typeof op !== 'string' || !Array.isArray(args)) throw invalid(labelOf(node));
  return { op, args };
}

/** The argument `node`, which the operator `of` must have. */
export function required(node: Cql2 | undefined, of: string): Cql2 {
  if (node === undefined) throw invalid(of);
  return node;
}

/** The name under which a problem speaks of a part of the filter: that of a property or an operator, or the value. */
export function labelOf(node: Cql2): string | undefined {
  if (typeof node !== 'object') return String(node);
  if (Array.isArray(node)) return '(…)';
  const name = node['property'] ?? node['op'] ?? node['type'] ?? node['date'] ?? node['timestamp'];
  return typeof name === 'string' ? name : Object.keys(node)[0];
}

/** Makes the problem of a filter that cannot be read; `name` is the part of it that is wrong. */
export function invalid(name?: string): AppError {
  if (name === undefined) return new AppError('ogc.filter_invalid');
  return new AppError('ogc.filter_invalid', { parameters: { name: name.slice(0, LONGEST_NAME) } });
}

export function unsupported(name: string): AppError {
  const parameters = { name: name.slice(0, LONGEST_NAME) };
  return new AppError('ogc.filter_unsupported', { parameters });
}
