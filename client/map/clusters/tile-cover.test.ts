import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { SINGLE_POINTS_ZOOM } from '#server/contract/tile.ts';

import { coverTiles, exactLevel, fromUnit, stepLevel, toUnit } from './tile-cover.ts';

const longitude = fc.double({ min: -179.9, max: 179.9, noNaN: true });
const latitude = fc.double({ min: -84, max: 84, noNaN: true });

describe('tile cover', () => {
  it('has the tile of every corner of the box', () => {
    fc.assert(
      fc.property(longitude, latitude, fc.integer({ min: 0, max: 16 }), (x, y, level) => {
        const box = [x, y, Math.min(x + 0.1, 180), Math.min(y + 0.1, 85)] as const;
        const tiles = coverTiles([...box], level).map((tile) => `${tile.x}/${tile.y}`);
        for (const corner of [
          [box[0], box[1]],
          [box[2], box[3]],
        ] as const) {
          const [unitX, unitY] = toUnit([...corner]);
          const most = 2 ** level - 1;
          const column = Math.min(most, Math.floor(unitX * 2 ** level));
          expect(tiles).toContain(`${column}/${Math.min(most, Math.floor(unitY * 2 ** level))}`);
        }
      }),
    );
  });

  it('turns the earth to the unit square and back', () => {
    fc.assert(
      fc.property(longitude, latitude, (x, y) => {
        const [backX, backY] = fromUnit(...toUnit([x, y]));
        expect(backX).toBeCloseTo(x, 9);
        expect(backY).toBeCloseTo(y, 9);
      }),
    );
  });

  it('never asks for coarser tiles than a pixel allows, nor for finer ones than there are', () => {
    for (let zoom = 5; zoom < 20; zoom += 0.25) {
      expect(exactLevel(zoom)).toBeLessThanOrEqual(SINGLE_POINTS_ZOOM);
      expect(stepLevel(zoom)).toBeLessThanOrEqual(exactLevel(zoom));
    }
    for (let zoom = 7; zoom < 19; zoom += 0.25) {
      expect(zoom - stepLevel(zoom)).toBeLessThan(3);
    }
  });
});
