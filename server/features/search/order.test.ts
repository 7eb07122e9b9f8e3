import { describe, expect, it } from 'vitest';

import type { SearchHit } from '#server/contract/search.ts';

import type { MeantCommune } from './commune-rules.ts';
import { inOrder, pointHit, readPosition } from './rules.ts';

const point = (id: number) =>
  pointHit(
    {
      id,
      code: `DP-${id}`,
      name: 'Quán',
      aliases: [],
      status: 'active',
      flags: [],
      position: [0, 0],
    },
    'quan',
  );
const commune = (id: number, whole: boolean, slips = 0): MeantCommune => ({
  commune: { id, code: `0000${id}`, name: 'Minh Họa', formerNames: [], position: [105.8, 21] },
  formerName: null,
  whole,
  slips,
});
const address = { kind: 'address', label: '12 phố Huế' } as Parameters<
  typeof inOrder
>[0]['addresses'][number];
const NOTHING = { position: null, coded: [], points: [], communes: [], addresses: [] };

const nameOf = (hit: SearchHit) =>
  hit.kind === 'point' || hit.kind === 'commune' ? hit.id : hit.kind;
const order = (found: Partial<Parameters<typeof inOrder>[0]>) =>
  inOrder({ ...NOTHING, ...found }).map(nameOf);

describe('everything that was found', () => {
  it('comes from the surest to what fits only in part or with a slip', () => {
    const found = {
      position: readPosition('21.0285, 105.8542'),
      coded: [point(1)],
      points: [
        { hit: point(11), slips: 1 },
        { hit: point(12), slips: 0 },
      ],
      communes: [commune(21, false), commune(22, true)],
      addresses: [address],
    };
    expect(order(found)).toEqual(['coordinates', 1, 22, 12, 'address', 11, 21]);
  });

  it('names a point once that its code and its words lead to', () => {
    const points = [
      { hit: point(1), slips: 0 },
      { hit: point(2), slips: 0 },
      { hit: point(3), slips: 2 },
    ];
    expect(order({ coded: [point(1), point(3)], points })).toEqual([1, 3, 2]);
  });

  it('believes a commune with a slip in its name only where nothing else is spelt like that', () => {
    const communes = [commune(21, true, 1)];
    const slipped = [{ hit: point(11), slips: 1 }];
    const right = [{ hit: point(12), slips: 0 }];
    expect(order({ communes, points: slipped })).toEqual([21, 11]);
    expect(order({ communes, points: [...right, ...slipped] })).toEqual([12, 11, 21]);
    expect(order({ communes, points: slipped, coded: [point(1)] })).toEqual([1, 11, 21]);
  });

  it('keeps the former name by which a commune was found', () => {
    const communes = [{ ...commune(21, true), formerName: 'Hàng Bạc' }];
    expect(inOrder({ ...NOTHING, communes })).toEqual([
      {
        kind: 'commune',
        id: 21,
        code: '000021',
        name: 'Minh Họa',
        formerName: 'Hàng Bạc',
        position: [105.8, 21],
      },
    ]);
  });
});

describe('words that are a position', () => {
  it('far from the city are read as degrees, and the reader is told', () => {
    expect(readPosition('10.77, 106.7')).toEqual({
      kind: 'coordinates',
      position: [106.7, 10.77],
      assumed: 'import.outside_city',
      grid: null,
      otherGrids: [],
    });
  });

  it('in plain degrees assume nothing', () => {
    expect(readPosition('21.0285, 105.8542')).toMatchObject({
      assumed: null,
      grid: null,
      otherGrids: [],
    });
  });

  it('in metres of VN-2000 say the grid that was assumed, and the others', () => {
    const read = readPosition('2326000 588000');
    expect(read?.assumed).toBe('import.coordinates_vn2000');
    expect(read?.grid).not.toBeNull();
  });
});

describe('the other name of a point', () => {
  const named = (name: string, ...aliases: string[]) =>
    pointHit(
      { id: 1, code: 'DP-1', name, aliases, status: 'active', flags: [], position: [0, 0] },
      'quan sao mai',
    ).alias;

  it('is shown only where it holds more of the words than the official one', () => {
    expect(named('Bia hơi', 'Quán Sao')).toBe('Quán Sao');
    expect(named('Quán Sao', 'Sao Mai')).toBeNull();
    expect(named('Quán Bia', 'Quán', 'Sao Mai Quán')).toBe('Sao Mai Quán');
    expect(named('Quán Bia')).toBeNull();
  });
});
