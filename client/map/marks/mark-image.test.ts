import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { POINT_FLAGS, POINT_STATUSES } from '#server/contract/point.ts';

import {
  alarmOf,
  imageId,
  parseImageId,
  quantiseMix,
  RING_PARTS,
  ringSize,
  type MarkImage,
} from './mark-image.ts';

const counts = fc.array(fc.nat({ max: 1_000_000 }), {
  minLength: POINT_STATUSES.length,
  maxLength: POINT_STATUSES.length,
});
const sum = (numbers: readonly number[]) => numbers.reduce((total, next) => total + next, 0);

describe('the mix of a ring', () => {
  it('fills the ring and shows every status that is there, and none that is not', () => {
    fc.assert(
      fc.property(counts, (given) => {
        fc.pre(sum(given) > 0);
        const mix = quantiseMix(given);
        expect(sum(mix)).toBe(RING_PARTS);
        for (const [code, count] of given.entries()) expect((mix[code] ?? 0) > 0).toBe(count > 0);
      }),
    );
  });

  it('stays near the true shares: what is lost went to statuses too small to show', () => {
    fc.assert(
      fc.property(counts, (given) => {
        const total = sum(given);
        fc.pre(total > 0);
        for (const [code, part] of quantiseMix(given).entries()) {
          const exact = ((given[code] ?? 0) * RING_PARTS) / total;
          expect(part).toBeGreaterThan(exact - POINT_STATUSES.length);
          expect(part).toBeLessThan(exact + 1 + 1e-9);
        }
      }),
    );
  });

  it('is the same for counts in the same proportion, so that images are few', () => {
    expect(quantiseMix([0, 0, 3, 0, 1, 0, 0])).toEqual(quantiseMix([0, 0, 300, 0, 100, 0, 0]));
    expect(quantiseMix([0, 0, 3, 0, 1, 0, 0])).toEqual([0, 0, 12, 0, 4, 0, 0]);
  });
});

describe('the id of an image', () => {
  const alarm = fc.record({ recurring: fc.boolean(), suspected: fc.boolean() });
  const scheme = fc.constantFrom('light' as const, 'dark' as const);
  const mix = counts.filter((given) => sum(given) > 0).map(quantiseMix);
  const image: fc.Arbitrary<MarkImage> = fc.oneof(
    fc.record({
      scheme,
      kind: fc.constant('point' as const),
      status: fc.constantFrom(...POINT_STATUSES),
      suspected: fc.boolean(),
    }),
    fc.record({ scheme, kind: fc.constant('ring' as const), size: fc.nat({ max: 3 }), mix, alarm }),
    fc.record({ scheme, kind: fc.constant('spot' as const), mix, alarm }),
  );

  it('says everything that is drawn', () => {
    fc.assert(
      fc.property(image, (given) => {
        expect(parseImageId(imageId(given))).toEqual(given);
      }),
    );
  });

  it('is refused when it is another one', () => {
    expect(parseImageId('airport-15')).toBeNull();
    expect(parseImageId('mark:sepia:ring:0:g000000:0')).toBeNull();
    expect(parseImageId('mark:light:point:unheard_of:0')).toBeNull();
  });
});

describe('a mark', () => {
  it('grows with the power of ten of its count', () => {
    expect([2, 9, 10, 99, 100, 999, 1_000, 1_000_000].map(ringSize)).toEqual([
      0, 0, 1, 1, 2, 2, 3, 3,
    ]);
  });

  it('warns of one recurrence among a million points', () => {
    const status = POINT_STATUSES.map((name) => (name === 'recurring' ? 1 : 200_000));
    expect(alarmOf({ status, flags: [] })).toEqual({ recurring: true, suspected: false });
    const none = POINT_STATUSES.map((name) => (name === 'recurring' ? 0 : 200_000));
    expect(alarmOf({ status: none, flags: [] })).toEqual({ recurring: false, suspected: false });
  });

  it('warns of one suspicion among a million points', () => {
    const status = POINT_STATUSES.map((name) => (name === 'recurring' ? 0 : 200_000));
    const flags = POINT_FLAGS.map((name) => (name === 'suspected' ? 1 : 200_000));
    expect(alarmOf({ status, flags })).toEqual({ recurring: false, suspected: true });
    const others = POINT_FLAGS.map((name) => (name === 'suspected' ? 0 : 200_000));
    expect(alarmOf({ status, flags: others })).toEqual({ recurring: false, suspected: false });
  });
});
