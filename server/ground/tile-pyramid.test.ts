import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { anyLine, anyRing } from '#tests/support/files/random-rings.ts';
import { reached } from '#tests/support/reached.ts';

import { shapeOf, signedArea, STRIDE, type Path, type Shape } from './shape.ts';
import { clipShape } from './tile-pyramid.ts';

const FAR = 1_000_000;
const properties = {
  layer: 'land' as const,
  class: 'green',
  name: null,
  bridge: false,
  tunnel: false,
  rank: null,
};
const made = (kind: Shape['kind'], parts: Path[][]) =>
  shapeOf({ properties, kind, first: 6, last: 15 }, parts);

/** The two halves of a shape, west and east of a meridian or north and south of a parallel. */
function halves(shape: Shape, edge: number, across: boolean): (Shape | null)[] {
  const all = { west: -FAR, north: -FAR, east: FAR, south: FAR };
  return across
    ? [clipShape(shape, { ...all, east: edge }), clipShape(shape, { ...all, west: edge })]
    : [clipShape(shape, { ...all, south: edge }), clipShape(shape, { ...all, north: edge })];
}

const pathsOf = (shapes: (Shape | null)[]) => shapes.flatMap((shape) => shape?.parts.flat() ?? []);
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

function lengthOf(path: Path): number {
  let length = 0;
  for (let at = STRIDE; at < path.length; at += STRIDE) {
    length += Math.hypot(
      (path[at] ?? 0) - (path[at - STRIDE] ?? 0),
      (path[at + 1] ?? 0) - (path[at - STRIDE + 1] ?? 0),
    );
  }
  return length;
}

const edge = fc.integer({ min: -90_000, max: 90_000 });

describe('cutting shapes to a box', () => {
  it('leaves of a line in two halves as much as there was', () => {
    fc.assert(
      fc.property(anyLine, edge, fc.boolean(), (line, at, across) => {
        const cut = pathsOf(halves(made('line', [[line]]), at, across));
        // Where a line is cut, its course is rounded to a unit; a stretch along the edge is in both halves.
        const along = sum(
          Array.from({ length: line.length / STRIDE - 1 }, (_, index) => {
            const from = index * STRIDE + (across ? 0 : 1);
            const isAlong = line[from] === at && line[from + STRIDE] === at;
            return isAlong ? lengthOf(line.slice(index * STRIDE, (index + 2) * STRIDE)) : 0;
          }),
        );
        expect(sum(cut.map(lengthOf))).toBeGreaterThan(lengthOf(line) + along - line.length);
        expect(sum(cut.map(lengthOf))).toBeLessThan(lengthOf(line) + along + line.length);
      }),
    );
  });

  it('leaves of an area in two halves as much as there was, and holes stay holes', () => {
    fc.assert(
      fc.property(anyRing, edge, fc.boolean(), (ring, at, across) => {
        const hole = ring.map((value) => Math.round(value / 3));
        const rings = [ring, turnedRound(hole)];
        const before = sum(rings.map(signedArea));
        const cut = pathsOf(halves(made('area', [rings]), at, across));
        const rounding = ring.length * 100_000;
        expect(Math.abs(sum(cut.map(signedArea)) - before)).toBeLessThan(rounding);
      }),
    );
  });

  it('never reaches out of the box', () => {
    reached({ left: 0.4 }, (seen) => {
      fc.assert(
        fc.property(anyLine, edge, edge, edge, edge, (line, x1, x2, y1, y2) => {
          const box = {
            west: Math.min(x1, x2),
            east: Math.max(x1, x2),
            north: Math.min(y1, y2),
            south: Math.max(y1, y2),
          };
          const shape = clipShape(made('line', [[line]]), box);
          if (!seen('left', shape !== null) || shape === null) return;
          expect(shape.west).toBeGreaterThanOrEqual(box.west);
          expect(shape.east).toBeLessThanOrEqual(box.east);
          expect(shape.north).toBeGreaterThanOrEqual(box.north);
          expect(shape.south).toBeLessThanOrEqual(box.south);
        }),
      );
    });
  });

  it('puts a point on an edge into one box only', () => {
    const point = made('point', [[[100, 0, Infinity]]]);
    const inBoth = halves(point, 100, true).map((half) => half !== null);
    expect(inBoth).toEqual([false, true]);
  });

  it('gives back a shape that lies inside as it is', () => {
    const shape = made('line', [[[0, 0, 1, 10, 10, 1]]]);
    expect(clipShape(shape, { west: 0, north: 0, east: 10, south: 10 })).toBe(shape);
  });
});

function turnedRound(ring: Path): Path {
  const vertices = Array.from({ length: ring.length / STRIDE }, (_, index) =>
    ring.slice(index * STRIDE, (index + 1) * STRIDE),
  );
  return vertices.toReversed().flat();
}
