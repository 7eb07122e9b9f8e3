import { describe, expect, it } from 'vitest';

import { beginningOf } from './time.ts';

describe('the first instant of a day in the city', () => {
  it('is seven hours before the midnight of UTC, in summer too', () => {
    expect(beginningOf('2026-03-01')).toBe('2026-02-28T17:00:00.000Z');
    expect(beginningOf('2026-07-01')).toBe('2026-06-30T17:00:00.000Z');
  });
});
