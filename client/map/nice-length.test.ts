import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { niceLength } from './nice-length.ts';

describe('the length of a scale bar', () => {
  it('is a round number that fits and fills at least two fifths of the room', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (most) => {
        const length = niceLength(most);
        expect(length).toBeLessThanOrEqual(most);
        expect(length).toBeGreaterThan(most * 0.39);
        expect(String(length).replaceAll(/[0.]/g, '')).toMatch(/^[125]$/);
      }),
    );
  });
});
