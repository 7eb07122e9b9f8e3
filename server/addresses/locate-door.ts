import type { LonLat } from '#server/contract/geo.ts';
import { between, metresBetween } from '#server/methods/local-metres.ts';

import type { Mention } from './gazetteer-index.ts';
import type { Door, HouseNumber } from './parsed-address.ts';

/** `weight` ranks the ways of knowing a door, 1 for one that the gazetteer holds. */
export type LocatedDoor = {
  precision: 'door' | 'interpolated';
  position: LonLat;
  radiusMetres: number;
  weight: number;
  mentions: readonly Mention[];
};

const LEAST_DOOR_METRES = 15;
/** A place described by a door ("Bệnh viện …, 78 Giải Phóng") stands somewhere before or on its grounds. */
const DESCRIBED_METRES = 150;
const LEAST_INTERPOLATED_METRES = 25;
/** Farther apart in numbers or in space, two doors say nothing about those between them. */
const MOST_NUMBERS_APART = 240;
const MOST_METRES_APART = 1_500;
/*
 * Beside a single known door: numbers of Hanoi skip, repeat and begin anew. So far from the neighbour was the door
 * in nine of ten cases, little less where the numbers are near each other.
 */
const BESIDE_METRES = 600;
const METRES_A_NUMBER = 10;
const MOST_NUMBERS_THAT_TELL = 20;
const MOST_NUMBERS_BEYOND = 60;
/** The two sides of a street count each for itself. */
const OTHER_SIDE_METRES = 100;
const ALLEY_METRES = 450;

type Known = { house: HouseNumber; mention: Mention };

/**
 * Estimates the position of a door in one stretch of street from the doors known there: the door itself; the same
 * number with another letter; between the two neighbours of its parity, in proportion; beside the nearest number.
 * The radius grows with the distance of the neighbours. Null when the known doors say nothing.
 */
export function locateDoor(asked: Door, mentions: readonly Mention[]): LocatedDoor | null {
  if (asked.alleys.length > 0) return locateInAlley(asked, mentions);
  if (asked.house === null) return null;
  const known = housesOf(mentions, []);
  return (
    sameHouse(asked.house, known) ??
    sameNumber(asked.house, known) ??
    betweenNeighbours(asked.house, known) ??
    besideNearest(asked.house, known)
  );
}

function housesOf(mentions: readonly Mention[], alleys: readonly string[]): Known[] {
  return mentions.flatMap((mention) => {
    const { door } = mention;
    if (door?.house == null || door.alleys.join('/') !== alleys.join('/')) return [];
    return [{ house: door.house, mention }];
  });
}

/** In Hanoi an alley bears the number of the house at its mouth. */
function locateInAlley(asked: Door, mentions: readonly Mention[]): LocatedDoor | null {
  const inside = housesOf(mentions, asked.alleys);
  const exact = asked.house === null ? null : sameHouse(asked.house, inside);
  if (exact !== null) return exact;
  const outer = asked.alleys[0] ?? '';
  const known = mentions.filter(({ door }) => door?.alleys[0] === outer);
  if (known.length > 0) {
    const mouths = known.filter(({ door }) => door?.house == null && door?.alleys.length === 1);
    const used = mouths.length > 0 ? mouths : known;
    const weight = asked.house === null && mouths.length > 0 ? 0.97 : 0.9;
    const depth = asked.house === null && asked.alleys.length === 1 ? 0 : ALLEY_METRES;
    return middleOf(used, weight, { precision: 'interpolated', extra: depth + 25 });
  }
  const number = /^(\d+)((?:[A-Z]\d*)?)$/.exec(outer);
  if (number === null) return null;
  const house = { number: Number(number[1]), suffix: number[2] ?? '', upTo: null };
  const mouth = locateDoor({ house, alleys: [], street: asked.street }, mentions);
  if (mouth === null) return null;
  return {
    ...mouth,
    precision: 'interpolated',
    radiusMetres: mouth.radiusMetres + ALLEY_METRES,
    weight: 0.9 * mouth.weight,
  };
}

