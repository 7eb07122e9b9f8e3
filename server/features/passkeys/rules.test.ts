import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { isCopied } from './rules.ts';

describe('the counter of a key', () => {
  it('shows a copy exactly where a key that counts does not go on', () => {
    const count = fc.nat({ max: 4_294_967_295 });
    fc.assert(
      fc.property(count, count, (stored, signed) => {
        const counts = !(stored === 0 && signed === 0);
        expect(isCopied({ stored, signed })).toBe(counts && !(signed > stored));
      }),
    );
  });
});
