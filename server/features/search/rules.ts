import { CITY_BOUNDS, isInBox } from '#server/contract/geo.ts';
import type { SearchHit } from '#server/contract/search.ts';
import { readMapLink } from '#server/contract/map-link.ts';
import { readPlusCode } from '#server/contract/plus-code.ts';
import { diagnoseCoordinates } from '#server/tables/coordinate-diagnosis.ts';

type CoordinatesHit = Extract<SearchHit, { kind: 'coordinates' }>;

const PREFIX = /^(?:phuong|xa|p\.|x\.)\s*(?=\S)/;

/** A commune's folded name without the word for its type, as people type it. */
export function unprefixed(folded: string): string {
  return folded.replace(PREFIX, '');
}

/**
 * Reads words as a position in the city: degrees in either order, with comma or point, VN-2000 metres, the address of
 * a map, a plus code. People write latitude first; the map's order is the other one. Null where they are none.
 */
export function readPosition(text: string): CoordinatesHit | null {
  const link = readMapLink(text);
  if (link === 'shortened') return null;
  const position = link ?? readPlusCode(text);
  if (position !== null) {
    const assumed = link === null ? 'plus_code' : 'map_link';
    return isInBox(position, CITY_BOUNDS) ? { kind: 'coordinates', position, assumed } : null;
  }
  return readPair(text);
}

function readPair(text: string): CoordinatesHit | null {
  const parts = splitPair(text);
  if (parts === null) return null;
  const [first, second] = parts;
  const found = diagnoseCoordinates(second, first, { bbox: CITY_BOUNDS });
  switch (found.severity) {
    case 'fine':
      return { kind: 'coordinates', position: found.position, assumed: null };
    case 'needs_consent': {
      const assumed = found.code === 'import.coordinates_swapped' ? null : found.code;
      return { kind: 'coordinates', position: found.position, assumed };
    }
    case 'error':
      return null;
  }
}

function splitPair(text: string): [string, string] | null {
  if (!/\d/.test(text)) return null;
  for (const separator of [';', /,\s+/, /\s+/, ',']) {
    const [first, second, ...rest] = text.trim().split(separator);
    if (first !== undefined && second !== undefined && rest.length === 0) {
      return [first.trim(), second.trim()];
    }
  }
  return null;
}
