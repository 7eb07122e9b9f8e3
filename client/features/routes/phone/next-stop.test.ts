import { describe, expect, it } from 'vitest';

import type { LonLat } from '#server/contract/geo.ts';

import { isSaidByOnePress } from './next-stop.tsx';

const PLACE: LonLat = [105.85, 21.03];
const POINT = { objectId: null, place: PLACE };
const BUSINESS = { objectId: 3, place: PLACE };
const none = { obstacle: null, here: null };

describe('a result by one press', () => {
  it('is enough at a point, with signs or without', () => {
    expect(isSaidByOnePress(POINT, 'no_sign', none)).toBe(true);
    expect(isSaidByOnePress(POINT, 'signs', none)).toBe(true);
  });

  it('opens the form at a business, which needs the outcome of its inspection', () => {
    expect(isSaidByOnePress(BUSINESS, 'no_sign', none)).toBe(false);
    expect(isSaidByOnePress(BUSINESS, 'signs', none)).toBe(false);
    const closed = { obstacle: 'closed' as const, here: null };
    expect(isSaidByOnePress(BUSINESS, 'could_not_check', closed)).toBe(true);
  });

  it('opens the form where the reason needs words', () => {
    const other = { obstacle: 'other' as const, here: null };
    expect(isSaidByOnePress(POINT, 'could_not_check', none)).toBe(false);
    expect(isSaidByOnePress(POINT, 'could_not_check', other)).toBe(false);
  });

  it('opens the form with its warning where the device is certainly somewhere else', () => {
    const at = (accuracyMetres: number) => ({
      obstacle: null,
      here: { at: [105.852, 21.03] as LonLat, accuracyMetres },
    });
    expect(isSaidByOnePress(POINT, 'no_sign', at(20))).toBe(false);
    expect(isSaidByOnePress(POINT, 'no_sign', at(200))).toBe(true);
  });
});
