import type { Period } from '#server/contract/comparison.ts';
import type { PlaceAnalysis } from '#server/contract/place-analysis.ts';
import { dateOfDay } from '#server/contract/civil-day.ts';
import type { IsoDate } from '#server/contract/time.ts';

/** Something that happened at a place; `origin` of signals only. */
export type PlaceEventRow = {
  longitude: number;
  latitude: number;
  happenedOn: IsoDate;
  origin: 'reported' | 'found' | null;
};

/** A place of the register with the looks at it in a period. */
export type PlaceRow = { longitude: number; latitude: number; checks: number };

type Column = Float64Array<ArrayBuffer>;
/** The same as columns, which are handed to a thread at no cost; a day counts from 1970-01-01. */
export type PlaceColumns = { longitudes: Column; latitudes: Column; checks: Column };
/** `origins` are positions in {@link ORIGINS}. */
export type EventColumns = { longitudes: Column; latitudes: Column; days: Column; origins: Column };

export const ORIGINS = [null, 'reported', 'found'] as const;

export function placeRows({ longitudes, latitudes, checks }: PlaceColumns): PlaceRow[] {
  return Array.from(longitudes, (longitude, at) => ({
    longitude,
    latitude: latitudes[at] ?? 0,
    checks: checks[at] ?? 0,
  }));
}

export function eventRows({ longitudes, latitudes, days, origins }: EventColumns): PlaceEventRow[] {
  return Array.from(longitudes, (longitude, at) => ({
    longitude,
    latitude: latitudes[at] ?? 0,
    happenedOn: dateOfDay(days[at] ?? 0),
    origin: ORIGINS[origins[at] ?? 0] ?? null,
  }));
}

/** Keeps the events that `keeps` accepts by their places in the columns. */
export function keptEvents(events: EventColumns, keeps: (at: number) => boolean): EventColumns {
  const kept = (column: Column) => column.filter((_, at) => keeps(at));
  return {
    longitudes: kept(events.longitudes),
    latitudes: kept(events.latitudes),
    days: kept(events.days),
    origins: kept(events.origins),
  };
}

/** Data from which a question about places is answered. */
export type PlaceData = {
  events: readonly PlaceEventRow[];
  places: readonly PlaceRow[];
  period: Period;
};
/** Part of an answer that a method fills in; the rest stays empty. */
export type Found = Partial<
  Pick<
    PlaceAnalysis,
    'refused' | 'tested' | 'hotSpots' | 'emerging' | 'density' | 'repeats' | 'links' | 'clusters'
  >
>;
/** Callback for the share done, 0 to 1. */
export type Report = (share: number) => void;
/** Callback for the progress of a computation, and the signal that cancels it. */
export type Watch = { signal: AbortSignal; report: Report };
