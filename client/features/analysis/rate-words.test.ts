import { expect, it } from 'vitest';

import { makeFormat } from '#client/i18n/format.ts';
import { vi } from '#client/i18n/vi.ts';

import { rateNumber, rateUnit } from './rate-words.ts';

const format = makeFormat('vi', vi.common);

it('a rate is told by 100 places a year, by a million people a year, or in a hundred tips', () => {
  // 2 in 100 · 365 place-days, 3 in a million · 365 person-days, 4 of 100 tips.
  expect(rateNumber(2 / 36_500, 'place_days', format)).toBe('2');
  expect(rateNumber(3 / 365_000_000, 'person_days', format)).toBe('3');
  expect(rateNumber(0.0425, 'tips', format)).toBe('4,3');
  expect(
    (['place_days', 'person_days', 'tips'] as const).map((unit) => rateUnit(unit, vi)),
  ).toEqual(['lần trên 100 điểm-năm', 'điểm trên 1 triệu người-năm', '% tin quá hạn']);
});

it('a rate that is not known is a dash, and one of nothing is 0', () => {
  expect(rateNumber(null, 'tips', format)).toBe('–');
  expect(rateNumber(0, 'tips', format)).toBe('0');
});
