import { filterInvalid } from './cql2-words.ts';
import type { Cql2, Words } from './cql2-text.ts';

/** Names of WKT with the type of GeoJSON and the depth of its coordinates. */
const SHAPES: Readonly<Record<string, { type: string; depth: 0 | 1 | 2 | 3 }>> = {
  POINT: { type: 'Point', depth: 0 },
  LINESTRING: { type: 'LineString', depth: 1 },
  MULTIPOINT: { type: 'MultiPoint', depth: 1 },
  POLYGON: { type: 'Polygon', depth: 2 },
  MULTILINESTRING: { type: 'MultiLineString', depth: 2 },
  MULTIPOLYGON: { type: 'MultiPolygon', depth: 3 },
};

export function isWktName(name: string): boolean {
  return Object.hasOwn(SHAPES, name);
}

/** Reads the rest of a WKT geometry after its name (OGC 06-103r4), as GeoJSON; heights are left out. */
export function readWkt(name: string, words: Words): Cql2 {
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
