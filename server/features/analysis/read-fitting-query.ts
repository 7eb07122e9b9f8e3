import type { Period } from '#server/contract/comparison.ts';
import type { Actor } from '#server/contract/permission.ts';
import {
  PLACE_METHODS,
  PLACE_SUBJECTS,
  PlaceAnalysisQuery,
  type FittingQuery,
  type PlaceDefaults,
} from '#server/contract/place-analysis.ts';
import { dateOfDay, dayNumber } from '#server/contract/civil-day.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import { readDataState } from './case-queries.ts';
import { readEvents, readPlaces } from './read-events.ts';
import { analyse } from './read-heavy-analysis.ts';
import { cached } from './read-through-cache.ts';
import { type EventColumns, keptEvents, type PlaceColumns } from './rules/place-data.ts';
import { longestPeriod, periodOf } from './rules/period.ts';
import { fittingPeriod } from './rules/smallest-change.ts';

type Subject = Pick<PlaceAnalysisQuery, 'subject' | 'origin'>;

/** Reads events of the longest period, and places of any, once each. */
function readOnce(sql: TransactionSql, period: Period) {
  const events = new Map<string, Promise<EventColumns>>();
  const places = new Map<string, Promise<PlaceColumns>>();
  const once = <T>(known: Map<string, Promise<T>>, key: string, read: () => Promise<T>) => {
    const reading = known.get(key) ?? read();
    known.set(key, reading);
    return reading;
  };
  return {
    eventsOf: (of: Subject) =>
      once(events, `${of.subject} ${of.origin}`, () =>
        readEvents(sql, of, longestPeriod(period.to)),
      ),
    placesIn: (within: Period) => once(places, within.from, () => readPlaces(sql, within)),
  };
}

/** Numbers of events by their days. */
function tallyOf({ days }: EventColumns): Map<IsoDate, number> {
  const byNumber = new Map<number, number>();
  for (const day of days) byNumber.set(day, (byNumber.get(day) ?? 0) + 1);
  return new Map([...byNumber].map(([day, count]) => [dateOfDay(day), count]));
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
    const fitting = fittingPeriod(query.method, tallyOf(events), asked);
    if (fitting === null) continue;
    const { period, months } = fitting;
    const [first, last] = [dayNumber(period.from), dayNumber(period.to)];
    const isInside = (at: number) =>
      (events.days[at] ?? 0) >= first && (events.days[at] ?? 0) <= last;
    const inside = keptEvents(events, isInside);
    const places = await read.placesIn(period);
    const rows = inside.days.length + places.checks.length;
    const cells = await analyse('cells', { events: inside, places, period, query }, { rows });
    if (cells === null) continue;
    return { method: query.method, ...of, ...period, months, ...cells, events: inside.days.length };
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
