import { expect, it } from 'vitest';

import type { LonLat } from '#server/contract/geo.ts';
import type { Deps } from '#server/deps.ts';

import { measureTravel, routeGeometry } from './travel-matrix.ts';

const POSITIONS: LonLat[] = [
  [105.85, 21.03],
  [105.86, 21.03],
];
/** Half past midnight of the next day in the city. */
const ASKED = {
  positions: POSITIONS,
  vehicle: 'car',
  departure: '2026-11-24T17:30:00.000Z',
} as const;
const MATRIX = {
  seconds: Float64Array.of(0, 60, Infinity, 0),
  metres: Float64Array.of(0, 900, Infinity, 0),
  snapMetres: [3, 4],
  unreachable: [1],
};
const LEGS = [{ line: POSITIONS, metres: 900, seconds: 60, approximate: false }];
/** A router outside that answers; the database is never asked then. */
const deps = {
  routing: {
    host: 'may-tinh-duong',
    matrix: async () => MATRIX,
    route: async () => LEGS,
  },
} as unknown as Pick<Deps, 'database' | 'roads' | 'routing'>;
const BASIS = {
  source: 'service',
  factor: null,
  speed: null,
  origin: 'may-tinh-duong',
  validFrom: '2026-11-25',
  estimated: 0,
  estimateOrigin: null,
};

it('times of a router outside are taken as they are, with its name and the day in the city', async () => {
  expect(await measureTravel(deps, ASKED)).toEqual({ basis: BASIS, ...MATRIX });
});

it('ways of a router outside are not approximate', async () => {
  expect(await routeGeometry(deps, ASKED)).toEqual({
    basis: BASIS,
    approximate: false,
    legs: LEGS,
  });
});
