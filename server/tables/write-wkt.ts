import type { RawGeometry } from './table.ts';

/** Writes a geometry as well-known text, in the order and units that it has. Opposite of `parseWkt`. */
export function writeWkt({ type, coordinates }: RawGeometry): string {
  const body = bodyOf(coordinates);
  return `${type.toUpperCase()} ${type === 'Point' ? `(${body})` : body}`;
}

function bodyOf(part: unknown): string {
  if (!Array.isArray(part)) return String(part);
  return part.every((value) => !Array.isArray(value))
    ? part.map(String).join(' ')
    : `(${part.map(bodyOf).join(', ')})`;
}
