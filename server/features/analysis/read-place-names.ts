import type { LonLat } from '#server/contract/geo.ts';
import type { NamedPlace } from '#server/contract/place-analysis.ts';
import type { TransactionSql } from '#server/db/client.ts';

import { listPlaceNames } from './place-name-queries.ts';
import type { Found } from './rules/place-data.ts';

/** More results than this are not named; those that a reader looks at come first. */
const MOST_NAMED = 60;

/** The same results, the foremost of each kind with the names of the places where they lie. */
export async function namePlaces(sql: TransactionSql, found: Found): Promise<Found> {
  const { hotSpots = [], emerging = [], density = [], clusters = [], links = [] } = found;
  const foremost = [
    ...firstOf(hotSpots, (a, b) => a.adjustedP - b.adjustedP || Math.abs(b.z) - Math.abs(a.z)),
    ...firstOf(emerging, (a, b) => b.events - a.events),
    ...firstOf(density, (a, b) => b.density - a.density),
    ...firstOf(clusters, (a, b) => a.p - b.p),
    ...firstOf(links, (a, b) => a.metres - b.metres || a.days - b.days),
  ];
  const names = await listPlaceNames(sql, foremost.map(middleOf));
  const nameOf = new Map<object, NamedPlace | null>(
    foremost.map((one, i) => [one, names[i] ?? null]),
  );
  const named = <T extends object>(all: readonly T[]): T[] =>
    all.map((one) => ({ ...one, place: nameOf.get(one) ?? null }));
  return {
    ...found,
    hotSpots: named(hotSpots),
    emerging: named(emerging),
    density: named(density),
    clusters: named(clusters),
    links: named(links),
  };
}

type Placed = { ring: LonLat[] } | { from: LonLat; to: LonLat };

function firstOf<T>(all: readonly T[], order: (a: T, b: T) => number): T[] {
  return all.toSorted(order).slice(0, MOST_NAMED);
}

/** Middle between the first corner and the one half-way round; of a pair, between the two. */
function middleOf(one: Placed): LonLat {
  const [first, opposite] =
    'ring' in one
      ? [one.ring[0], one.ring[Math.floor((one.ring.length - 1) / 2)]]
      : [one.from, one.to];
  const [west, south] = first ?? [0, 0];
  const [east, north] = opposite ?? [0, 0];
  return [(west + east) / 2, (south + north) / 2];
}
