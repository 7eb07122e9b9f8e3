import type { LonLat } from '#server/contract/geo.ts';
import { civilDate, type IsoInstant } from '#server/contract/time.ts';
import type { RouteLine, TravelBasis, Vehicle } from '#server/contract/travel.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import { straightLeg, straightMatrices } from './straight-travel.ts';
import { readStraightBasis } from './travel-settings.ts';

export type TravelQuestion = {
  /** Lon/lat, SRID 4326. */
  positions: readonly LonLat[];
  vehicle: Vehicle;
  /** Speeds follow the hour where a network knows them. */
  departure: IsoInstant;
};

export type TravelMatrix = {
  basis: TravelBasis;
  /** Row by row, `from * n + to`; `Infinity` where no way leads. */
  seconds: Float64Array;
  metres: Float64Array;
  /** How far each position stands from where it meets the network; 0 without one. */
  snapMetres: readonly number[];
  /** Positions that no road reaches, by index. */
  unreachable: readonly number[];
};

/** Times and lengths between all positions; by straight lines where no network is. */
export async function measureTravel(deps: Deps, question: TravelQuestion): Promise<TravelMatrix> {
  const basis = await readBasis(deps, question);
  return {
    basis,
    ...straightMatrices(question.positions, basis),
    snapMetres: question.positions.map(() => 0),
    unreachable: [],
  };
}

/** The way through the positions in their order; straight and called approximate without a network. */
export async function routeGeometry(deps: Deps, question: TravelQuestion): Promise<RouteLine> {
  const basis = await readBasis(deps, question);
  const legs = question.positions.slice(1).map((to, index) => {
    const from = question.positions[index] ?? to;
    return { line: [from, to], approximate: true, ...straightLeg(from, to, basis) };
  });
  return { basis, approximate: true, legs };
}

async function readBasis(deps: Deps, { vehicle, departure }: TravelQuestion) {
  return asSystem(deps.database, (sql) => readStraightBasis(sql, vehicle, civilDate(departure)));
}
