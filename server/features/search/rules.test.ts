import { describe, expect, it } from 'vitest';

import { plusCode } from '#server/contract/plus-code.ts';

import type { FoundPoint } from './queries.ts';
import { pointHit, readPosition } from './rules.ts';

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
});
