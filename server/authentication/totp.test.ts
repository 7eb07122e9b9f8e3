import { describe, expect, it } from 'vitest';

import { isCodeOfNow } from '#server/features/accounts/factor-key-commands.ts';

/** RFC 6238, appendix B, the last six of its eight digits: the key is the text of twenty digits. */
const KEY = '12345678901234567890';

describe('a code of an authenticator', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at %d seconds is that of the standard', (seconds, code) => {
    expect(isCodeOfNow(KEY, code, seconds * 1000)).toBe(true);
  });

  it('lives for the thirty seconds in which it is shown', () => {
    const at = (seconds: number) => isCodeOfNow(KEY, '081804', seconds * 1000);
    expect([1_111_111_080, 1_111_111_109.999].map(at)).toEqual([true, true]);
    expect([1_111_111_079.999, 1_111_111_110].map(at)).toEqual([false, false]);
  });

  it('of another length is none', () => {
    expect(isCodeOfNow(KEY, '81804', 1_111_111_109_000)).toBe(false);
  });
});
