import { expect, it } from 'vitest';

import { MOST_ATTEMPTS, nextAttemptAt } from './back-off.ts';

it('tries a job again after 1, 2, 4 … minutes, after four hours at most', () => {
  const now = '2026-11-24T00:30:00.000Z';
  const minutes = Array.from(
    { length: MOST_ATTEMPTS },
    (_, at) => (Date.parse(nextAttemptAt(now, at + 1)) - Date.parse(now)) / 60_000,
  );
  expect(minutes).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 240, 240]);
});
