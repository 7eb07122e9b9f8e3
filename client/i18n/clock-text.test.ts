import { describe, expect, it } from 'vitest';

import { clockOf, clockOfMinutes, minutesOf } from './clock-text.ts';

describe('times of a day', () => {
  it('are written with two digits each, to the nearest minute', () => {
    expect(clockOf(8 * 3_600 + 5 * 60)).toBe('08:05');
    expect(clockOf(29)).toBe('00:00');
    expect(clockOf(30)).toBe('00:01');
    expect(clockOf(23 * 3_600 + 59 * 60 + 30)).toBe('24:00');
    expect(clockOfMinutes(485)).toBe('08:05');
    expect(clockOf(24 * 3_600 + 60)).toBe('24:01');
  });

  it('are read back, and nothing else is', () => {
    expect(minutesOf('8:05')).toBe(485);
    expect(minutesOf(' 24:00 ')).toBe(1_440);
    expect(minutesOf('00:00')).toBe(0);
    expect(minutesOf('08:59')).toBe(539);
    for (const wrong of ['', '8h', '24:01', '25:00', '08:60', '8:5', '108:05', '08:05x', '-1:00'])
      expect(minutesOf(wrong)).toBeNull();
  });
});
