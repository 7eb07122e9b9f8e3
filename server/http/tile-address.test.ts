import { expect, it } from 'vitest';

import { refuseOutsideGrid, TileParameters } from './tile-address.ts';

it('a tile lies in the grid of its zoom', () => {
  for (const place of [
    { z: 0, x: 0, y: 0 },
    { z: 3, x: 7, y: 7 },
    { z: 22, x: 4_194_303, y: 0 },
  ]) {
    expect(() => refuseOutsideGrid(place)).not.toThrow();
  }
});

it('a tile outside the grid is refused: to the right, below, and behind the largest zoom', () => {
  for (const place of [
    { z: 0, x: 1, y: 0 },
    { z: 3, x: 8, y: 0 },
    { z: 3, x: 0, y: 8 },
    { z: 23, x: 0, y: 0 },
  ]) {
    expect(() => refuseOutsideGrid(place)).toThrow('tile.out_of_range');
  }
});

it('the address of a tile has whole numbers and the ending of vector tiles', () => {
  expect(TileParameters.parse({ z: '12', x: '3252', y: '1812.mvt' })).toEqual({
    z: 12,
    x: 3252,
    y: 1812,
  });
  const wrong = [
    { z: '1.5', x: '0', y: '0.mvt' },
    { z: '-1', x: '0', y: '0.mvt' },
    { z: '100', x: '0', y: '0.mvt' },
    { z: '1', x: '-1', y: '0.mvt' },
    { z: '22', x: '4194304', y: '0.mvt' },
    { z: '1', x: '0', y: '0' },
    { z: '1', x: '0', y: '0.png' },
    { z: '1', x: '0', y: '-1.mvt' },
  ];
  expect(wrong.filter((given) => TileParameters.safeParse(given).success)).toEqual([]);
});
