import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { reached } from '#tests/support/reached.ts';

import { encodeEntryDays, entryDay } from './entry-days.ts';

/** Codes below this one are lags. */
const FIRST_SHARED = 240;

const day = fc.integer({ min: 0, max: 65_535 });
/** Entered soon after, on one of a few days that many share, or on any day at all. */
const row = fc.oneof(
  fc.tuple(day, fc.integer({ min: -260, max: 250 })).map(([of, lag]) => ({
    of,
    recorded: Math.max(0, Math.min(65_535, of + lag)),
  })),
  fc.record({ of: day, recorded: fc.constantFrom(19_000, 20_000, 20_001) }),
  fc.record({ of: day, recorded: day }),
);

function decoded(rows: readonly { of: number; recorded: number }[]) {
  const days = Uint16Array.from(rows, ({ of }) => of);
  const { codes, entries } = encodeEntryDays(
    days,
    Uint16Array.from(rows, ({ recorded }) => recorded),
  );
  const read = rows.map(({ of }, index) => entryDay(entries, codes[index] ?? 0, index, of));
  const lags = rows.flatMap(({ of, recorded }, at) =>
    (codes[at] ?? 0) < FIRST_SHARED ? recorded - of : [],
  );
  return { read, entries, lags };
}

describe('days of entry in a byte each', () => {
  it('are read again as they were, however far from their rows and however many', () => {
    const most = fc.array(row, { maxLength: 400, size: 'max' });
    reached({ 'several in the list': 0.2, 'no row at all': 0.05 }, (seen) => {
      fc.assert(
        fc.property(fc.oneof(most, fc.array(row, { maxLength: 2 })), (rows) => {
          const { read, entries, lags } = decoded(rows);
          seen('several in the list', entries.listedRows.length > 1);
          seen('no row at all', rows.length === 0);
          expect(read).toEqual(rows.map(({ recorded }) => recorded));
          expect([entries.leastLag, entries.mostLag]).toEqual([
            Math.min(...lags),
            Math.max(...lags),
          ]);
        }),
        { numRuns: 200 },
      );
    });
  });

  it('list only what neither lies near its day nor shares its day of entry with many', () => {
    const soon = Array.from({ length: 500 }, (_, of) => ({ of, recorded: of + 3 }));
    const atOnce = Array.from({ length: 500 }, (_, of) => ({ of, recorded: 20_000 }));
    const rare = Array.from({ length: 70 }, (_, index) => ({ of: 0, recorded: 30_000 + index }));
    const { read, entries } = decoded([...soon, ...rare, ...atOnce]);
    expect(entries.shared).toHaveLength(15);
    expect(entries.shared[0]).toBe(20_000);
    expect(entries.listedRows).toHaveLength(56);
    expect(entries).toMatchObject({ leastLag: 3, mostLag: 3, first: 20_000, last: 30_069 });
    expect(read.slice(-1)).toEqual([20_000]);
  });
});
