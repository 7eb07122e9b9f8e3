import { GEOMETRY_TYPES } from './table.ts';
import type { RawGeometry } from './table.ts';

const SHAPE = /^(?:SRID=\d+;)?\s*([A-Z]+)(?:\s+(?:ZM|Z|M))?\s*(\([\s\S]*\))$/i;
const NUMBER = String.raw`[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?`;
const POSITION = new RegExp(`(?<![\\d.])(${NUMBER})\\s+(${NUMBER})(?:\\s+${NUMBER}){0,2}`, 'g');
const MAXIMUM_CHARACTERS = 1_000_000;

/**
 * Reads well-known text (OGC 06-103r4 §7), with or without `SRID=…;`, as an unchecked geometry
 * in the order and units of the text. Null: not WKT of a kind that the register can hold.
 */
export function parseWkt(text: string): RawGeometry | null {
  if (text.length > MAXIMUM_CHARACTERS) return null;
  const [, word = '', body = ''] = SHAPE.exec(text.trim()) ?? [];
  const type = GEOMETRY_TYPES.find((known) => known.toLowerCase() === word.toLowerCase());
  if (type === undefined) return null;
  const coordinates = parseBody(body);
  if (coordinates === null) return null;
  if (type === 'Point') {
    const [position] = coordinates;
    return coordinates.length === 1 && Array.isArray(position)
      ? { type, coordinates: position }
      : null;
  }
  // Both MULTIPOINT (1 2, 3 4) and MULTIPOINT ((1 2), (3 4)) are in use.
  return { type, coordinates: type === 'MultiPoint' ? coordinates.map(unwrap) : coordinates };
}

/** WKT differs from GeoJSON's arrays by its brackets and commas only. */
function parseBody(body: string): unknown[] | null {
  const json = body
    .replace(POSITION, '[$1,$2]')
    .replaceAll('(', '[')
    .replaceAll(')', ']')
    .replace(/(?<![\d.])\+/g, '')
    .replace(/(?<![\d.])(-?)\./g, '$10.')
    .replace(/(\d)\.(?!\d)/g, '$1');
  try {
    const parsed: unknown = JSON.parse(json);
    return Array.isArray(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

function unwrap(part: unknown): unknown {
  return Array.isArray(part) && part.length === 1 && Array.isArray(part[0]) ? part[0] : part;
}
