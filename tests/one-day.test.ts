import { expect, it } from 'vitest';

import { untilOneDay } from './e2e/one-day.ts';

it.each([
  ['2026-11-29T03:00:00.000Z', 0],
  ['2026-11-29T16:49:59.000Z', 0],
  // Ten minutes to midnight in the city, which is seven hours ahead.
  ['2026-11-29T16:50:00.000Z', 600_000],
  ['2026-12-31T16:59:59.500Z', 500],
  ['2026-11-29T17:00:00.000Z', 0],
  ['2026-11-29T23:59:00.000Z', 0],
])('browser tests that begin at %s wait %d ms, so that they see one day', (instant, wait) => {
  expect(untilOneDay(Date.parse(instant))).toBe(wait);
});
