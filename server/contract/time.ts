import * as z from 'zod';

/** The city keeps its books in this zone; a civil date is a day there. */
export const CITY_TIME_ZONE = 'Asia/Ho_Chi_Minh';

const DAY_MILLISECONDS = 86_400_000;
const CIVIL_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** True for an existing day written `YYYY-MM-DD` between 1900 and 2999. */
export function isIsoDate(text: string): boolean {
  if (!CIVIL_DATE.test(text) || text < '1900' || text >= '3000') return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}

/** A civil date in the city, `YYYY-MM-DD`. */
export const IsoDate = z
  .string()
  .refine(isIsoDate, { error: 'date' })
  .meta({ id: 'IsoDate', format: 'date', example: '2026-03-01' });
export type IsoDate = string;

/** An instant, ISO 8601 in UTC. */
export const IsoInstant = z
  .string()
  .meta({ id: 'IsoInstant', format: 'date-time', example: '2026-03-01T02:15:00.000Z' });
export type IsoInstant = string;

/** Days since 1970-01-01 of a civil date. */
export function dayNumber(date: IsoDate): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / DAY_MILLISECONDS);
}

/** The civil date of a day number (see {@link dayNumber}). */
export function dateOfDay(day: number): IsoDate {
  return new Date(day * DAY_MILLISECONDS).toISOString().slice(0, 10);
}

export function addDays(date: IsoDate, days: number): IsoDate {
  return dateOfDay(dayNumber(date) + days);
}

/** Whole days from `from` to `to`; negative when `to` lies before. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return dayNumber(to) - dayNumber(from);
}

// Made once: making one takes a hundred times as long as a format does, and every tile asks for today.
const CIVIL_FORMAT = new Intl.DateTimeFormat('en-CA', { timeZone: CITY_TIME_ZONE });

/** The city's civil date at an instant. */
export function civilDate(instant: IsoInstant): IsoDate {
  return CIVIL_FORMAT.format(new Date(instant));
}

/** The first instant of a day in the city, which has no summer time. */
export function beginningOf(date: IsoDate): IsoInstant {
  return new Date(`${date}T00:00:00+07:00`).toISOString();
}
