import { describe, expect, it } from 'vitest';

import type { PlaceCandidate, PlacePrecision } from '#server/contract/geocoding.ts';

import { gradeOf, settleAddress } from './settle-address.ts';

const candidate = (precision: PlacePrecision, longitude = 105.8): PlaceCandidate => ({
  label: precision,
  precision,
  position: [longitude, 21],
  radiusMetres: 50,
  score: 0.9,
  basis: [],
  source: { kind: 'gazetteer', name: 'Bảng' },
  commune: null,
});
const answer = (ambiguous: boolean, ...items: PlaceCandidate[]) => ({ items, ambiguous });

describe('an address', () => {
  it.each([
    ['door', 'door'],
    ['interpolated', 'door'],
    ['junction', 'street'],
    ['place', 'street'],
    ['street', 'street'],
    ['commune', 'commune'],
  ] as const)('found by %s is of the grade %s', (precision, grade) => {
    expect(gradeOf(answer(false, candidate(precision)))).toBe(grade);
  });

  it('that is clear is used at once', () => {
    expect(settleAddress(answer(false, candidate('street')), undefined, [])).toEqual({ used: 0 });
  });

  it('that may mean several places is never chosen for anybody', () => {
    const several = answer(true, candidate('door', 105.8), candidate('door', 105.9));
    expect(gradeOf(several)).toBe('several');
    const consents = ['import.address_commune'] as const;
    expect(settleAddress(several, undefined, consents)).toEqual({ code: 'import.address_several' });
    const second = { line: 2, position: [105.9, 21] as [number, number] };
    expect(settleAddress(several, second, [])).toEqual({ used: 1 });
  });

  it('known by its commune alone waits for consent, or for somebody to choose it', () => {
    const commune = answer(false, candidate('commune'));
    expect(settleAddress(commune, undefined, [])).toEqual({ code: 'import.address_commune' });
    expect(settleAddress(commune, undefined, ['import.address_commune'])).toEqual({ used: 0 });
    const chosen = { line: 2, position: [105.8, 21] as [number, number] };
    expect(settleAddress(commune, chosen, [])).toEqual({ used: 0 });
  });

  it('can be left out, and a choice that is no candidate any more counts for nothing', () => {
    const clear = answer(false, candidate('door'));
    expect(settleAddress(clear, { line: 2, position: null }, [])).toEqual({
      code: 'import.address_left_out',
    });
    const gone = { line: 2, position: [1, 1] as [number, number] };
    expect(settleAddress(clear, gone, [])).toEqual({ used: 0 });
    expect(settleAddress(answer(false), gone, [])).toEqual({ code: 'import.address_not_found' });
  });

  it('goes where somebody puts it, to a spot with its error or to a commune with its extent', () => {
    const byHand = { position: [105.9, 21] as [number, number], errorMetres: 100 };
    expect(settleAddress(answer(false), { line: 2, byHand }, [])).toEqual({
      byHand: { position: [105.9, 21], radiusMetres: 100, commune: null },
    });
    const several = answer(true, candidate('door', 105.8), candidate('door', 105.9));
    expect(settleAddress(several, { line: 2, byHand }, [])).toHaveProperty('byHand');
    const centre: [number, number] = [105.85, 21.03];
    const communes = [{ id: 7, name: 'Hoàn Kiếm', formerNames: [], centre, radiusMetres: 1_200.4 }];
    const commune = { line: 2, byHand: { communeId: 7 } };
    expect(settleAddress(answer(false), commune, [], communes)).toEqual({
      byHand: { position: centre, radiusMetres: 1_201, commune: 'Hoàn Kiếm' },
    });
    const unknown = { line: 2, byHand: { communeId: 8 } };
    expect(settleAddress(answer(false), unknown, [], communes)).toEqual({
      code: 'import.address_not_found',
    });
  });

  it('is not that of a choice which shares a longitude only, nor of any other consent', () => {
    const commune = answer(false, candidate('commune'));
    const near = { line: 2, position: [105.8, 21.5] as [number, number] };
    expect(settleAddress(commune, near, [])).toEqual({ code: 'import.address_commune' });
    expect(settleAddress(commune, undefined, ['import.outside_city'])).toEqual({
      code: 'import.address_commune',
    });
  });
});
