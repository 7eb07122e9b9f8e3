import { describe, expect, it } from 'vitest';

import { plusCode } from '#server/contract/plus-code.ts';

import { readPosition, unprefixed } from './rules.ts';

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

describe("a commune's name", () => {
  it('is found with and without the word for its type', () => {
    expect(unprefixed('phuong hoan kiem')).toBe('hoan kiem');
    expect(unprefixed('hoan kiem')).toBe('hoan kiem');
    expect(unprefixed('xa')).toBe('xa');
  });
});
