import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { joinLines } from './read-shapes.ts';

/** Nodes lie on a grid of ten columns: node 23 is at x 3, y 2. */
const heading = (node: number, next: number) =>
  [(next % 10) - (node % 10), Math.floor(next / 10) - Math.floor(node / 10)] as const;
const join = (stretches: number[][]) => joinLines(stretches, heading);

describe('joining stretches of a street', () => {
  it('makes one line of them, whatever their order and direction', () => {
    expect(
      join([
        [12, 13],
        [11, 12],
        [14, 13],
      ]),
    ).toEqual([[11, 12, 13, 14]]);
  });

  it('goes straight on at a crossing of the same name', () => {
    const lines = join([
      [11, 12],
      [12, 22],
      [12, 13],
      [2, 12],
    ]);
    expect(lines).toEqual([
      [11, 12, 13],
      [2, 12, 22],
    ]);
  });

  it('ends when the line has come round', () => {
    expect(
      join([
        [11, 12, 22],
        [22, 21, 11],
      ]),
    ).toEqual([[11, 12, 22, 21, 11]]);
    expect(join([[11, 12, 22, 11]])).toEqual([[11, 12, 22, 11]]);
  });

  it('uses every stretch exactly once', () => {
    const node = fc.integer({ min: 0, max: 30 });
    const stretch = fc.array(node, { minLength: 2, maxLength: 4 });
    const pairs = (line: readonly number[]) =>
      line.slice(1).map((to, index) => [line[index] ?? 0, to].toSorted((a, b) => a - b).join('-'));
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 30 }), (stretches) => {
        const lines = join(stretches);
        expect(lines.flatMap(pairs).toSorted()).toEqual(stretches.flatMap(pairs).toSorted());
      }),
    );
  });
});
