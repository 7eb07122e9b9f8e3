import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { reached } from '#tests/support/reached.ts';

import { assembleArea, joinChains } from './assemble-rings.ts';
import type { OsmData } from './osm-data.ts';

type Position = [number, number];
/** Corners of a square, against the clock, closed. */
const square = (x: number, y: number, side: number): Position[] => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
];

/** A relation and its data: each line becomes a way; equal positions are one node. */
function areaOf(lines: readonly Position[][], roles: readonly string[] = []) {
  const ids = new Map<string, number>();
  const positions: Position[] = [];
  const ways = lines.map((line) =>
    line.map((position) => {
      const known = ids.get(String(position)) ?? positions.push(position) - 1;
      ids.set(String(position), known);
      return known;
    }),
  );
  const data: OsmData = {
    nodes: [],
    ways: [],
    relations: [],
    positionOf: (node) => positions[node],
    nodesOfMember: (way) => ways[way],
    nodeCount: positions.length,
    wayCount: ways.length,
  };
  const members = lines.map((_, id) => ({ kind: 'way' as const, id, role: roles[id] ?? '' }));
  return { data, members, assembled: assembleArea({ id: 1, members, tags: {} }, data) };
}

describe('rings of a relation', () => {
  it('are joined from ways in any order and direction', () => {
    const [a, b, c, d] = square(0, 0, 4) as [Position, Position, Position, Position];
    const { assembled } = areaOf([
      [c, b],
      [a, d, c],
      [a, b],
    ]);
    expect(assembled).toMatchObject({ openChains: 0, missing: 0 });
    expect(assembled.polygons).toHaveLength(1);
    expect(new Set(assembled.polygons[0]?.[0]?.map(String))).toEqual(
      new Set([a, b, c, d].map(String)),
    );
  });

  it('are outlines and holes by where they lie, whatever the roles say', () => {
    const { assembled } = areaOf(
      [square(3, 3, 1), square(0, 0, 10), square(2, 2, 5), square(20, 20, 1)],
      ['outer', 'inner', 'outer', 'inner'],
    );
    expect(assembled.polygons.map((rings) => rings.length)).toEqual([2, 1, 1]);
    expect(assembled.polygons[0]?.[0]).toHaveLength(5);
  });

  it('that touch in one node stay two rings', () => {
    const { rings, openChains } = joinChains([
      [1, 2, 0],
      [0, 3, 4],
      [4, 0],
      [0, 1],
    ]);
    expect(openChains).toBe(0);
    expect(rings.map((ring) => new Set(ring).size)).toEqual([3, 3]);
  });

  it('that the extract cut are counted, not drawn', () => {
    const [a, b, c, d] = square(0, 0, 4) as [Position, Position, Position, Position];
    const { assembled } = areaOf([
      [a, b, c],
      [c, d],
    ]);
    expect(assembled).toEqual({ polygons: [], openChains: 1, missing: 0 });
  });

  it('leave out what is no border and count ways that the file lacks', () => {
    const { data, members } = areaOf([square(0, 0, 4), square(9, 9, 1)], ['outer', 'subarea']);
    const lacking = { kind: 'way' as const, id: 99, role: 'outer' };
    const assembled = assembleArea({ id: 1, members: [...members, lacking], tags: {} }, data);
    expect(assembled.polygons).toEqual([[square(0, 0, 4)]]);
    expect(assembled.missing).toBe(1);
  });

  it('are found again however a closed line is cut, turned and shuffled', () => {
    const corner = fc.tuple(fc.integer({ min: 0, max: 359 }), fc.integer({ min: 1, max: 9 }));
    const star = fc.uniqueArray(corner, { maxLength: 30, selector: ([angle]) => angle });
    const triangle = fc.constant<[number, number][]>([]);
    const outline = fc.oneof({ weight: 2, arbitrary: star }, { weight: 1, arbitrary: triangle });
    reached({ 'a triangle': 0.2 }, (seen) => {
      fc.assert(
        fc.property(outline, fc.infiniteStream(fc.nat()), (corners, chance) => {
          seen('a triangle', corners.length === 0);
          // Neighbours less than half a turn apart keep the star free of crossings.
          const around = [...corners, ...[0, 120, 240].map((angle) => [angle + 0.5, 5] as const)]
            .toSorted(([one], [other]) => one - other)
            .map(([angle, radius]): Position => {
              const turn = (angle * Math.PI) / 180;
              return [radius * Math.cos(turn), radius * Math.sin(turn)];
            });
          const next = () => chance.next().value ?? 0;
          const lines = cutAnywhere([...around, around[0] as Position], next);
          const { assembled } = areaOf(lines);
          expect(assembled).toMatchObject({ openChains: 0, missing: 0 });
          const [ring = []] = assembled.polygons[0] ?? [];
          expect(ring).toHaveLength(around.length + 1);
          expect(signedArea(ring)).toBeCloseTo(signedArea([...around, around[0] as Position]), 9);
        }),
        { numRuns: 200 },
      );
    });
  });
});

function cutAnywhere(line: readonly Position[], next: () => number): Position[][] {
  const pieces: Position[][] = [];
  for (let from = 0; from < line.length - 1;) {
    const to = Math.min(line.length - 1, from + 1 + (next() % 4));
    const piece = line.slice(from, to + 1);
    pieces.splice(next() % (pieces.length + 1), 0, next() % 2 === 0 ? piece : piece.toReversed());
    from = to;
  }
  return pieces;
}

function signedArea(ring: readonly (readonly number[])[]): number {
  return ring.reduce((sum, [x = 0, y = 0], at) => {
    const [nextX = x, nextY = y] = ring[at + 1] ?? [];
    return sum + (x * nextY - nextX * y) / 2;
  }, 0);
}
