import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { addDays } from '#server/contract/time.ts';
import { WORK_KINDS } from '#server/contract/worklist.ts';

import { positionOf, readCursor, tally, writeCursor } from './rules.ts';

const day = fc.integer({ min: 0, max: 900 }).map((days) => addDays('2025-01-01', days));
const line = fc.record({
  kind: fc.constantFrom(...WORK_KINDS),
  id: fc.integer({ min: 1, max: 999_999_999 }),
  dueOn: fc.option(day),
  passive: fc.boolean(),
});

describe('the place of a line in the list', () => {
  it('is its due day, or the day of the list where nothing is due', () => {
    const waiting = { kind: 'check', id: 7, passive: false } as const;
    const position = positionOf({ ...waiting, dueOn: '2026-02-01' }, '2026-03-01');
    expect(position.sortOn).toBe('2026-02-01');
    expect(positionOf({ ...waiting, dueOn: null }, '2026-03-01').sortOn).toBe('2026-03-01');
  });

  it('comes back from its cursor as it was', () => {
    fc.assert(
      fc.property(line, (given) => {
        const position = positionOf(given, '2026-03-01');
        expect(readCursor(writeCursor(position))).toEqual(position);
      }),
    );
  });

  it('is the beginning for no cursor and for one of an unknown kind', () => {
    expect(readCursor(undefined)).toBeNull();
    expect(readCursor('0.2026-01-01.tea.3')).toBeNull();
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
