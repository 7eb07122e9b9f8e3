import { AppError } from '#server/contract/problem.ts';
import { civilDate } from '#server/contract/civil-day.ts';
import type { IsoDate } from '#server/contract/time.ts';

import type { Collection } from './collections.ts';
import { type Crs, crsOf } from './crs.ts';
import { type Cql2, parseCql2Text } from './cql2-text.ts';
import { MOST_CHARACTERS } from './cql2-words.ts';

export const MOST_ITEMS = 10_000;
const USUAL_ITEMS = 100;

/** First and last day, both included; null is open. */
export type Days = { from: IsoDate | null; to: IsoDate | null; oneDay: boolean };

export type ItemsQuery = {
  limit: number;
  /** The last id of the page before, and the largest id of the first page's time; null for a first page. */
  after: { id: number; upto: number } | null;
  /** West, south, east, north in `bboxCrs`. */
  bbox: readonly [number, number, number, number] | null;
  bboxCrs: Crs;
  crs: Crs;
  days: Days | null;
  filter: Cql2 | null;
  filterCrs: Crs;
  /** Each point as the one position where its sign stands, also where it is a line or an area. */
  anchors: boolean;
  /** Columns that must have a value, from parameters of their name. */
  equal: readonly (readonly [name: string, value: string])[];
  /** Identity of everything but page and form: a cursor belongs to one of them. */
  mark: string;
};

const PLAIN = ['limit', 'cursor', 'bbox', 'bbox-crs', 'crs', 'datetime', 'shape', 'f'];
const FILTERS = ['filter', 'filter-lang', 'filter-crs'];
const LANGUAGES = ['cql2-text', 'cql2-json'];
/** Parameters that change neither which features are chosen nor their order. */
const OF_THE_PAGE = new Set(['limit', 'cursor', 'f', 'crs']);

/**
 * Reads the parameters of a request for features (OGC API Features, parts 1 to 3). `hash` makes the short mark by which
 * a cursor knows its filter.
 * @throws `ogc.parameter_unknown`, `ogc.parameter_invalid`, `ogc.cursor_foreign`, and what a filter throws
 */
export function readItemsQuery(
  given: URLSearchParams,
  { properties }: Collection,
  hash: (text: string) => string,
): ItemsQuery {
  const columns = properties.filter(({ type }) => type !== 'geometry').map(({ name }) => name);
  const known = new Set([...PLAIN, ...FILTERS, ...columns]);
  for (const name of given.keys()) {
    if (!known.has(name)) throw new AppError('ogc.parameter_unknown', { parameters: { name } });
    if (given.getAll(name).length > 1) throw invalid(name);
  }
  const mark = hash(chosenBy(given));
  return {
    limit: limitOf(given.get('limit')),
    after: cursorOf(given.get('cursor'), mark),
    bbox: boxOf(given.get('bbox'), crsOf(given.get('bbox-crs'), 'bbox-crs')),
    bboxCrs: crsOf(given.get('bbox-crs'), 'bbox-crs'),
    crs: crsOf(given.get('crs'), 'crs'),
    days: given.has('datetime') ? daysOf(given.get('datetime') ?? '') : null,
    ...filterOf(given),
    anchors: wantsAnchors(given),
    equal: columns.flatMap((name) => {
      const value = given.get(name);
      return value === null ? [] : [[name, value] as const];
    }),
    mark,
  };
}

/** The cursor of the page after `id`. */
export function cursorAfter(id: number, upto: number, mark: string): string {
  return Buffer.from(JSON.stringify([id, upto, mark])).toString('base64url');
}

function cursorOf(text: string | null, mark: string): ItemsQuery['after'] {
  if (text === null) return null;
  let read: unknown;
  try {
    read = JSON.parse(Buffer.from(text.slice(0, 200), 'base64url').toString('utf8'));
  } catch {
    throw invalid('cursor');
  }
  if (!Array.isArray(read)) throw invalid('cursor');
  const [id, upto, of] = read as unknown[];
  if (!Number.isSafeInteger(id) || !Number.isSafeInteger(upto)) throw invalid('cursor');
  if (of !== mark) throw new AppError('ogc.cursor_foreign');
  return { id: Number(id), upto: Number(upto) };
}

