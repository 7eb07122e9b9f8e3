import type { Random } from '#server/generator/random.ts';

import { directionOf, distance, offset, onWay, type Spot } from './plane.ts';

export type StreetClass =
  | 'trunk'
  | 'primary'
  | 'secondary'
  | 'tertiary'
  | 'residential'
  | 'service';
export type Street = { name: string; class: StreetClass; line: Spot[] };
export type Centre = { spot: Spot; isWard: boolean };

const SHORT_LINK = 2_600;
const PIECE_METRES = 350;
/** Greatest bend of a street between two middles, as a share of its length. */
const BEND = 0.05;
const RINGS = [
  { radius: 3_300, middle: [-2_150, -1_900], class: 'primary' },
  { radius: 9_200, middle: [-2_500, -1_000], class: 'trunk' },
] as const;
const RING_CORNERS = 96;

/**
 * Streets between the middles of neighbouring communes, so that everything can be reached. Two middles are joined where
 * none is nearer to both (Toussaint 1980), short ones also where none lies in the circle between them (Gabriel and
 * Sokal 1969).
 */
export function drawMainStreets(random: Random, centres: readonly Centre[]): Street[] {
  const links: { from: Centre; to: Centre; needed: boolean }[] = [];
  for (const [index, from] of centres.entries()) {
    for (const to of centres.slice(index + 1)) {
      const needed = areRelative(from, to, centres);
      const short = distance(from.spot, to.spot) < SHORT_LINK;
      if (needed || (short && areGabriel(from, to, centres))) links.push({ from, to, needed });
    }
  }
  return links.map(({ from, to, needed }, index) => ({
    name: `Đường Trục Minh Họa ${index + 1}`,
    class: needed ? (from.isWard && to.isWard ? 'secondary' : 'primary') : 'tertiary',
    line: bentLine(from.spot, to.spot, BEND * (2 * random.next() - 1)),
  }));
}

export function drawRingRoads(): Street[] {
  return RINGS.map((ring, index) => ({
    name: `Đường Vành đai Minh Họa ${index + 1}`,
    class: ring.class,
    line: Array.from({ length: RING_CORNERS + 1 }, (_, corner) => {
      const turn = (corner / RING_CORNERS) * 2 * Math.PI;
      return offset(ring.middle, turn, ring.radius * (1 + 0.05 * Math.sin(3 * turn)), 0);
    }),
  }));
}

function areRelative(one: Centre, other: Centre, all: readonly Centre[]): boolean {
  const apart = distance(one.spot, other.spot);
  return all.every(
    ({ spot }) => Math.max(distance(spot, one.spot), distance(spot, other.spot)) >= apart - 1e-6,
  );
}

function areGabriel(one: Centre, other: Centre, all: readonly Centre[]): boolean {
  const middle = onWay(one.spot, other.spot, 0.5);
  const radius = distance(one.spot, other.spot) / 2;
  return all.every(({ spot }) => distance(spot, middle) >= radius - 1e-6);
}

function bentLine(from: Spot, to: Spot, bend: number): Spot[] {
  const length = distance(from, to);
  const pieces = Math.max(3, Math.round(length / PIECE_METRES));
  const direction = directionOf(from, to);
  return Array.from({ length: pieces + 1 }, (_, piece): Spot => {
    const share = piece / pieces;
    return offset(from, direction, share * length, bend * length * Math.sin(Math.PI * share));
  });
}
