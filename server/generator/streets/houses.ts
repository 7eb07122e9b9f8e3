import type { Random } from '#server/generator/random.ts';

import type { Street } from './main-streets.ts';
import { directionOf, distance, distanceToLine, offset, piecesOf, type Spot } from './plane.ts';

export type House = { street: string; number: number; ring: Spot[] };

/** Metres between two houses of one side, from the middle of the street to the front, and of the house itself. */
const EVERY = 36;
const FRONT = 9;
const DEPTH = 13;
/** Corners of a block stay free. */
const CORNER = 14;
/** From the middle of another street. */
const KEPT_FREE = 5;

/**
 * Puts houses along streets, odd numbers on the left and even ones on the right, counted from the beginning. None stands
 * on another street. `mainStreets` are those nearby.
 */
export function drawHouses(
  random: Random,
  streets: readonly Street[],
  mainStreets: readonly Street[],
): House[] {
  const all = [...streets, ...mainStreets].map((street) => ({ street, box: boxOf(street.line) }));
  return streets.flatMap((street) => {
    let before = 0;
    return piecesOf(street.line).flatMap(([from, to]) => {
      const length = distance(from, to);
      const direction = directionOf(from, to);
      const houses: House[] = [];
      for (let ahead = CORNER; ahead + CORNER < length; ahead += EVERY) {
        for (const side of [1, -1] as const) {
          const width = 9 + 12 * random.next();
          const corner = (along: number, left: number) =>
            offset(from, direction, along, side * left);
          const ring = [
            corner(ahead, FRONT),
            corner(ahead + width, FRONT),
            corner(ahead + width, FRONT + DEPTH),
            corner(ahead, FRONT + DEPTH),
          ];
          if (standsOnStreet(ring, street, all)) continue;
          const number = 2 * Math.floor((before + ahead) / EVERY) + (side === 1 ? 1 : 2);
          houses.push({ street: street.name, number, ring: [...ring, ...ring.slice(0, 1)] });
        }
      }
      before += length;
      return houses;
    });
  });
}

type Box = readonly [west: number, south: number, east: number, north: number];

function standsOnStreet(
  ring: readonly Spot[],
  own: Street,
  all: readonly { street: Street; box: Box }[],
): boolean {
  return all.some(
    ({ street, box }) =>
      street !== own &&
      ring.some((spot) => isNear(spot, box) && distanceToLine(spot, street.line) < KEPT_FREE),
  );
}

function boxOf(line: readonly Spot[]): Box {
  const [easts, norths] = [line.map(([east]) => east), line.map(([, north]) => north)];
  return [Math.min(...easts), Math.min(...norths), Math.max(...easts), Math.max(...norths)];
}

function isNear([x, y]: Spot, [west, south, east, north]: Box): boolean {
  return (
    x > west - KEPT_FREE && x < east + KEPT_FREE && y > south - KEPT_FREE && y < north + KEPT_FREE
  );
}
