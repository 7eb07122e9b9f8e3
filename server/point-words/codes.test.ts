import { describe, expect, it } from 'vitest';

import { codesMeant } from './codes.ts';

describe('the code of a point', () => {
  it.each([
    ['25', ['DP-00025']],
    ['00025', ['DP-00025']],
    ['dp25', ['DP-00025', 'DP-25000', 'DP-25001']],
    ['DP-0002', ['DP-00002', 'DP-00020', 'DP-00021']],
    ['dp 00025', ['DP-00025']],
    ['dp1234567', ['DP-1234567']],
    ['bar 15', []],
    ['12345678901', []],
  ])('is read from “%s”', (text, codes) => {
    expect(codesMeant(text).slice(0, 3)).toEqual(codes);
  });
});
