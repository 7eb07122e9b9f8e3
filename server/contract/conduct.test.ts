import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { isSeenEnough, sumOfConduct, type ConductCounts } from './conduct.ts';

const counts = (weighed: number, unseen: number): ConductCounts => ({
  cases: weighed,
  looks: { seen: weighed - unseen, stated: unseen },
  weighed,
  parts: { late: 0, own: unseen, unseen, ruled: 0, annulled: 0 },
});

describe('a figure', () => {
  it('is seen enough up to one half that the measured alone states, and where there is nothing to see', () => {
    expect([0, 5, 6, 10].map((unseen) => isSeenEnough(counts(10, unseen)))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(isSeenEnough(counts(0, 0))).toBe(true);
  });

  it('of several communes is the sum of theirs: seen enough where each is, and not where none is', () => {
    const some = fc
      .tuple(fc.nat(50), fc.nat(50))
      .map(([weighed, unseen]) => counts(weighed, Math.min(weighed, unseen)));
    fc.assert(
      fc.property(fc.array(some), some, (all, one) => {
        const sum = sumOfConduct(all);
        expect(sum.looks.seen + sum.looks.stated).toBe(sum.weighed);
        expect(sum.parts.own).toBe(sum.parts.unseen);
        const alike = all.filter((other) => isSeenEnough(other) === isSeenEnough(one));
        expect(isSeenEnough(sumOfConduct([...alike, one]))).toBe(isSeenEnough(one));
      }),
    );
  });
});
