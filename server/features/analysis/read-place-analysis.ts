import type { Actor } from '#server/contract/permission.ts';
import type { PlaceAnalysis, PlaceAnalysisQuery } from '#server/contract/place-analysis.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import { readDataState } from './case-queries.ts';
import { findDensity, findEmerging, findHotSpots } from './rules/cell-analyses.ts';
import { findClusters, findNearRepeats } from './rules/event-analyses.ts';
import { periodOf } from './rules/period.ts';
import type { Found, PlaceData, Watch } from './rules/place-data.ts';
import { listPlaces } from './place-queries.ts';
import { listEvents } from './read-events.ts';
import { fittingQuery } from './read-fitting-query.ts';
import { namePlaces } from './read-place-names.ts';
import { cached, runOf } from './read-through-cache.ts';

const METHODS: Record<
  PlaceAnalysisQuery['method'],
  (data: PlaceData, query: PlaceAnalysisQuery, watch: Watch) => Promise<Found>
> = {
  hot_spots: findHotSpots,
  emerging: findEmerging,
  density: findDensity,
  near_repeat: findNearRepeats,
  scan: findClusters,
};

/** The methods in whose answers chance has a part. */
const PERMUTED: ReadonlySet<string> = new Set(['near_repeat', 'scan']);

/**
 * Analyses places: hot spots, emerging spots, near repeats and clusters. It reads first and computes afterwards,
 * outside of the transaction; methods that take seconds run in a thread of their own.
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
      events: await listEvents(sql, query, period),
      places: await listPlaces(sql, period),
    }));
    const found = await METHODS[query.method]({ events, places, period }, query, watch);
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
      events: {
        all: events.length,
        reported: events.filter(({ origin }) => origin === 'reported').length,
        found: events.filter(({ origin }) => origin === 'found').length,
      },
      checks: places.reduce((sum, { checks }) => sum + checks, 0),
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
