import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';

import { assemblePolygons } from './assemble-polygons.ts';

/** A closed square, by half of its side and its middle. */
const square = (half: number, [x, y]: [number, number] = [0, 0]): Position[] => [
  [x - half, y - half],
  [x + half, y - half],
  [x + half, y + half],
  [x - half, y + half],
  [x - half, y - half],
];

describe('rings that stand side by side', () => {
  it('are areas and holes by turns, each hole of the smallest area around it', () => {
    const [land, lake, island, pond] = [square(8), square(6), square(4), square(2)];
    for (const rings of [
      [land, lake, island, pond],
      [pond, island, lake, land],
    ]) {
      const made = assemblePolygons(rings);
      expect(made?.type).toBe('MultiPolygon');
      expect(new Set(made?.coordinates as Position[][][])).toEqual(
        new Set([
          [land, lake],
          [island, pond],
        ]),
      );
    }
  });

  it('are areas of their own where none lies in another', () => {
    const [here, there] = [square(1), square(1, [5, 0])];
    expect(assemblePolygons([here, there])).toEqual({
      type: 'MultiPolygon',
      coordinates: [[here], [there]],
    });
  });

  it('are one area with its holes, or nothing', () => {
    const [around, hole] = [square(4), square(1)];
    expect(assemblePolygons([hole, around])).toEqual({
      type: 'Polygon',
      coordinates: [around, hole],
    });
    expect(assemblePolygons([around])).toEqual({ type: 'Polygon', coordinates: [around] });
    expect(assemblePolygons([])).toBeNull();
  });
});
