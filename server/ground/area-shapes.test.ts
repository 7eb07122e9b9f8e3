import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { anyRing } from '#tests/support/files/random-rings.ts';

import { distanceToEdge, labelPoint } from './area-shapes.ts';
import { STRIDE, type Path } from './shape.ts';

const ring = (...vertices: [number, number][]): Path => vertices.flatMap(([x, y]) => [x, y, 0]);

/** The distance from the edge of the best of 60 × 60 places. */
function bestOfGrid(rings: Path[]): { distance: number; side: number } {
  const [outer = []] = rings;
  const xs = outer.filter((_, index) => index % STRIDE === 0);
  const ys = outer.filter((_, index) => index % STRIDE === 1);
  const [west, east] = [Math.min(...xs), Math.max(...xs)];
  const [north, south] = [Math.min(...ys), Math.max(...ys)];
  let distance = -Infinity;
  for (let column = 0; column <= 60; column += 1) {
    for (let row = 0; row <= 60; row += 1) {
      const x = west + ((east - west) * column) / 60;
      const y = north + ((south - north) * row) / 60;
      distance = Math.max(distance, distanceToEdge(x, y, rings));
    }
  }
  return { distance, side: Math.min(east - west, south - north) };
}

describe('the place for a name', () => {
  it('is inside a lake that is bent round a peninsula, not at its middle', () => {
    const lake = ring(
      [0, 0],
      [900, 0],
      [900, 900],
      [600, 900],
      [600, 300],
      [300, 300],
      [300, 900],
      [0, 900],
      [0, 0],
    );
    const [x, y] = labelPoint([lake]);
    expect(distanceToEdge(x, y, [lake])).toBeGreaterThan(140);
  });

  it('is not on an island', () => {
    const lake = ring([0, 0], [1000, 0], [1000, 400], [0, 400], [0, 0]);
    const island = ring([300, 50], [700, 50], [700, 350], [300, 350], [300, 50]);
    const [x] = labelPoint([lake, island]);
    expect(x < 300 || x > 700).toBe(true);
  });

  it('is as far from the edge as the best of many places, to a fifteenth of the shorter side', () => {
    fc.assert(
      fc.property(anyRing, (outer) => {
        const [x, y] = labelPoint([outer]);
        const { distance, side } = bestOfGrid([outer]);
        expect(distanceToEdge(x, y, [outer])).toBeGreaterThan(distance - side / 15 - 2);
      }),
      { numRuns: 40 },
    );
  });

  it('of an area without extent is one of its corners', () => {
    expect(labelPoint([ring([5, 5], [5, 5], [5, 5], [5, 5])])).toEqual([5, 5]);
  });
});
