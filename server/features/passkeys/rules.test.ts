import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { reached } from '#tests/support/reached.ts';

import { isCopied } from './rules.ts';

describe('the counter of a key', () => {
  it('shows a copy exactly where a key that counts does not go on', () => {
    const count = fc.nat({ max: 4_294_967_295 });
    const same = count.map((number) => [number, number] as const);
    const given = fc.oneof(fc.tuple(count, count), same, fc.constant([0, 0] as const));
    reached({ 'the same number again': 0.2, 'a key that does not count': 0.2 }, (seen) => {
      fc.assert(
        fc.property(given, ([stored, signed]) => {
          const counts = !(stored === 0 && signed === 0);
          seen('the same number again', counts && stored === signed);
          seen('a key that does not count', !counts);
          expect(isCopied({ stored, signed })).toBe(counts && !(signed > stored));
        }),
      );
    });
  });
});
