import type { SearchHit } from '#server/contract/search.ts';
import { readTypedPosition } from '#server/contract/typed-position.ts';
import { askedWords, wordsOf } from '#server/point-words/words.ts';

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

const PLAIN = { assumed: null, grid: null, otherGrids: [] };

/** Reads words as a position, as `readTypedPosition` does; also far from the city where they are degrees. Null where they are none. */
export function readPosition(text: string): CoordinatesHit | null {
  const read = readTypedPosition(text);
  if ('problem' in read) {
    if (read.problem !== 'outside' || read.far === null) return null;
    return { ...PLAIN, kind: 'coordinates', position: read.far, assumed: 'import.outside_city' };
  }
  const { position, notation } = read;
  if (notation === 'degrees') return { ...PLAIN, kind: 'coordinates', position };
  if (notation !== 'vn2000') {
    return { ...PLAIN, kind: 'coordinates', position, assumed: notation };
  }
  const { grid, others } = read;
  const assumed = 'import.coordinates_vn2000';
  return { kind: 'coordinates', position, assumed, grid, otherGrids: others };
}
