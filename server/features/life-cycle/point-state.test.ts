import { describe, expect, it } from 'vitest';

import { stateOf } from './rules.ts';

describe('the state of a point', () => {
  const facts = {
    id: 1,
    code: 'DP-1',
    status: 'eliminated',
    cycle: 2,
    version: 1,
    proposedBy: null,
    mergedInto: null,
    lastSeq: 1,
    lastStatusOn: '2026-01-01',
    lastMergeOn: null,
    eliminatedOn: '2026-01-01',
  } as const;
  const inCycle = (cycle: number) => ({
    id: cycle,
    cycle,
    attempt: 1,
    communeId: 1,
    state: 'pending' as const,
    abolished: false,
    proposedBy: null,
    proposedOn: '2026-01-10',
    answeredBy: null,
    respondedOn: null,
    successor: null,
    answeredOn: null,
    documentNumber: null,
    refusalReason: null,
    withdrawnOn: null,
    lapsedOn: null,
  });

  it('counts the hand-overs of its present cycle only', () => {
    const { handovers } = stateOf(facts, [inCycle(1), inCycle(2)], []);
    expect(handovers.map(({ id }) => id)).toEqual([2]);
  });

  it('is merged into another point, or removed where that is the point itself', () => {
    const standing = [null, 2, 1].map((mergedInto) => stateOf({ ...facts, mergedInto }, [], []));
    expect(standing.map(({ merged, removed }) => [merged, removed])).toEqual([
      [false, false],
      [true, false],
      [true, true],
    ]);
  });
});
