import { describe, expect, it } from 'vitest';

import type { ReviewedAddress } from '#server/contract/address-review.ts';
import type { PlaceCandidate } from '#server/contract/geocoding.ts';

import { countUnder, decisionOf, nextWaiting, rowsUnder, withChoice } from './address-rows.ts';

const candidate = (longitude: number): PlaceCandidate => ({
  label: `phố ${longitude}`,
  precision: 'street',
  position: [longitude, 21],
  radiusMetres: 100,
  score: 0.6,
  basis: [],
  source: { kind: 'gazetteer', name: 'Bảng' },
  commune: null,
});
const row = (line: number, more: Partial<ReviewedAddress> = {}): ReviewedAddress => ({
  line,
  officialName: `Điểm ${line}`,
  address: 'phố',
  grade: 'several',
  candidates: [candidate(105.1), candidate(105.2)],
  used: null,
  leftOut: false,
  byHand: null,
  ...more,
});

describe('rows with an address', () => {
  it('show a choice before the server has heard of it, and as the server said it otherwise', () => {
    const found = row(3, { grade: 'street', used: 0 });
    expect(decisionOf(row(2), [])).toBeNull();
    expect(decisionOf(found, [])).toBe(0);
    expect(decisionOf(found, withChoice([], found, 1))).toBe(1);
    expect(decisionOf(found, withChoice([], found, 'left_out'))).toBe('left_out');
    expect(decisionOf(row(4, { leftOut: true }), [])).toBe('left_out');
  });

  it('go where somebody puts them, and back to what was found when that is taken back', () => {
    const lost = row(5, { grade: 'not_found', candidates: [] });
    const spot = { position: [105.3, 21] as [number, number], errorMetres: 100 };
    const choices = withChoice([], lost, spot);
    expect(choices).toEqual([{ line: 5, byHand: spot }]);
    expect(decisionOf(lost, choices)).toEqual(spot);
    expect(rowsUnder('by_hand', [lost, row(6)], choices)).toEqual([lost]);
    expect(nextWaiting([lost, row(6, { grade: 'door', used: 0 })], choices, 6)).toBeNull();
    const back = withChoice(choices, lost, null);
    expect(decisionOf(lost, back)).toBeNull();
    expect(nextWaiting([lost, row(6, { grade: 'door', used: 0 })], back, 6)).toEqual(lost);
  });

  it('keep the last of several choices for one row', () => {
    const one = row(2);
    const choices = withChoice(withChoice([], one, 0), one, 1);
    expect(choices).toEqual([{ line: 2, position: [105.2, 21] }]);
  });

  it('stay under their grade when they are decided on, and stand under what was left out', () => {
    const rows = [row(2), row(3), row(4, { grade: 'door', used: 0 })];
    const [first] = rows;
    const choices = first === undefined ? [] : withChoice([], first, 'left_out');
    const review = { rows, counts: { several: 2, not_found: 0, commune: 0, street: 0, door: 40 } };
    expect(rowsUnder('several', rows, choices).map(({ line }) => line)).toEqual([2, 3]);
    expect(rowsUnder('left_out', rows, choices).map(({ line }) => line)).toEqual([2]);
    expect(countUnder('door', review, choices)).toBe(40);
    expect(countUnder('all', review, choices)).toBe(42);
    expect(countUnder('left_out', review, choices)).toBe(1);
  });

  it('lead from one that waits to the next, and to none when all are decided', () => {
    const rows = [row(2), row(3, { grade: 'door', used: 0 }), row(4)];
    expect(nextWaiting(rows, [], 2)?.line).toBe(4);
    expect(nextWaiting(rows, [], 4)?.line).toBe(2);
    const choices = rows.flatMap((one) => withChoice([], one, 0));
    expect(nextWaiting(rows, choices, 2)).toBeNull();
  });
});
