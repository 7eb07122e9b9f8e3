import { AppError } from '#server/contract/problem.ts';

import { filterInvalid, readWords, type Word } from './cql2-words.ts';

/** Names of WKT with the type of GeoJSON and the depth of its coordinates. */
const SHAPES: Readonly<Record<string, { type: string; depth: 0 | 1 | 2 | 3 }>> = {
  POINT: { type: 'Point', depth: 0 },
  LINESTRING: { type: 'LineString', depth: 1 },
  MULTIPOINT: { type: 'MultiPoint', depth: 1 },
  POLYGON: { type: 'Polygon', depth: 2 },
  MULTILINESTRING: { type: 'MultiLineString', depth: 2 },
  MULTIPOLYGON: { type: 'MultiPolygon', depth: 3 },
};

/** A filter in the JSON form of CQL2 (OGC 21-065r2, clause 8): the text form is turned into it. */
export type Cql2 = string | number | boolean | Cql2[] | { [name: string]: Cql2 };

const DEEPEST = 64;
const COMPARISONS = new Set(['=', '<>', '<', '>', '<=', '>=']);
const ARITHMETIC = new Set(['+', '-', '*', '/', '%', '^', 'DIV']);
const SIGNS = new Set(['+', '-']);

/**
 * Reads CQL2 text (OGC 21-065r2, annex B) into its JSON form. Only what both forms share is told apart here: names of
 * functions go on as `op`, and whoever uses the result knows which there are.
 * @throws `ogc.filter_invalid` with the place of the first wrong word, `ogc.filter_unsupported`
 */
export function parseCql2Text(text: string): Cql2 {
  const words = new Words(readWords(text));
  const filter = either(words, 0);
  words.expect('end', '');
  return filter;
}

/** Words that are still to be read. */
export class Words {
  readonly #words: readonly Word[];
  #next = 0;

  constructor(words: readonly Word[]) {
    this.#words = words;
  }

  peek(ahead = 0): Word {
    const word = this.#words[Math.min(this.#next + ahead, this.#words.length - 1)];
    if (word === undefined) throw filterInvalid(0);
    return word;
  }

  take(): Word {
    const word = this.peek();
    this.#next += 1;
    return word;
  }

  /** Takes the next word if it is this sign or keyword, in any case. */
  takeIf(value: string): boolean {
    const { kind, value: found } = this.peek();
    const fits = (kind === 'sign' || kind === 'name') && found.toUpperCase() === value;
    if (fits) this.#next += 1;
    return fits;
  }

  expect(kind: Word['kind'], value: string): void {
    const word = this.take();
    if (word.kind !== kind || word.value.toUpperCase() !== value) throw filterInvalid(word.at);
  }
}

function either(words: Words, depth: number): Cql2 {
  return joined(words, 'OR', (inner) => both(inner, depth));
}

function both(words: Words, depth: number): Cql2 {
  return joined(words, 'AND', (inner) => negated(inner, depth));
}

function joined(words: Words, keyword: 'AND' | 'OR', part: (words: Words) => Cql2): Cql2 {
  const args = [part(words)];
  while (words.takeIf(keyword)) args.push(part(words));
  const [only] = args;
  return args.length === 1 && only !== undefined ? only : { op: keyword.toLowerCase(), args };
}

function negated(words: Words, depth: number): Cql2 {
  if (depth > DEEPEST) throw filterInvalid(words.peek().at);
  if (words.takeIf('NOT')) return { op: 'not', args: [negated(words, depth + 1)] };
  if (words.takeIf('(')) {
    const inner = either(words, depth + 1);
    words.expect('sign', ')');
    return inner;
  }
  return predicate(words, depth);
}

function predicate(words: Words, depth: number): Cql2 {
  const left = operand(words, depth);
  refuseArithmetic(words);
  const { kind, value } = words.peek();
  if (kind === 'sign' && COMPARISONS.has(value)) {
    words.take();
    const right = operand(words, depth);
    refuseArithmetic(words);
    return { op: value, args: [left, right] };
  }
  if (words.takeIf('IS')) {
    const not = words.takeIf('NOT');
    words.expect('name', 'NULL');
    return negatedIf(not, { op: 'isNull', args: [left] });
  }
  const not = words.takeIf('NOT');
  if (words.takeIf('LIKE')) {
    return negatedIf(not, { op: 'like', args: [left, operand(words, depth)] });
  }
  if (words.takeIf('BETWEEN')) {
    const low = operand(words, depth);
    words.expect('name', 'AND');
    const high = operand(words, depth);
    refuseArithmetic(words);
    return negatedIf(not, { op: 'between', args: [left, low, high] });
  }
  if (words.takeIf('IN')) return negatedIf(not, { op: 'in', args: [left, list(words, depth)] });
  if (not) throw filterInvalid(words.peek().at);
  return left;
}