/** Writes the parameters that choose features, in one order. */
function chosenBy(given: URLSearchParams): string {
  const chosen = [...given].filter(([name]) => !OF_THE_PAGE.has(name));
  return JSON.stringify(chosen.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** More than the largest page is answered with the largest, as part 1 asks for. */
function limitOf(text: string | null): number {
  if (text === null) return USUAL_ITEMS;
  if (!/^[1-9]\d{0,14}$/.test(text)) throw invalid('limit');
  return Math.min(Number(text), MOST_ITEMS);
}

function boxOf(text: string | null, { degrees, latitudeFirst }: Crs): ItemsQuery['bbox'] {
  if (text === null) return null;
  const numbers = text
    .split(',')
    .map((part) => (/^\s*[+-]?[\d.]+(?:e[+-]?\d+)?\s*$/i.test(part) ? Number(part) : NaN));
  if (![4, 6].includes(numbers.length) || numbers.some((number) => !Number.isFinite(number))) {
    throw invalid('bbox');
  }
  const [a, b, c, d] = (numbers.length === 4 ? numbers : [0, 1, 3, 4].map((at) => numbers[at])) as [
    number,
    number,
    number,
    number,
  ];
  const [west, south, east, north] = latitudeFirst ? [b, a, d, c] : [a, b, c, d];
  const outside =
    degrees &&
    (Math.abs(west) > 180 || Math.abs(east) > 180 || Math.abs(south) > 90 || Math.abs(north) > 90);
  // A box of degrees may go across the antimeridian: then its west lies east of its east.
  if (outside || south > north || (west > east && !degrees)) throw invalid('bbox');
  return [west, south, east, north];
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/i;

/** Reads `datetime`: a day or moment, or two of them with `/` between; `..` or nothing is open. */
function daysOf(text: string): Days {
  const parts = text.split('/');
  if (parts.length === 1) {
    const day = dayOf(parts[0] ?? '');
    return { from: day, to: day, oneDay: true };
  }
  const [start = '', end = '', ...more] = parts;
  const open = (part: string) => part === '' || part === '..';
  if (more.length > 0 || (open(start) && open(end))) throw invalid('datetime');
  const from = open(start) ? null : dayOf(start);
  const to = open(end) ? null : dayOf(end);
  if (from !== null && to !== null && from > to) throw invalid('datetime');
  return { from, to, oneDay: false };
}

/** A moment counts as its day in the city. */
function dayOf(text: string): IsoDate {
  const moment = DAY.test(text) ? `${text}T12:00:00Z` : text;
  if (!MOMENT.test(moment) || Number.isNaN(Date.parse(moment))) throw invalid('datetime');
  if (!DAY.test(text)) return civilDate(new Date(moment).toISOString());
  if (new Date(moment).toISOString().slice(0, 10) !== text) throw invalid('datetime');
  return text;
}

/** Forms of the geometry of a point that `shape` asks for; without it the true one. */
export const SHAPES = ['true', 'anchor'] as const;

/** Reads `shape`. QGIS draws one type of geometry a layer: for it every point can be a position. */
export function wantsAnchors(given: URLSearchParams): boolean {
  const asked = given.get('shape') ?? 'true';
  if (!SHAPES.some((shape) => shape === asked)) throw invalid('shape');
  return asked === 'anchor';
}

function filterOf(given: URLSearchParams): Pick<ItemsQuery, 'filter' | 'filterCrs'> {
  const text = given.get('filter');
  const language = given.get('filter-lang') ?? 'cql2-text';
  if (!LANGUAGES.includes(language)) throw invalid('filter-lang');
  const filterCrs = crsOf(given.get('filter-crs'), 'filter-crs');
  if (text === null) return { filter: null, filterCrs };
  if (language === 'cql2-text') return { filter: parseCql2Text(text), filterCrs };
  if (text.length > MOST_CHARACTERS) {
    throw new AppError('ogc.filter_too_long', { parameters: { most: MOST_CHARACTERS } });
  }
  return { filter: parseCql2Json(text), filterCrs };
}

function parseCql2Json(text: string): Cql2 {
  let read: Cql2;
  try {
    read = JSON.parse(text, withoutNull) as Cql2;
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('ogc.filter_invalid', { cause });
  }
  return read;
}

/** Refuses `null`, which no filter has: it asks by `isNull`. */
function withoutNull(_: string, value: unknown): unknown {
  if (value === null) throw new AppError('ogc.filter_invalid', { parameters: { name: 'null' } });
  return value;
}

function invalid(name: string): AppError {
  return new AppError('ogc.parameter_invalid', { parameters: { name } });
}
