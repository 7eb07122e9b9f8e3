import * as z from 'zod';

import type { LonLat } from '#server/contract/geo.ts';
import { civilDate } from '#server/contract/civil-day.ts';
import type { IsoInstant, IsoDate } from '#server/contract/time.ts';
import { type RouteLine, type TravelBasis, Vehicle } from '#server/contract/travel.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { readSetting } from '#server/settings/queries.ts';

import { readSpeeds } from './road-speeds.ts';
import { roadLeg, roadMatrix } from './road-travel.ts';
import { straightLeg, straightMatrices } from './straight-travel.ts';

const Straight = z.object({
  factor: z.number().min(1).max(3),
  speeds: z.record(Vehicle, z.number().positive().max(120)),
});

export type TravelQuestion = {
  /** Lon/lat, SRID 4326. */
  positions: readonly LonLat[];
  vehicle: Vehicle;
  /** Speeds follow the hour where a network knows them. */
  departure: IsoInstant;
};

export type TravelMatrix = {
  basis: TravelBasis;
  /** Row by row, `from * n + to`; `Infinity` where a routing service finds no way. */
  seconds: Float64Array;
  metres: Float64Array;
  /** Distance of each position from where it meets the network; 0 without one, `Infinity` where none is near. */
  snapMetres: readonly number[];
  /** Indices of positions that no road reaches: estimated, unless a routing service was asked. */
  unreachable: readonly number[];
};

type TravelDeps = Pick<Deps, 'database' | 'roads' | 'routing'>;

/**
 * Measures times and lengths between all positions: by the routing service where one is configured and answers, else
 * along the network in force, else by straight lines. Where the network does not reach a position or a pair (it may
 * cover only part of the city), the straight-line estimate is used. The basis names the source.
 */
export async function measureTravel(
  deps: TravelDeps,
  question: TravelQuestion,
): Promise<TravelMatrix> {
  const { positions } = question;
  const served = await deps.routing?.matrix(positions, question.vehicle);
  if (served != null) return { basis: serviceBasis(deps, question), ...served };
  const { straight, network, basis } = await readGround(deps, question);
  if (network !== null && basis !== null) {
    const roads = await roadMatrix(network, positions);
    estimateMissing(roads, positions, straight);
    const estimated = roads.unreachable.length;
    const estimateOrigin = estimated === 0 ? null : straight.origin;
    return { basis: { ...basis, estimated, estimateOrigin }, ...roads };
  }
  return {
    basis: straight,
    ...straightMatrices(positions, straight),
    snapMetres: positions.map(() => 0),
    unreachable: [],
  };
}

/** Fills in the straight-line estimate, in place, where no road leads. */
function estimateMissing(
  { seconds, metres }: Pick<TravelMatrix, 'seconds' | 'metres'>,
  positions: readonly LonLat[],
  straight: Parameters<typeof straightLeg>[2],
): void {
  for (const [row, from] of positions.entries()) {
    for (const [column, to] of positions.entries()) {
      const at = row * positions.length + column;
      if (seconds[at] !== Infinity) continue;
      const leg = straightLeg(from, to, straight);
      seconds[at] = leg.seconds;
      metres[at] = leg.metres;
    }
  }
}

/**
 * The way through the positions in their order, along the streets where it is known; a leg that no road leads is
 * drawn straight and called approximate.
 */
export async function routeGeometry(
  deps: TravelDeps,
  question: TravelQuestion,
): Promise<RouteLine> {
  const { positions } = question;
  const served = await deps.routing?.route(positions, question.vehicle);
  if (served != null) {
    return { basis: serviceBasis(deps, question), approximate: false, legs: served };
  }
  const { straight, network, basis } = await readGround(deps, question);
  const legs = positions.slice(1).map((to, index) => {
    const from = positions[index] ?? to;
    const leg = network === null ? null : roadLeg(network, from, to);
    if (leg !== null) return { ...leg, approximate: false };
    return { line: [from, to], approximate: true, ...straightLeg(from, to, straight) };
  });
  return {
    basis: basis ?? straight,
    approximate: legs.some(({ approximate }) => approximate),
    legs,
  };
}

/** Reads the network or service to travel on. The search itself happens outside of the transaction. */
async function readGround(deps: TravelDeps, { vehicle, departure }: TravelQuestion) {
  return asSystem(deps.database, async (sql) => {
    const straight = await readStraightBasis(sql, vehicle, civilDate(departure));
    const roads = await deps.roads.load(sql);
    if (roads === null) return { straight, network: null, basis: null };
    const speeds = await readSpeeds(sql, vehicle, departure);
    const basis: TravelBasis = {
      source: 'roads',
      factor: null,
      speed: null,
      origin: `${roads.source}; ${speeds.origin}`,
      validFrom: roads.sourceDate,
      estimated: 0,
      estimateOrigin: null,
    };
    return { straight, network: roads.at(vehicle, speeds), basis };
  });
}

function serviceBasis({ routing }: TravelDeps, { departure }: TravelQuestion): TravelBasis {
  return {
    source: 'service',
    factor: null,
    speed: null,
    origin: routing?.host ?? '',
    validFrom: civilDate(departure),
    estimated: 0,
    estimateOrigin: null,
  };
}

/** Reads the assumed detour and speed of a vehicle without a road network (`travel.straight`). */
async function readStraightBasis(
  sql: TransactionSql,
  vehicle: Vehicle,
  on: IsoDate,
): Promise<TravelBasis & { factor: number; speed: number }> {
  const setting = await readSetting(sql, 'travel.straight', on);
  const { factor, speeds } = Straight.parse(setting?.value);
  return {
    source: 'straight',
    factor,
    speed: speeds[vehicle],
    origin: setting?.origin ?? '',
    validFrom: setting?.validFrom ?? on,
    estimated: 0,
    estimateOrigin: null,
  };
}
