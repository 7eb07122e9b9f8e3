import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { BAND_WIDTH, bandOf } from './count-bands.ts';

const MOST = 12;
/** Counts of a few communes on a few days. */
const histories = fc.array(
  fc.array(fc.integer({ min: 0, max: MOST }), { minLength: 2, maxLength: 2 }),
  { minLength: 2, maxLength: 3 },
);
const published = (history: readonly (readonly number[])[]) =>
  JSON.stringify(history.map((day) => day.map(bandOf)));

/** Every history that gives the same bands; found by trying all of them, without knowing the rule. */
function readings(history: readonly (readonly number[])[]): number[][] {
  const seen = history.flat();
  let found: number[][] = [[]];
  for (const count of seen) {
    const band = JSON.stringify(bandOf(count));
    const fitting = Array.from({ length: MOST + BAND_WIDTH + 1 }, (_, other) => other).filter(
      (other) => JSON.stringify(bandOf(other)) === band,
    );
    found = found.flatMap((before) => fitting.map((other) => [...before, other]));
  }
  return found;
}

describe('bands of counts', () => {
  it('hold the count, are three wide, and hide 1 and 2 with 0', () => {
    expect([0, 1, 2, 3, 5, 6].map(bandOf)).toEqual([
      { from: 0, to: 2 },
      { from: 0, to: 2 },
      { from: 0, to: 2 },
      { from: 3, to: 5 },
      { from: 3, to: 5 },
      { from: 6, to: 8 },
    ]);
    fc.assert(
      fc.property(fc.nat(100_000), (count) => {
        const { from, to } = bandOf(count);
        expect(from <= count && count <= to && to - from === BAND_WIDTH - 1).toBe(true);
      }),
    );
  });

  it('look the same whichever count of its band each commune has each day', () => {
    const choices = fc.array(fc.integer({ min: 0, max: BAND_WIDTH - 1 }), {
      minLength: 6,
      maxLength: 6,
    });
    fc.assert(
      fc.property(histories, choices, (history, chosen) => {
        const other = history.map((day, at) =>
          day.map((count, commune) => bandOf(count).from + (chosen[at * 2 + commune] ?? 0)),
        );
        expect(published(other)).toBe(published(history));
      }),
    );
  });

  it('give a reader of all days and communes no count, no difference and no sum', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const ways = readings(history);
        const cells = history.flat().length;
        const values = (value: (way: readonly number[]) => number) => new Set(ways.map(value)).size;
        for (let a = 0; a < cells; a += 1) {
          expect(values((way) => way[a] ?? 0)).toBe(3);
          for (let b = 0; b < a; b += 1) {
            expect(values((way) => (way[a] ?? 0) - (way[b] ?? 0))).toBe(5);
          }
        }
        expect(values((way) => way.reduce((sum, count) => sum + count, 0))).toBe(2 * cells + 1);
      }),
      { numRuns: 40 },
    );
  });
});
