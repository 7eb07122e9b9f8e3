import { CITY_BOUNDS, isInBox } from '#server/contract/geo.ts';
import type { SearchHit } from '#server/contract/search.ts';
import { askedWords, wordsOf } from '#server/point-words/words.ts';
import { readMapLink } from '#server/contract/map-link.ts';
import { readPlusCode } from '#server/contract/plus-code.ts';
import { diagnoseCoordinates } from '#server/tables/coordinate-diagnosis.ts';

import type { MeantCommune } from './commune-rules.ts';
import type { FoundPoint } from './queries.ts';

type CoordinatesHit = Extract<SearchHit, { kind: 'coordinates' }>;

type PointHit = Extract<SearchHit, { kind: 'point' }>;

/** A point as a hit; `alias` is the other name that holds more of the words than the official one. */
export function pointHit({ aliases, ...point }: FoundPoint, text: string): PointHit {
  const asked = askedWords(text);
  const held = (name: string) => {
    const words = wordsOf(name);
    return asked.filter((word) => words.some((known) => known.startsWith(word))).length;
  };
  const [alias] = aliases.toSorted((a, b) => held(b) - held(a));
  const isBetter = alias !== undefined && held(alias) > held(point.name);
  return { kind: 'point', ...point, alias: isBetter ? alias : null };
}

type Found = {
  position: CoordinatesHit | null;
  /** Points by their code. */
  coded: readonly PointHit[];
  /** Points by their words, best first. */
  points: readonly { hit: PointHit; slips: number }[];
  communes: readonly MeantCommune[];
  addresses: readonly Extract<SearchHit, { kind: 'address' }>[];
};

/**
 * Puts everything found into one order: coordinates, the point of the code, communes whose name the words are, points
 * that hold the words, addresses, and at last what fits only with a slip of the pen or in part.
 */
export function inOrder(found: Found): SearchHit[] {
  const coded = new Set(found.coded.map(({ id }) => id));
  const others = found.points.filter(({ hit }) => !coded.has(hit.id));
  const named = others.filter(({ slips }) => slips === 0).map(({ hit }) => hit);
  const slipped = others.filter(({ slips }) => slips > 0).map(({ hit }) => hit);
  const isNothingRight = named.length === 0 && coded.size === 0;
  const isWhole = ({ whole, slips }: MeantCommune) => whole && (slips === 0 || isNothingRight);
  return [
    ...(found.position === null ? [] : [found.position]),
    ...found.coded,
    ...found.communes.filter(isWhole).map(communeHit),
    ...named,
    ...found.addresses,
    ...slipped,
    ...found.communes.filter((meant) => !isWhole(meant)).map(communeHit),
  ];
}

function communeHit({ commune, formerName }: MeantCommune): SearchHit {
  const { id, code, name, position } = commune;
  return { kind: 'commune', id, code, name, formerName, position };
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