function sameHouse(asked: HouseNumber, known: readonly Known[]): LocatedDoor | null {
  const same = known.filter(
    ({ house }) => house.suffix === asked.suffix && holds(house, asked.number),
  );
  if (same.length === 0) return null;
  const measured = same.some(({ mention }) => mention.entry.houseNumber !== null);
  const extra = measured ? 0 : DESCRIBED_METRES;
  return middleOf(mentionsIn(same), 1, { precision: 'door', extra });
}

function sameNumber(asked: HouseNumber, known: readonly Known[]): LocatedDoor | null {
  const same = known.filter(({ house }) => holds(house, asked.number));
  return same.length === 0
    ? null
    : middleOf(mentionsIn(same), 0.95, { precision: 'interpolated', extra: 20 });
}

/** `6–8` holds 6 and 8, `6–10` holds 8 too; the other side of the street is in no range. */
function holds({ number, upTo }: HouseNumber, asked: number): boolean {
  if (upTo === null || upTo < number) return number === asked;
  return asked >= number && asked <= upTo && (asked - number) % 2 === 0;
}

function mentionsIn(known: readonly Known[]): Mention[] {
  return known.map(({ mention }) => mention);
}

function middleOf(
  mentions: readonly Mention[],
  weight: number,
  given: { precision: LocatedDoor['precision']; extra: number },
): LocatedDoor | null {
  // The best known one stands for the rest; how far the others lie from it widens the circle.
  const [best, ...others] = mentions.toSorted((a, b) => a.errorMetres - b.errorMetres);
  if (best === undefined) return null;
  const spread = others.map((other) => metresBetween(best.position, other.position));
  const radius = Math.max(LEAST_DOOR_METRES, best.errorMetres, ...spread) + given.extra;
  return {
    precision: given.precision,
    position: best.position,
    radiusMetres: radius,
    weight,
    mentions,
  };
}

function betweenNeighbours(asked: HouseNumber, known: readonly Known[]): LocatedDoor | null {
  const side = known
    .filter(({ house }) => (house.number - asked.number) % 2 === 0)
    .toSorted((a, b) => a.house.number - b.house.number);
  const lower = side.findLast(({ house }) => house.number < asked.number);
  const upper = side.find(({ house }) => house.number > asked.number);
  if (lower === undefined || upper === undefined) return null;
  const numbers = upper.house.number - lower.house.number;
  const [from, to] = [lower.mention.position, upper.mention.position];
  const metres = metresBetween(from, to);
  if (numbers > MOST_NUMBERS_APART || metres > MOST_METRES_APART) return null;
  const position = between(from, to, (asked.number - lower.house.number) / numbers);
  const open = Math.max(metresBetween(position, from), metresBetween(position, to));
  const error = Math.max(lower.mention.errorMetres, upper.mention.errorMetres);
  return {
    precision: 'interpolated',
    position,
    // Numbers rise along a street, so the door lies between the two; their own error comes on top.
    radiusMetres: Math.max(LEAST_INTERPOLATED_METRES, open) + error,
    weight: 0.93 - 0.1 * (metres / MOST_METRES_APART),
    mentions: [lower.mention, upper.mention],
  };
}

function besideNearest(asked: HouseNumber, known: readonly Known[]): LocatedDoor | null {
  const ranked = known
    .map((one) => {
      const numbers = Math.abs(one.house.number - asked.number);
      return { ...one, numbers, otherSide: numbers % 2 !== 0 };
    })
    .filter(({ numbers }) => numbers <= MOST_NUMBERS_BEYOND)
    .toSorted(
      (a, b) => a.numbers + 20 * Number(a.otherSide) - b.numbers - 20 * Number(b.otherSide),
    );
  const [nearest] = ranked;
  if (nearest === undefined) return null;
  const { numbers, otherSide, mention } = nearest;
  return {
    precision: 'interpolated',
    position: mention.position,
    radiusMetres:
      BESIDE_METRES +
      mention.errorMetres +
      Math.min(numbers, MOST_NUMBERS_THAT_TELL) * METRES_A_NUMBER +
      (otherSide ? OTHER_SIDE_METRES : 0),
    weight: 0.86 - 0.1 * (numbers / MOST_NUMBERS_BEYOND) - (otherSide ? 0.08 : 0),
    mentions: [mention],
  };
}
