import { describe, expect, it } from 'vitest';

import type { BoundaryReport } from '#server/contract/boundary.ts';

import { areaInUnit, compareAreas, isSpotless, obstacleOf } from './area-measures.ts';

const BA_DINH = { code: '00004', name: 'Ba Đình', type: 'phuong' as const };
const NGOC_HA = { code: '00008', name: 'Ngọc Hà', type: 'phuong' as const };
const LANG = { code: '00199', name: 'Láng', type: 'phuong' as const };

const CLEAN: BoundaryReport = {
  expected: 126,
  matched: { total: 126, byCode: 126, byName: 0 },
  missing: [],
  conflicts: [],
  unmatched: [],
  unmatchedCount: 0,
  invalid: [],
  overlaps: [],
  gaps: [],
  strayed: [],
  areas: [],
  totalAreaKm2: 3360,
  previousTotalAreaKm2: null,
  warnings: [],
  points: {
    total: 0,
    uncertain: 0,
    near: 0,
    leadChanged: 0,
    chosenLost: 0,
    outside: 0,
  },
};

describe('an area', () => {
  it('is told in the unit that fits it', () => {
    expect(areaInUnit(10_000)).toEqual({ value: 1, unit: 'hectares' });
    expect(areaInUnit(999_999).unit).toBe('hectares');
    expect(areaInUnit(1_000_000)).toEqual({ value: 1, unit: 'squareKilometres' });
    expect(areaInUnit(9_999)).toEqual({ value: 9_999, unit: 'squareMetres' });
    expect(areaInUnit(14_000)).toEqual({ value: 1.4, unit: 'hectares' });
    expect(areaInUnit(3_360_000_000)).toEqual({ value: 3360, unit: 'squareKilometres' });
  });
});

describe('areas beside those before', () => {
  it('begin with the one that changed most, in either direction, and end with new ones', () => {
    const compared = compareAreas([
      { ...LANG, areaKm2: 2, previousAreaKm2: null },
      { ...BA_DINH, areaKm2: 3, previousAreaKm2: 2 },
      { ...NGOC_HA, areaKm2: 1, previousAreaKm2: 4 },
    ]);
    expect(compared.map(({ code, change }) => [code, change])).toEqual([
      [NGOC_HA.code, -0.75],
      [BA_DINH.code, 0.5],
      [LANG.code, null],
    ]);
  });

  it('come by their code where they changed alike', () => {
    const alike = [LANG, BA_DINH, NGOC_HA].map((one, at) => ({
      ...one,
      areaKm2: at === 1 ? 1 : 3,
      previousAreaKm2: 2,
    }));
    expect(compareAreas(alike).map(({ code }) => code)).toEqual(['00004', '00008', '00199']);
  });

  it('say nothing of growth from no area at all', () => {
    expect(compareAreas([{ ...LANG, areaKm2: 2, previousAreaKm2: 0 }])[0]?.change).toBeNull();
  });
});

describe('a report', () => {
  it('is spotless until there is anything to look at', () => {
    expect(isSpotless(CLEAN)).toBe(true);
    expect(isSpotless({ ...CLEAN, gaps: [{ at: [105.8, 21], areaM2: 12 }] })).toBe(false);
    expect(isSpotless({ ...CLEAN, warnings: [{ code: 'crs_assumed', count: 1 }] })).toBe(false);
  });

  it.each([
    'conflicts',
    'missing',
    'unmatched',
    'invalid',
    'overlaps',
    'gaps',
    'strayed',
    'warnings',
  ] as const)('is not spotless with any of its %s', (list) => {
    expect(isSpotless({ ...CLEAN, [list]: [{}] })).toBe(false);
  });

  it('stops an import that lacks communes until somebody agrees', () => {
    const partial = { ...CLEAN, missing: [{ ...LANG, kept: true }] };
    expect(obstacleOf(CLEAN, false)).toBeNull();
    expect(obstacleOf(partial, false)).toBe('missing');
    expect(obstacleOf(partial, true)).toBeNull();
  });

  it('stops an import where areas claim one commune, whatever was agreed to', () => {
    const conflict = {
      feature: 3,
      label: '',
      commune: LANG,
      reason: 'duplicate' as const,
      accepted: false,
    };
    expect(obstacleOf({ ...CLEAN, conflicts: [conflict] }, true)).toBe('duplicates');
  });
});
