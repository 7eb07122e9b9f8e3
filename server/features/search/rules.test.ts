import { describe, expect, it } from 'vitest';

import { plusCode } from '#server/contract/plus-code.ts';

import type { FoundPoint } from './queries.ts';
import { inOrder, pointHit, readPosition } from './rules.ts';

describe('coordinates in the search field', () => {
  it.each([
    '21.0285, 105.8542',
    '105.8542 21.0285',
    '21,0285; 105,8542',
    '21.0285,105.8542',
    '  21.0285   105.8542 ',
  ])('reads %s as one place, whatever the order and the comma', (text) => {
    const [longitude, latitude] = readPosition(text)?.position ?? [0, 0];
    expect(longitude).toBeCloseTo(105.8542, 4);
    expect(latitude).toBeCloseTo(21.0285, 4);
  });

  it.each([
    ['https://www.google.com/maps/@21.0285,105.8542,17z', 'map_link'],
    [`${plusCode([105.8542, 21.0285])}`, 'plus_code'],
    [`${plusCode([105.8542, 21.0285]).slice(4)}, Hà Nội`, 'plus_code'],
  ])('reads %s and says how', (text, assumed) => {
    const found = readPosition(text);
    expect(found?.assumed).toBe(assumed);
    const [longitude = 0, latitude = 0] = found?.position ?? [];
    expect(Math.abs(longitude - 105.8542)).toBeLessThan(0.0001);
    expect(Math.abs(latitude - 21.0285)).toBeLessThan(0.0001);
  });

  it('finds nothing far from the city', () => {
    expect(readPosition('https://www.google.com/maps/@10.77,106.7,17z')).toBeNull();
  });

  it.each(['Phường 12', 'DP-00012', '46/KH-UBND', 'ngõ 12', '0, 0', '1e999, 5'])(
    'does not take %s for a place',
    (text) => {
      expect(readPosition(text)).toBeNull();
    },
  );
});

describe('a point that was found', () => {
  const point: FoundPoint = {
    id: 1,
    code: 'DP-00001',
    name: 'Quán Sao',
    aliases: ['Ánh Trăng', 'Bar Ánh Sao'],
    status: 'active',
    flags: [],
    position: [105.8, 21],
  };

  it('names the other name that holds more of the words', () => {
    expect(pointHit(point, 'bar anh sao').alias).toBe('Bar Ánh Sao');
    expect(pointHit(point, 'quan').alias).toBeNull();
  });

  it('is found under its own name where no other one holds more', () => {
    expect(pointHit(point, 'sao').alias).toBeNull();
    expect(pointHit({ ...point, aliases: [] }, 'bar').alias).toBeNull();
    expect(pointHit(point, 'anh').alias).toBe('Ánh Trăng');
    expect(pointHit(point, 'tran').alias).toBe('Ánh Trăng');
  });
});

describe('everything that was found', () => {
  const hit = (id: number) =>
    pointHit(
      {
        id,
        code: `DP-${id}`,
        name: 'A',
        aliases: [],
        status: 'active',
        flags: [],
        position: [1, 2],
      },
      'a',
    );
  const commune = (name: string, whole: boolean, slips: number) => ({
    commune: { id: 1, code: name, name, formerNames: [], position: [1, 2] as [number, number] },
    formerName: null,
    whole,
    slips,
  });
  const NONE = { position: null, coded: [], points: [], communes: [], addresses: [] };
  const address = { kind: 'address', label: 'Phố' } as unknown as Parameters<
    typeof inOrder
  >[0]['addresses'][number];
  const shown = (more: Partial<Parameters<typeof inOrder>[0]>) =>
    inOrder({ ...NONE, ...more }).map((one) =>
      one.kind === 'point' ? one.id : one.kind === 'commune' ? one.name : one.kind,
    );

  it('comes from what is sure to what is only like it', () => {
    const position = readPosition('21.0285, 105.8542');
    expect(
      shown({
        position,
        coded: [hit(1)],
        points: [
          { hit: hit(3), slips: 1 },
          { hit: hit(1), slips: 0 },
          { hit: hit(2), slips: 0 },
        ],
        communes: [commune('cả', true, 0), commune('một phần', false, 0), commune('sai', true, 1)],
        addresses: [address],
      }),
    ).toEqual(['coordinates', 1, 'cả', 2, 'address', 3, 'một phần', 'sai']);
  });

  it('has a commune with a slip first where no point is right', () => {
    const communes = [commune('sai', true, 1)];
    expect(shown({ communes, points: [{ hit: hit(3), slips: 1 }] })).toEqual(['sai', 3]);
    expect(shown({ communes, points: [{ hit: hit(3), slips: 0 }] })).toEqual([3, 'sai']);
    expect(shown({ communes, coded: [hit(1)], addresses: [address] })).toEqual([
      1,
      'address',
      'sai',
    ]);
  });
});

describe('metres in the search field', () => {
  it('are a place on a grid, with the other grids that they fit', () => {
    expect(readPosition('2326509 588154')).toMatchObject({
      assumed: 'import.coordinates_vn2000',
      grid: 'tm3-105',
      otherGrids: expect.arrayContaining(['utm-48']),
    });
  });

  it('are none far from the city, where degrees of the country still are', () => {
    expect(readPosition('10.77, 106.7')).toMatchObject({ assumed: 'import.outside_city' });
    expect(readPosition('1200000 588154')).toBeNull();
  });
});