function negatedIf(not: boolean, filter: Cql2): Cql2 {
  return not ? { op: 'not', args: [filter] } : filter;
}

function refuseArithmetic(words: Words): void {
  const { kind, value } = words.peek();
  // `height-3` is read as a name and the number -3: no number follows an operand but after a sign of arithmetic.
  const sign = kind === 'number' ? value.slice(0, 1) : value;
  if (kind !== 'text' && kind !== 'quoted' && ARITHMETIC.has(sign.toUpperCase())) {
    throw unsupported(sign);
  }
}

function unsupported(name: string): AppError {
  return new AppError('ogc.filter_unsupported', { parameters: { name } });
}

function list(words: Words, depth: number): Cql2[] {
  words.expect('sign', '(');
  const items: Cql2[] = [];
  if (words.takeIf(')')) return items;
  do {
    items.push(operand(words, depth));
    refuseArithmetic(words);
  } while (words.takeIf(','));
  words.expect('sign', ')');
  return items;
}

/** A property, a literal, a geometry, a function with its arguments, or any of them in brackets. */
function operand(words: Words, depth: number): Cql2 {
  if (depth > DEEPEST) throw filterInvalid(words.peek().at);
  const word = words.take();
  const { kind, value, at } = word;
  if (kind === 'text') return value;
  if (kind === 'number') return Number(value);
  if (kind === 'quoted') return { property: value };
  if (kind === 'sign' && value === '(') return grouped(words, depth + 1);
  // A sign before a name or a bracket, as in `-height`: one before digits is part of the number.
  if (kind === 'sign' && SIGNS.has(value)) throw unsupported(value);
  if (kind !== 'name') throw filterInvalid(at);
  const name = value.toUpperCase();
  if (name === 'TRUE' || name === 'FALSE') return name === 'TRUE';
  if (isWktName(name)) return readWkt(name, words);
  const opens = words.peek();
  if (opens.kind !== 'sign' || opens.value !== '(') return { property: value };
  const args = list(words, depth + 1);
  if (name === 'DATE' || name === 'TIMESTAMP') return { [name.toLowerCase()]: onlyText(args, at) };
  if (name === 'INTERVAL') return { interval: args };
  if (name === 'BBOX') return { bbox: args };
  return { op: value.toLowerCase(), args };
}

/** A value in brackets, or a list of them, after the first bracket. */
function grouped(words: Words, depth: number): Cql2 {
  const items: Cql2[] = [];
  do {
    items.push(operand(words, depth));
    refuseArithmetic(words);
  } while (words.takeIf(','));
  words.expect('sign', ')');
  const [only] = items;
  return items.length === 1 && only !== undefined ? only : items;
}

function onlyText(args: readonly Cql2[], at: number): string {
  const [text] = args;
  if (args.length !== 1 || typeof text !== 'string') throw filterInvalid(at);
  return text;
}

function isWktName(name: string): boolean {
  return Object.hasOwn(SHAPES, name);
}

/** Reads the rest of a WKT geometry after its name (OGC 06-103r4), as GeoJSON; heights are left out. */
function readWkt(name: string, words: Words): Cql2 {
  const shape = SHAPES[name];
  if (shape === undefined) throw filterInvalid(words.peek().at);
  words.takeIf('Z');
  const { type, depth } = shape;
  if (depth === 0) {
    words.expect('sign', '(');
    const coordinates = position(words);
    words.expect('sign', ')');
    return { type, coordinates };
  }
  return { type, coordinates: nested(words, depth, name === 'MULTIPOINT') };
}

function nested(words: Words, depth: number, ofPoints: boolean): Cql2[] {
  words.expect('sign', '(');
  const parts: Cql2[] = [];
  do {
    if (depth > 1) parts.push(nested(words, depth - 1, false));
    else if (ofPoints && words.takeIf('(')) {
      parts.push(position(words));
      words.expect('sign', ')');
    } else parts.push(position(words));
  } while (words.takeIf(','));
  words.expect('sign', ')');
  return parts;
}

function position(words: Words): number[] {
  const numbers: number[] = [];
  while (words.peek().kind === 'number') numbers.push(Number(words.take().value));
  if (numbers.length < 2 || numbers.length > 3) throw filterInvalid(words.peek().at);
  return numbers.slice(0, 2);
}
