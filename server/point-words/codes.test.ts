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

  it('that was begun stands for a hundred codes at most, each once', () => {
    const begun = codesMeant('dp1');
    expect(begun).toHaveLength(101);
    expect([begun[0], begun[1], begun.at(-1)]).toEqual(['DP-00001', 'DP-10000', 'DP-10099']);
    expect(codesMeant('dp0000')).toHaveLength(10);
  });

  it('has nine digits at most, and is begun by no number alone', () => {
    expect(codesMeant('123456789')).toEqual(['DP-123456789']);
    expect(codesMeant('1234567890')).toEqual([]);
    expect(codesMeant('2')).toEqual(['DP-00002']);
  });
});
