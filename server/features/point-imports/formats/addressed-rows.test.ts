import { describe, expect, it } from 'vitest';

import type { PlaceCandidate } from '#server/contract/geocoding.ts';

import { outcomeOf, reviewedRow, type SettledRow } from './addressed-rows.ts';

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

const shown = (how: SettledRow['settled'], more: Partial<SettledRow> = {}) =>
  outcomeOf({ ...settled(null, 400), settled: how, ...more }, 'Địa chỉ');

describe('a row whose address places it nowhere', () => {
  it.each([
    ['import.address_several', 'needs_consent'],
    ['import.address_commune', 'needs_consent'],
    ['import.address_not_found', 'error'],
    ['import.address_left_out', 'error'],
  ] as const)('waits only where a person can still decide: %s', (code, severity) => {
    expect(shown({ code })).toMatchObject({
      problem: { line: 2, field: 'address', column: 'Địa chỉ', code, severity },
    });
  });

  it('is offered the place of its commune, and no place of several', () => {
    expect(shown({ code: 'import.address_commune' })).toMatchObject({
      problem: { suggestion: [105.85, 21.02] },
    });
    expect(shown({ code: 'import.address_several' })).not.toHaveProperty('problem.suggestion');
  });

  it('shows its address up to 200 characters', () => {
    const { row } = settled(null, 400);
    const long = { ...row, draft: { ...row.draft, address: 'x'.repeat(300) } };
    expect(shown({ code: 'import.address_several' }, { row: long })).toHaveProperty(
      'problem.value',
      'x'.repeat(200),
    );
  });
});

describe('a row that is reviewed', () => {
  const byHand = { position: [105.8, 21] as [number, number], radiusMetres: 90, commune: 'Ba Vì' };

  it('says by which source and label it was placed, or by whose hand', () => {
    expect(shown({ used: 0 })).toMatchObject({
      placed: {
        draft: {
          geometry: { type: 'Point', coordinates: [105.85, 21.02] },
          placedBy: { label: 'Phố Minh Họa', precision: 'street', source: 'Bảng' },
        },
      },
    });
    expect(shown({ byHand })).toMatchObject({
      placed: {
        draft: {
          geometry: { type: 'Point', coordinates: [105.8, 21] },
          locationErrorMetres: 90,
          placedBy: { byHand: true, commune: 'Ba Vì', radiusMetres: 90 },
        },
      },
    });
  });

  it('says what was chosen, left out, or put outside the city', () => {
    const of = (how: SettledRow['settled'], outsideCity = false) => {
      const {
        used,
        leftOut,
        byHand: put,
      } = reviewedRow({
        ...settled(null, 400),
        settled: how,
        outsideCity,
      });
      return { used, leftOut, outside: put?.outsideCity };
    };
    expect(of({ used: 0 })).toEqual({ used: 0, leftOut: false, outside: undefined });
    expect(of({ code: 'import.address_left_out' })).toMatchObject({ used: null, leftOut: true });
    expect(of({ code: 'import.address_several' })).toMatchObject({ used: null, leftOut: false });
    expect(of({ byHand })).toMatchObject({ used: null, outside: false });
    expect(of({ byHand }, true)).toMatchObject({ outside: true });
  });
});
