import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { namesBeside } from './names-beside.ts';

const FRAME = { left: 0, right: 600, top: 0, bottom: 400 };
const at = (key: string, x: number, y: number) => ({ key, name: 'Hoàn Kiếm', x, y });

describe('names at the dots of a chart', () => {
  it('stand above their dot, or below it where another is in the way', () => {
    expect(namesBeside([at('a', 100, 100)], [], FRAME, new Set())).toEqual([
      { key: 'a', above: true },
    ]);
    expect(namesBeside([at('a', 100, 100)], [{ x: 100, y: 84 }], FRAME, new Set())).toEqual([
      { key: 'a', above: false },
    ]);
  });

  it('are left out where there is no room, but for the one that must be read', () => {
    const crowd = [at('a', 100, 100), at('b', 104, 102), at('c', 98, 104), at('d', 101, 96)];
    expect(namesBeside(crowd, [], FRAME, new Set()).length).toBeLessThan(4);
    const read = namesBeside(crowd, [], FRAME, new Set(['d'])).map(({ key }) => key);
    expect(read[0]).toBe('d');
  });

  it('never lie over each other or leave the frame', () => {
    const dots = fc
      .array(fc.tuple(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 400 })), {
        maxLength: 40,
        size: 'max',
      })
      .map((places) => places.map(([x, y], i) => at(String(i), x, y)));
    fc.assert(
      fc.property(dots, (given) => {
        const boxes = namesBeside(given, [], FRAME, new Set()).map(({ key, above }) => {
          const dot = given.find((one) => one.key === key);
          return { x: dot?.x ?? 0, y: (dot?.y ?? 0) + (above ? -16 : 16) };
        });
        for (const [i, one] of boxes.entries()) {
          expect(one.x).toBeGreaterThanOrEqual(31);
          expect(one.x).toBeLessThanOrEqual(569);
          expect(one.y).toBeGreaterThanOrEqual(8);
          expect(one.y).toBeLessThanOrEqual(392);
          for (const other of boxes.slice(i + 1)) {
            expect(Math.abs(one.x - other.x) >= 63 || Math.abs(one.y - other.y) >= 16).toBe(true);
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});
