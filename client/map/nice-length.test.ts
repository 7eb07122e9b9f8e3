import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { reached } from '#tests/support/reached.ts';

import { niceLength } from './nice-length.ts';

describe('the length of a scale bar', () => {
  it('is a round number that fits and fills at least two fifths of the room', () => {
    const round = fc
      .tuple(fc.constantFrom(1, 2, 5), fc.integer({ min: 0, max: 5 }))
      .map(([step, power]) => step * 10 ** power);
    reached({ 'room for just a round number': 0.2 }, (seen) => {
      fc.assert(
        fc.property(fc.oneof(fc.integer({ min: 1, max: 1_000_000 }), round), (most) => {
          const length = niceLength(most);
          const isRound = /^[125]0*$/.test(String(most));
          seen('room for just a round number', isRound);
          expect(length === most).toBe(isRound);
          expect(length).toBeLessThanOrEqual(most);
          expect(length).toBeGreaterThan(most * 0.39);
          expect(String(length).replaceAll(/[0.]/g, '')).toMatch(/^[125]$/);
        }),
        { numRuns: 200 },
      );
    });
  });
});
