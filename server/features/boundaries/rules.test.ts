import { describe, expect, it } from 'vitest';

import type { Commune } from '#server/contract/commune.ts';
import type { BoundaryReport } from '#server/contract/boundary.ts';

import type { BoundaryFeature } from './formats/boundary-file.ts';
import {
  countPoints,
  countWarnings,
  firstDayOf,
  isOutsideCity,
  nameOf,
  sumAreas,
} from './rules.ts';

const BA_DINH = { code: '00004', name: 'Ba Đình', type: 'phuong' as const };
const area = (code: string, areaKm2: number, previousAreaKm2: number | null) =>
  ({ ...BA_DINH, code, areaKm2, previousAreaKm2 }) as BoundaryReport['areas'][number];

describe('the communes of a boundary file', () => {
  it('are in force from the latest of their first days on', () => {
    const since = (...days: string[]) =>
      firstDayOf(days.map((validFrom) => ({ validFrom })) as Commune[]);
    expect(since('2025-07-01', '2026-01-01', '2025-06-30')).toBe('2026-01-01');
    expect(since('2025-07-01')).toBe('2025-07-01');
    expect(since()).toBe('');
  });

  it('are named by code, name and type alone', () => {
    expect(nameOf({ ...BA_DINH, id: 1, validFrom: '2025-07-01' } as unknown as Commune)).toEqual(
      BA_DINH,
    );
  });
});

describe('an area of a boundary file', () => {
  const IN = [105.8, 21];
  const OUT = [107, 21];
  const feature = (...polygons: number[][][][]) =>
    ({ geometry: { coordinates: polygons } }) as unknown as BoundaryFeature;

  it('is outside the city only where no corner of any part lies in its surroundings', () => {
    expect(isOutsideCity(feature([[OUT, OUT]]))).toBe(true);
    expect(isOutsideCity(feature([[OUT, IN]]))).toBe(false);
    expect(isOutsideCity(feature([[OUT], [OUT, IN]]))).toBe(false);
    expect(isOutsideCity(feature([[OUT]], [[IN]]))).toBe(false);
    expect(isOutsideCity(feature([[IN]]))).toBe(false);
  });
});

describe('the report of a boundary file', () => {
  it('counts its warnings by kind', () => {
    const warnings = ['crs_assumed', 'unclosed', 'crs_assumed'].map((code) => ({ code }));
    expect(countWarnings(warnings as never)).toEqual([
      { code: 'crs_assumed', count: 2 },
      { code: 'unclosed', count: 1 },
    ]);
  });

  it('adds up the areas, and those before where there were any', () => {
    expect(sumAreas([area('1', 2, 1), area('2', 3, null), area('3', 4, 5)])).toEqual({
      totalAreaKm2: 9,
      previousTotalAreaKm2: 6,
    });
    expect(sumAreas([area('1', 2, null)])).toEqual({ totalAreaKm2: 2, previousTotalAreaKm2: null });
  });

  it('says what became of the points, each count in its place', () => {
    const derived = {
      points: 11,
      uncertain: 2,
      near: 3,
      leadChanged: 4,
      chosenLost: 5,
      outside: [1, 2, 3, 4, 5, 6],
    };
    expect(countPoints(derived as never, { asked: 7, waiting: 8 } as never)).toEqual({
      total: 11,
      uncertain: 2,
      near: 3,
      leadChanged: 4,
      chosenLost: 5,
      outside: 6,
      successorsAsked: 7,
      successorsUnknown: 8,
    });
  });
});
