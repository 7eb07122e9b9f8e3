import type { Period } from '#server/contract/comparison.ts';
import type { Actor } from '#server/contract/permission.ts';
import {
  PLACE_METHODS,
  PLACE_SUBJECTS,
  PlaceAnalysisQuery,
  type FittingQuery,
  type PlaceDefaults,
} from '#server/contract/place-analysis.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import { readDataState } from './case-queries.ts';
import { listPlaces, type PlaceEventRow, type PlaceRow } from './place-queries.ts';
import { listEvents } from './read-events.ts';
import { cached } from './read-through-cache.ts';
import { longestPeriod, periodOf } from './rules/period.ts';
import { fittingCells, fittingPeriod } from './rules/smallest-change.ts';

type Subject = Pick<PlaceAnalysisQuery, 'subject' | 'origin'>;

/** Reads events of the longest period, and places of any, once each. */
function readOnce(sql: TransactionSql, period: Period) {
  const events = new Map<string, Promise<PlaceEventRow[]>>();
  const places = new Map<string, Promise<PlaceRow[]>>();
  const once = <T>(known: Map<string, Promise<T>>, key: string, read: () => Promise<T>) => {
    const reading = known.get(key) ?? read();
    known.set(key, reading);
    return reading;
  };
  return {
    eventsOf: (of: Subject) =>
      once(events, `${of.subject} ${of.origin}`, () =>
        listEvents(sql, of, longestPeriod(period.to)),
      ),
    placesIn: (within: Period) => once(places, within.from, () => listPlaces(sql, within)),
  };
}

/**
 * Finds the smallest change to a question about places with which it has an answer: a longer period, other cells, or
 * both; and only where these do not help another subject. Reports and finds of patrols are never mixed for it. Null
 * where no question of this method has an answer.
 */
async function fit(
  read: ReturnType<typeof readOnce>,
  query: PlaceAnalysisQuery,
  asked: Period,
): Promise<FittingQuery | null> {
  const others = PLACE_SUBJECTS.filter((subject) => subject !== query.subject);
  const subjects: Subject[] = [
    { subject: query.subject, origin: query.origin },
    ...others.map((subject) => ({ subject, origin: 'reported' as const })),
  ];
  for (const of of subjects) {
    const events = await read.eventsOf(of);
    const fitting = fittingPeriod(
      query.method,
      events.map(({ happenedOn }) => happenedOn),
      asked,
    );
    if (fitting === null) continue;
    const { period, months } = fitting;
    const inside = events.filter(
      ({ happenedOn }) => happenedOn >= period.from && happenedOn <= period.to,
    );
    const places = await read.placesIn(period);
    const cells = fittingCells({ events: inside, places, period }, query);
    if (cells === null) continue;
    return { method: query.method, ...of, ...period, months, ...cells, events: inside.length };
  }
  return null;
}

/** Finds the smallest change with which a refused question is answered; null where there is none. */
export async function fittingQuery(
  sql: TransactionSql,
  query: PlaceAnalysisQuery,
  period: Period,
): Promise<FittingQuery | null> {
  return fit(readOnce(sql, period), query, period);
}

/** Finds for each method the parameters nearest to the customary ones with which it answers today. */
export async function readPlaceDefaults(deps: Deps, actor: Actor): Promise<PlaceDefaults> {
  const today = deps.clock.today();
  const { revision } = await asActor(deps.database, actor, readDataState);
  return cached(deps.database, { placeDefaults: today, revision }, () =>
    asActor(deps.database, actor, async (sql) => {
      const period = periodOf({}, today);
      const read = readOnce(sql, period);
      const items: PlaceDefaults['items'] = [];
      for (const method of PLACE_METHODS) {
        items.push({
          method,
          query: await fit(read, PlaceAnalysisQuery.parse({ method }), period),
        });
      }
      return { items };
    }),
  );
}
