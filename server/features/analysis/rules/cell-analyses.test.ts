import { expect, it } from 'vitest';

import { PlaceAnalysisQuery } from '#server/contract/place-analysis.ts';
import type { IsoDate } from '#server/contract/time.ts';

import { findEmerging } from './heavy-analyses.ts';
import type { PlaceData } from './place-data.ts';

/** Thirteen steps of four weeks, the last from 4 December on, and a day before the first. */
const YEAR = { from: '2025-01-01', to: '2025-12-31' };
const places = Array.from({ length: 49 }, (_, at) => ({
  longitude: 105.7 + (at % 7) / 100,
  latitude: 21 + Math.floor(at / 7) / 100,
  checks: 1,
}));

/** Finds the classes of the squares where everything happened at one place, on one day. */
function classesOn(happenedOn: IsoDate): string[] {
  const [place] = places;
  if (place === undefined) return [];
  const events = Array.from({ length: 40 }, () => ({ ...place, happenedOn, origin: null }));
  const data: PlaceData = { events, places, period: YEAR };
  const found = findEmerging(data, PlaceAnalysisQuery.parse({ method: 'emerging' }));
  return [
    ...new Set(('emerging' in found ? (found.emerging ?? []) : []).map((one) => one.pattern)),
  ];
}

it('is a new hot spot where all happened in the last four weeks of the period', () => {
  expect(classesOn('2025-12-31')).toEqual(['new']);
  expect(classesOn('2025-12-04')).toEqual(['new']);
  expect(classesOn('2025-12-03')).not.toContain('new');
});
