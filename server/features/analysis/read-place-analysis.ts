import type { LonLat } from '#server/contract/geo.ts';
import type { Actor } from '#server/contract/permission.ts';
import type {
  PlaceAnalysis,
  PlaceAnalysisQuery,
  NamedPlace,
} from '#server/contract/place-analysis.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import { readDataState } from './case-queries.ts';
import { listPlaceNames } from './place-name-queries.ts';
import { periodOf } from './rules/period.ts';
import { ORIGINS, type Watch, type Found } from './rules/place-data.ts';
import { readEvents, readPlaces } from './read-events.ts';
import { fittingQuery } from './read-fitting-query.ts';
import { analyse } from './read-heavy-analysis.ts';
import { cached, runOf } from './read-through-cache.ts';

/** More results than this are not named; those that a reader looks at come first. */
const MOST_NAMED = 60;

/** The same results, the foremost of each kind with the names of the places where they lie. */
async function namePlaces(sql: TransactionSql, found: Found): Promise<Found> {
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

/** The methods in whose answers chance has a part; they take long with few events too. */
const PERMUTED: ReadonlySet<string> = new Set(['near_repeat', 'scan']);

/**
 * Analyses places: hot spots, emerging spots, near repeats and clusters. It reads first and computes afterwards,
 * outside of the transaction, in a thread of its own.
 * @throws {AppError} `analysis.period_invalid`
 */
export async function analysePlaces(
  deps: Deps,
  actor: Actor,
  query: PlaceAnalysisQuery,
  watch: Watch,
): Promise<PlaceAnalysis> {
  const period = periodOf(query, deps.clock.today());
  const { cutOff, revision } = await asActor(deps.database, actor, readDataState);
  return cached(deps.database, { places: query, period, revision }, async () => {
    const { events, places } = await asActor(deps.database, actor, async (sql) => ({
      events: await readEvents(sql, query, period),
      places: await readPlaces(sql, period),
    }));
    const all = events.days.length;
    const ofOrigin = (origin: 'reported' | 'found') =>
      events.origins.filter((one) => ORIGINS[one] === origin).length;
    const counts = { all, reported: ofOrigin('reported'), found: ofOrigin('found') };
    const checks = places.checks.reduce((sum, one) => sum + one, 0);
    const rows = PERMUTED.has(query.method) ? Infinity : all + places.checks.length;
    const given = { events, places, period, query };
    const found = await analyse('places', given, { rows, watch });
    const { change, named } = await asActor(deps.database, actor, async (sql) => ({
      change: (found.refused ?? null) === null ? null : await fittingQuery(sql, query, period),
      named: await namePlaces(sql, found),
    }));
    const permuted = PERMUTED.has(query.method);
    const { method, subject, per, cell, radius, days } = query;
    return {
      query: {
        method,
        subject,
        origin: subject === 'signals' ? query.origin : null,
        per,
        cell,
        radius,
        days,
      },
      period,
      run: runOf(cutOff, permuted ? query : null),
      events: counts,
      checks,
      tested: 0,
      refused: null,
      change,
      hotSpots: [],
      emerging: [],
      density: [],
      repeats: [],
      links: [],
      clusters: [],
      ...named,
    };
  });
}
