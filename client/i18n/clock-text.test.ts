import { describe, expect, it } from 'vitest';

import { clockOf, minutesOf } from './clock-text.ts';

describe('times of a day', () => {
  it('are written with two digits each, to the nearest minute', () => {
    expect(clockOf(8 * 3_600 + 5 * 60)).toBe('08:05');
    expect(clockOf(29)).toBe('00:00');
    expect(clockOf(24 * 3_600 + 60)).toBe('24:01');
  });

  it('are read back, and nothing else is', () => {
    expect(minutesOf('8:05')).toBe(485);
    expect(minutesOf(' 24:00 ')).toBe(1_440);
    for (const wrong of ['', '8h', '24:01', '08:60', '-1:00']) expect(minutesOf(wrong)).toBeNull();
  });
});
