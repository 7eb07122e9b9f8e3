import { describe, expect, it } from 'vitest';

import { makeFormat } from '#client/i18n/format.ts';
import { vi } from '#client/i18n/vi.ts';
import type { LonLat } from '#server/contract/geo.ts';

import { placeWords } from './place-words.ts';

const words = { text: vi, format: makeFormat('vi', vi.common) };
const ring: LonLat[] = [
  [105, 21],
  [105.01, 21],
  [105.01, 21.01],
  [105, 21.01],
  [105, 21],
];
const commune = { id: 1, code: '00070', name: 'Hoàn Kiếm', type: 'phuong' as const };

describe('the name of a place', () => {
  it('is its street and commune, or the one that is known', () => {
    const named = (street: string | null, of: typeof commune | null) =>
      placeWords({ ring, place: { street, commune: of } }, words);
    expect(named('phố Hàng Bạc', commune)).toBe('Gần phố Hàng Bạc, phường Hoàn Kiếm');
    expect(named(null, commune)).toBe('phường Hoàn Kiếm');
    expect(named('phố Hàng Bạc', null)).toBe('Gần phố Hàng Bạc');
  });

  it('is the middle in coordinates where nothing is known', () => {
    const middle = words.format.coordinates([105.005, 21.005]);
    expect(placeWords({ ring, place: null }, words)).toBe(middle);
  });
});
