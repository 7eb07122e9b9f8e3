import fc from 'fast-check';
import { expect, it } from 'vitest';

import { finished } from '#tests/support/engine/finished.ts';

import { sortedIds } from './sorted-ids.ts';

it('puts ids in the order of their ranks, and of the ids where ranks are equal', () => {
  const pair = fc.record({
    rank: fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 2 ** 22 })),
    id: fc.oneof(fc.nat({ max: 5_000 }), fc.nat({ max: 2 ** 31 - 1 })),
  });
  fc.assert(
    fc.property(fc.uniqueArray(pair, { selector: ({ id }) => id, maxLength: 300 }), (pairs) => {
      const ranks = Uint32Array.from(pairs, ({ rank }) => rank);
      const ids = Uint32Array.from(pairs, ({ id }) => id);
      const expected = pairs.toSorted((a, b) => a.rank - b.rank || a.id - b.id);
      expect([...finished(sortedIds({ ranks, ids }))]).toEqual(expected.map(({ id }) => id));
    }),
  );
});

it('lets others in between often enough: no step moves more than some ten thousand', () => {
  const size = 500_000;
  const ranks = Uint32Array.from({ length: size }, (_, at) => (at * 7_919) % 1_000);
  const ids = Uint32Array.from({ length: size }, (_, at) => size - at);
  let steps = 0;
  const work = sortedIds({ ranks, ids });
  while (work.next().done !== true) steps += 1;
  expect(steps).toBeGreaterThan(size / 65_536);
});
