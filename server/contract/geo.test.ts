import { describe, expect, it } from 'vitest';

import { BoundingBoxText, boxAroundLines, isInBox, MapSquaresText } from './geo.ts';

describe('a box in an address', () => {
  it.each([
    ['105.7,20.9,105.9,21.1', [105.7, 20.9, 105.9, 21.1]],
    ['-180,-90,180,90', [-180, -90, 180, 90]],
    ['1,2,1,2', [1, 2, 1, 2]],
  ])('is west, south, east and north: %s', (text, box) => {
    expect(BoundingBoxText.parse(text)).toEqual(box);
  });

  it.each([
    '',
    '1,2,3',
    '1,2,3,4,5',
    'a,2,3,4',
    '-180.1,0,0,0',
    '0,-90.1,0,0',
    '0,0,180.1,0',
    '0,0,0,90.1',
    '2,0,1,0',
    '0,2,0,1',
  ])('is refused where it is none: %j', (text) => {
    expect(BoundingBoxText.safeParse(text).success).toBe(false);
  });

  it('holds what lies on its sides', () => {
    const box = [105, 20, 106, 21] as [number, number, number, number];
    const inside: [number, number][] = [
      [105, 20],
      [106, 21],
      [105.5, 20.5],
    ];
    expect(inside.map((position) => isInBox(position, box))).toEqual([true, true, true]);
    const outside: [number, number][] = [
      [104.9, 20],
      [106.1, 21],
      [105, 19.9],
      [105, 21.1],
    ];
    expect(outside.map((position) => isInBox(position, box))).toEqual([false, false, false, false]);
  });

  it('is drawn around lines, and around none where there is none', () => {
    const lines = [
      { line: [[105, 21.5]] },
      {
        line: [
          [106, 20],
          [104, 21],
        ],
      },
    ] as unknown as {
      line: [number, number][];
    }[];
    expect(boxAroundLines(lines)).toEqual([104, 20, 106, 21.5]);
    expect(boxAroundLines([])).toBeNull();
    expect(boxAroundLines([{ line: [] }])).toBeNull();
  });
});

describe('squares of the map in an address', () => {
  const read = (text: string) => MapSquaresText.safeParse(text);

  it('lie inside the world, down to the finest zoom', () => {
    expect(read('0/0/0,1/1/1,30/1073741823/0').data).toEqual([
      { z: 0, x: 0, y: 0 },
      { z: 1, x: 1, y: 1 },
      { z: 30, x: 1_073_741_823, y: 0 },
    ]);
    for (const wrong of [
      '0/1/0',
      '0/0/1',
      '1/2/0',
      '1/0/2',
      '31/0/0',
      '1/0',
      'a/0/0',
      '',
      '-1/0/0',
    ]) {
      expect(read(wrong).success).toBe(false);
    }
  });

  it('are 300 at most', () => {
    const squares = (count: number) => Array.from({ length: count }, () => '1/0/0').join(',');
    expect(read(squares(300)).data).toHaveLength(300);
    expect(read(squares(301)).success).toBe(false);
  });
});
