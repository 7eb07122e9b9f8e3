import type { Actor } from '#server/contract/permission.ts';
import type { PlaceAnalysis, PlaceAnalysisQuery } from '#server/contract/place-analysis.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import { readDataState } from './case-queries.ts';
import { periodOf } from './rules/period.ts';
import { ORIGINS, type Watch } from './rules/place-data.ts';
import { readEvents, readPlaces } from './read-events.ts';
import { fittingQuery } from './read-fitting-query.ts';
import { analyse } from './read-heavy-analysis.ts';
import { namePlaces } from './read-place-names.ts';
import { cached, runOf } from './read-through-cache.ts';

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
