import { expect, test } from 'vitest';

import { minuteByMinute } from './clock.ts';

test('the day changes at midnight of the city, not a minute later, and back when the clock is put back', () => {
  let now = Date.parse('2026-11-24T16:59:59.999Z');
  const today = minuteByMinute(() => now);
  expect(today()).toBe('2026-11-24');
  now += 1;
  expect(today()).toBe('2026-11-25');
  now -= 60_000;
  expect(today()).toBe('2026-11-24');
});
