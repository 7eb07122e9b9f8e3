import { describe, expect, it } from 'vitest';

import { chooseNames, type Spot } from './street-names.ts';

const DRAWING = { width: 700, height: 300 };
const street = (name: string, street: string, ...spots: Spot[]) => ({
  kind: 'street' as const,
  class: street,
  name,
  spots,
});
const namesOf = (...given: Parameters<typeof chooseNames>) =>
  chooseNames(...given).map(({ name }) => name);

describe('names of streets on a sheet', () => {
  it('are written once, where the street is longest, from left to right', () => {
    const chosen = chooseNames(
      [
        street('Phố Một', 'residential', [100, 100], [160, 100]),
        street('Phố Một', 'residential', [400, 200], [200, 200]),
      ],
      DRAWING,
      [],
    );
    expect(chosen).toEqual([
      {
        name: 'Phố Một',
        spots: [
          [200, 200],
          [400, 200],
        ],
      },
    ]);
  });

  it('are left out where the street is too short, outside, or taken', () => {
    const lines = [
      street('Phố Ngắn', 'residential', [100, 100], [110, 100]),
      street('Phố Ngoài', 'residential', [700, 100], [900, 100]),
      street('Phố Có Điểm', 'residential', [200, 200], [400, 200]),
      street('Phố Rộng Chỗ', 'residential', [200, 50], [400, 50]),
    ];
    expect(namesOf(lines, DRAWING, [[300, 200]])).toEqual(['Phố Rộng Chỗ']);
  });

  it('keep every letter clear of marks and of other names', () => {
    const long = street('Phố Có Tên Rất Dài Ở Đây', 'residential', [200, 200], [400, 200]);
    const underItsEnd: Spot = [345, 206];
    expect(namesOf([long], DRAWING, [underItsEnd])).toEqual([]);
    expect(namesOf([long], DRAWING, [[390, 206]])).toEqual(['Phố Có Tên Rất Dài Ở Đây']);
    const across = street('Phố Ngang', 'residential', [340, 150], [340, 230]);
    expect(namesOf([long, across], DRAWING, [])).toEqual(['Phố Có Tên Rất Dài Ở Đây']);
  });

  it('of large streets come before those of small ones', () => {
    const lines = [
      street('Phố Nhỏ', 'residential', [100, 100], [500, 100]),
      street('Đường Lớn', 'primary', [250, 105], [350, 105]),
    ];
    expect(namesOf(lines, DRAWING, [])).toEqual(['Đường Lớn']);
  });
});
