import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { addDays } from '#server/contract/time.ts';
import { WORK_KINDS, WorklistQuery } from '#server/contract/worklist.ts';

import { readCursor, tally, writeCursor } from './rules.ts';

const place = fc.record({
  passive: fc.boolean(),
  later: fc.boolean(),
  sortOn: fc.integer({ min: 0, max: 900 }).map((days) => addDays('2025-01-01', days)),
  pointId: fc.integer({ min: 1, max: 999_999_999 }),
});

describe('the position of a place in the list', () => {
  it('comes back from its cursor as it was', () => {
    fc.assert(
      fc.property(place, (position) => {
        const cursor = writeCursor(position);
        expect(readCursor(cursor)).toEqual(position);
        expect(WorklistQuery.safeParse({ limit: 30, cursor }).success).toBe(true);
      }),
    );
  });

  it('is the beginning without a cursor', () => {
    expect(readCursor(undefined)).toBeNull();
  });
});

describe('the number that waits', () => {
  const counts = WORK_KINDS.map((kind) => ({ kind, total: 10, overdue: 1 }));

  it('leaves out what others must do, and for an officer what only the leader answers', () => {
    expect(tally(counts, 'leader')).toMatchObject({ waiting: 50, overdue: 5 });
    expect(tally(counts, 'officer')).toMatchObject({ waiting: 40, overdue: 4 });
  });

  it('names the kinds in one order, whatever order they were counted in', () => {
    const names = (given: typeof counts) => tally(given, 'leader').counts.map(({ kind }) => kind);
    expect(names(counts.toReversed())).toEqual([...WORK_KINDS]);
  });
});
