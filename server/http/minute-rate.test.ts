import { expect, it } from 'vitest';

import { MinuteRate } from './minute-rate.ts';

it('grants so many requests a minute to each, and says how long to wait', () => {
  const rate = new MinuteRate();
  expect([0, 10, 20].map((now) => rate.take('a', 3, now))).toEqual([null, null, null]);
  expect(rate.take('a', 3, 20_500)).toBe(40);
  expect(rate.take('b', 3, 20_500)).toBeNull();
  expect(rate.take('a', 3, 59_999)).toBe(1);
  expect(rate.take('a', 3, 60_000)).toBeNull();
});

it('tells the first request of a minute', () => {
  const rate = new MinuteRate();
  rate.take('a', 3, 0);
  expect(rate.isFirst('a')).toBe(true);
  rate.take('a', 3, 1);
  expect(rate.isFirst('a')).toBe(false);
});

it('grants many at once only as far as the minute has room for them', () => {
  const rate = new MinuteRate();
  expect(rate.take('a', 3, 0, 4)).toBe(60);
  expect(rate.take('a', 3, 0, 2)).toBeNull();
  expect(rate.take('a', 3, 30_000, 2)).toBe(30);
  expect(rate.take('a', 3, 30_000)).toBeNull();
});
