import type { LonLat } from '#server/contract/geo.ts';

import { weightedChoice, type Random } from './random.ts';

export type GeneratedCommune = { name: string; centre: LonLat };
export type Spot = { commune: GeneratedCommune; position: LonLat };

/** Degrees of latitude a kilometre, and of longitude at 21° N. */
const KILOMETRE = { longitude: 1 / 103.9, latitude: 1 / 110.7 };
/** Approximate areas reach 5 km beyond the outermost centres. */
const REACH_KILOMETRES = 4.5;
const MOST_TRIES = 12;
const STREETS = 6;
const STREET_KILOMETRES = 0.12;
const SHARE_ON_STREETS = 0.6;

type Settlement = GeneratedCommune & { widthKilometres: number; streets: LonLat[] };

/**
 * Draws positions in a city of communes: small communes are dense and draw more, in each some lively
 * streets hold most places and the rest scatter normally round the centre. A position is nearer to its
 * own commune's centre than to any other, as the approximate areas have it.
 */
export function settle(random: Random, communes: readonly GeneratedCommune[]): () => Spot {
  const settlements = communes.map((commune) => settlementOf(random, commune, communes));
  const choose = weightedChoice(
    random,
    settlements.map((item) => ({
      item,
      weight: (0.2 + random.next()) / Math.sqrt(item.widthKilometres),
    })),
  );
  return () => {
    const settlement = choose();
    return { commune: settlement, position: positionIn(random, settlement, communes) };
  };
}

function settlementOf(
  random: Random,
  commune: GeneratedCommune,
  communes: readonly GeneratedCommune[],
): Settlement {
  const others = communes.filter((other) => other !== commune);
  const nearest = Math.min(
    2 * REACH_KILOMETRES,
    ...others.map((other) => kilometresBetween(commune.centre, other.centre)),
  );
  const widthKilometres = Math.max(0.2, nearest * 0.45);
  const streets = Array.from({ length: STREETS }, () =>
    scattered(random, commune.centre, widthKilometres * 0.8),
  );
  return { ...commune, widthKilometres, streets };
}

function positionIn(
  random: Random,
  settlement: Settlement,
  communes: readonly GeneratedCommune[],
): LonLat {
  for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
    const street =
      random.next() < SHARE_ON_STREETS ? settlement.streets[random.below(STREETS)] : undefined;
    const position =
      street === undefined
        ? scattered(random, settlement.centre, settlement.widthKilometres)
        : scattered(random, street, STREET_KILOMETRES);
    if (belongsTo(position, settlement, communes)) return position;
  }
  return scattered(random, settlement.centre, 0.05);
}

function belongsTo(
  position: LonLat,
  settlement: Settlement,
  communes: readonly GeneratedCommune[],
): boolean {
  const own = kilometresBetween(position, settlement.centre);
  if (own > REACH_KILOMETRES) return false;
  return communes.every(({ centre }) => kilometresBetween(position, centre) >= own);
}

function scattered(random: Random, centre: LonLat, kilometres: number): LonLat {
  return [
    rounded(centre[0] + random.normal() * kilometres * KILOMETRE.longitude),
    rounded(centre[1] + random.normal() * kilometres * KILOMETRE.latitude),
  ];
}

/** Seven decimals are a centimetre. */
function rounded(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7;
}

function kilometresBetween(from: LonLat, to: LonLat): number {
  const east = (to[0] - from[0]) / KILOMETRE.longitude;
  const north = (to[1] - from[1]) / KILOMETRE.latitude;
  return Math.sqrt(east * east + north * north);
}
