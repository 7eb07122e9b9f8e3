import * as z from 'zod';

import { dateOfDay, dayNumber } from './civil-day.ts';

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

export function addDays(date: IsoDate, days: number): IsoDate {
  return dateOfDay(dayNumber(date) + days);
}

/** The first instant of a day in the city, which has no summer time. */
export function beginningOf(date: IsoDate): IsoInstant {
  return new Date(`${date}T00:00:00+07:00`).toISOString();
}
