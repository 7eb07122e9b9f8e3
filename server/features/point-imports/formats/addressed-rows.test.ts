import { describe, expect, it } from 'vitest';

import type { PlaceCandidate } from '#server/contract/geocoding.ts';

import { outcomeOf, type SettledRow } from './addressed-rows.ts';

const FOUND: PlaceCandidate = {
  label: 'Phố Minh Họa',
  precision: 'street',
  position: [105.85, 21.02],
  radiusMetres: 400,
  score: 0.9,
  basis: [],
  source: { kind: 'gazetteer', name: 'Bảng' },
  commune: null,
};

/** A row of a file that states its error, and what was found for its address. */
function settled(locationErrorMetres: number | null, radiusMetres: number): SettledRow {
  const draft: Partial<SettledRow['row']['draft']> = {
    line: 2,
    address: 'Phố Minh Họa',
    locationErrorMetres,
  };
  return {
    row: { key: 'k', draft: draft as SettledRow['row']['draft'] },
    answer: { items: [{ ...FOUND, radiusMetres }], ambiguous: false },
    settled: { used: 0 },
    outsideCity: false,
  };
}
function errorOf(row: SettledRow) {
  const outcome = outcomeOf(row, null);
  return 'placed' in outcome ? outcome.placed.draft.locationErrorMetres : null;
}

describe('a row that is placed by its address', () => {
  it('is as uncertain as the less certain of the file and the address, and no more than ten kilometres', () => {
    expect(errorOf(settled(20, 400))).toBe(400);
    expect(errorOf(settled(900, 400))).toBe(900);
    expect(errorOf(settled(null, 400))).toBe(400);
    expect(errorOf(settled(null, 40_000))).toBe(10_000);
  });

  it('goes nowhere where a hand put it outside the city', () => {
    expect(outcomeOf({ ...settled(null, 400), outsideCity: true }, 'Địa chỉ')).toMatchObject({
      problem: { line: 2, code: 'import.outside_city' },
    });
  });
});
