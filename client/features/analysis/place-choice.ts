import type { Format } from '#client/i18n/format.ts';
import type { Text } from '#client/i18n/use-text.ts';
import { today } from '#client/i18n/today.ts';
import {
  PLACE_METHODS,
  type FittingQuery,
  type PlaceAnalysis,
  type PlaceDefaults,
  type PlaceMethod,
} from '#server/contract/place-analysis.ts';
import { addDays } from '#server/contract/time.ts';

/** Everything that an answer depends on, as the form holds it. */
export type PlaceChoice = { method: PlaceMethod } & Record<
  'subject' | 'origin' | 'from' | 'to' | 'cell' | 'per' | 'radius' | 'days' | 'replicates' | 'seed',
  string
>;

const YEAR = 365;

/** The customary parameters, for as long as the server has not said which ones fit the data. */
export function customaryChoice(): PlaceChoice {
  return {
    method: 'hot_spots',
    subject: 'recurrences',
    origin: 'reported',
    from: addDays(today(), 1 - YEAR),
    to: today(),
    cell: '1000',
    per: 'count',
    radius: '2000',
    days: '60',
    replicates: '999',
    seed: '1',
  };
}

/** The same choice with the parameters that were fitted to the data. */
export function withFitting(
  choice: PlaceChoice,
  { method, subject, origin, from, to, cell, per }: FittingQuery,
): PlaceChoice {
  return { ...choice, method, subject, origin, from, to, cell: String(cell), per };
}

/** The first choice of all: the first method that answers, with the parameters with which it does. */
export function firstChoice(defaults: PlaceDefaults | undefined): PlaceChoice {
  const fitting = PLACE_METHODS.map((method) => fittingOf(defaults, method)).find(
    (query) => query !== null,
  );
  return fitting === undefined ? customaryChoice() : withFitting(customaryChoice(), fitting);
}

/** Parameters with which a method answers; null where none do, or they are not known yet. */
export function fittingOf(
  defaults: PlaceDefaults | undefined,
  method: PlaceMethod,
): FittingQuery | null {
  return defaults?.items.find((item) => item.method === method)?.query ?? null;
}

/**
 * Says what the smallest change is and what it brings, for example `Mở rộng thành 3 tháng: 41 sự việc thay vì 12`.
 */
export function changeWords(
  { query, events, change }: Pick<PlaceAnalysis, 'query' | 'events' | 'change'>,
  { own, format }: { own: Text['placeAnalysis']; format: Format },
): string | null {
  if (change === null) return null;
  const parts = [
    change.subject === query.subject
      ? null
      : own.change.subject({ subject: own.subject[change.subject] }),
    change.months === null ? null : own.change.months({ months: format.number(change.months) }),
    change.cell === query.cell ? null : own.change.cell({ metres: format.number(change.cell) }),
    change.per === query.per ? null : own.change.per({ per: own.per[change.per] }),
  ].filter((part) => part !== null);
  return own.change.brings({
    changes: parts.join(', '),
    events: format.number(change.events),
    before: format.number(events.all),
  });
}
