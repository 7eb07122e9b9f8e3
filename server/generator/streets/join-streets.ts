import type { Street } from './main-streets.ts';
import {
  crossing,
  distance,
  distanceToLine,
  isInside,
  onWay,
  piecesOf,
  type Spot,
} from './plane.ts';

/** A part of a street between two of its nodes that lies wholly on a bridge or wholly on land. */
export type JoinedWay = { street: Street; nodes: number[]; isBridge: boolean };
export type StreetNet = { spots: Spot[]; ways: JoinedWay[] };

/** `cuts` are shares of the way between the ends. */
type Piece = {
  street: number;
  at: number;
  ends: [Spot, Spot];
  cuts: number[];
  nearRiver: boolean;
};

const CELL_METRES = 250;
/** Nearer than this two nodes are one. */
const SAME_METRES = 1.5;

/**
 * Gives streets that cross a node in common, which makes of the lines a net that can be driven. Where a street crosses
 * the river it is cut, and the part over the water is a bridge.
 */
export function joinStreets(streets: readonly Street[], riverRing: readonly Spot[]): StreetNet {
  const pieces = streets.flatMap(({ line }, street) =>
    piecesOf(line).map((ends, at): Piece => {
      const nearRiver = distanceToLine(ends[0], riverRing) < distance(...ends);
      return { street, at, ends, cuts: [0, 1], nearRiver };
    }),
  );
  cutAtCrossings(pieces);
  cutAtRiver(pieces, riverRing);
  const nodes = new NodeRegister();
  const ways = new Map<number, JoinedWay[]>();
  for (const piece of pieces) {
    const street = streets[piece.street];
    if (street === undefined) continue;
    const own = ways.get(piece.street) ?? [];
    ways.set(piece.street, own);
    const cuts = piece.cuts.toSorted((a, b) => a - b);
    for (const [from, to] of cuts.slice(1).map((cut, index) => [cuts[index] ?? 0, cut] as const)) {
      const isBridge =
        piece.nearRiver && isInside(onWay(...piece.ends, (from + to) / 2), riverRing);
      append(own, street, isBridge, [
        nodes.at(onWay(...piece.ends, from)),
        nodes.at(onWay(...piece.ends, to)),
      ]);
    }
  }
  const joined = [...ways.values()].flat().filter((way) => way.nodes.length > 1);
  return { spots: nodes.spots, ways: joined };
}

function append(
  ways: JoinedWay[],
  street: Street,
  isBridge: boolean,
  [from, to]: [number, number],
): void {
  const last = ways.at(-1);
  if (from === to) return;
  if (last?.isBridge === isBridge && last.nodes.at(-1) === from) last.nodes.push(to);
  else ways.push({ street, nodes: [from, to], isBridge });
}

function cutAtCrossings(pieces: readonly Piece[]): void {
  const cells = new Map<string, number[]>();
  for (const [index, piece] of pieces.entries()) {
    for (const cell of cellsOf(piece.ends)) {
      const there = cells.get(cell) ?? [];
      for (const other of there) meet(piece, pieces[other]);
      cells.set(cell, [...there, index]);
    }
  }
}

/** Pieces that share several cells meet several times; the same cut twice is harmless. */
function meet(one: Piece, other: Piece | undefined): void {
  if (other === undefined) return;
  if (one.street === other.street && Math.abs(one.at - other.at) <= 1) return;
  const shares = crossing(one.ends, other.ends);
  if (shares === null) return;
  one.cuts.push(shares[0]);
  other.cuts.push(shares[1]);
}

function cutAtRiver(pieces: readonly Piece[], ring: readonly Spot[]): void {
  const banks = piecesOf(ring);
  for (const piece of pieces) {
    if (!piece.nearRiver) continue;
    for (const bank of banks) {
      const shares = crossing(piece.ends, bank);
      if (shares !== null) piece.cuts.push(shares[0]);
    }
  }
}

function cellsOf([from, to]: readonly [Spot, Spot]): string[] {
  const cells: string[] = [];
  const [west, east] = [Math.min(from[0], to[0]), Math.max(from[0], to[0])];
  const [south, north] = [Math.min(from[1], to[1]), Math.max(from[1], to[1])];
  for (let x = Math.floor(west / CELL_METRES); x <= Math.floor(east / CELL_METRES); x += 1) {
    for (let y = Math.floor(south / CELL_METRES); y <= Math.floor(north / CELL_METRES); y += 1) {
      cells.push(`${x}:${y}`);
    }
  }
  return cells;
}

/** Finds the node of a spot, or makes one. */
class NodeRegister {
  readonly spots: Spot[] = [];
  readonly #byCell = new Map<string, number[]>();

  at(spot: Spot): number {
    const [x, y] = [Math.floor(spot[0] / SAME_METRES), Math.floor(spot[1] / SAME_METRES)];
    for (let i = x - 1; i <= x + 1; i += 1) {
      for (let j = y - 1; j <= y + 1; j += 1) {
        const known = this.#byCell
          .get(`${i}:${j}`)
          ?.find((node) => distance(this.spots[node] ?? [Infinity, 0], spot) < SAME_METRES);
        if (known !== undefined) return known;
      }
    }
    const node = this.spots.push(spot) - 1;
    const cell = `${x}:${y}`;
    this.#byCell.set(cell, [...(this.#byCell.get(cell) ?? []), node]);
    return node;
  }
}
