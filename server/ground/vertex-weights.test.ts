import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { anyLine, anyRing } from '#tests/support/files/random-rings.ts';
import { reached } from '#tests/support/reached.ts';

import { STRIDE, type Path } from './shape.ts';
import { weigh } from './vertex-weights.ts';

type Vertex = readonly [x: number, y: number];

const verticesOf = (path: Path): Vertex[] =>
  Array.from({ length: path.length / STRIDE }, (_, index) => [
    path[index * STRIDE] ?? 0,
    path[index * STRIDE + 1] ?? 0,
  ]);

function distance([x, y]: Vertex, [ax, ay]: Vertex, [bx, by]: Vertex): number {
  const length = (bx - ax) ** 2 + (by - ay) ** 2;
  const share = length === 0 ? 0 : ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length;
  const inside = Math.min(1, Math.max(0, share));
  return Math.hypot(x - ax - inside * (bx - ax), y - ay - inside * (by - ay));
}

describe('weights of vertices', () => {
  it('keep, for any tolerance, every vertex of the line within it', () => {
    reached({ 'a closed line': 0.25 }, (seen) => {
      fc.assert(
        fc.property(
          fc.oneof(anyLine, anyRing),
          fc.integer({ min: 1, max: 100_000 }),
          (line, tolerance) => {
            const path = [...line];
            weigh(path);
            const all = verticesOf(path);
            seen('a closed line', String(all[0]) === String(all.at(-1)));
            const kept = all.flatMap((_, index) =>
              (path[index * STRIDE + 2] ?? 0) >= tolerance ** 2 ? [index] : [],
            );
            expect([kept[0], kept.at(-1)]).toEqual([0, all.length - 1]);
            for (const [index, vertex] of all.entries()) {
              const after = kept.findIndex((one) => one >= index);
              const from = all[kept[Math.max(0, after - 1)] ?? 0] ?? vertex;
              const to = all[kept[after] ?? 0] ?? vertex;
              expect(distance(vertex, from, to)).toBeLessThan(tolerance * (1 + 1e-9) + 1e-6);
            }
          },
        ),
        { numRuns: 200 },
      );
    });
  });

  it('drop what lies on a straight line, and keep corners', () => {
    const line = [
      [0, 0],
      [10, 0],
      [20, 0],
      [20, 50],
    ];
    for (const turned of [line, line.map((corner) => corner.toReversed())]) {
      const path = turned.flatMap(([x = 0, y = 0]) => [x, y, 0]);
      weigh(path);
      expect([path[2], path[5], path[11]]).toEqual([Infinity, 0, Infinity]);
      expect(path[8]).toBeGreaterThan(300);
    }
  });
});
