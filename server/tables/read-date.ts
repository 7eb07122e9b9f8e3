import { dateOfDay, dayNumber } from '#server/contract/civil-day.ts';
import { isIsoDate } from '#server/contract/time.ts';
import type { IsoDate } from '#server/contract/time.ts';

/** Day 0 of the serial numbers of spreadsheets, with their 29 February 1900 that never was. */
const SERIAL_ZERO = dayNumber('1899-12-30');
/** 1 January 1950 and 31 December 2099: outside, a number is no date but something else. */
const SERIAL_RANGE = { first: 18_264, last: 73_050 };

/**
 * Reads a day written dd/MM/yyyy (or with - or .), yyyy-MM-dd, with a time behind it, or as the
 * serial number of a spreadsheet. Months never come first. Null: no day, or one that does not exist.
 */
export function readDate(text: string): IsoDate | null {
  const [day = ''] = text.trim().split(/(?<![T\s])[T\s]+(?=\d{1,2}:\d{2})/, 1);
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(day);
  if (iso !== null) return existing(iso[1], iso[2], iso[3]);
  const vietnamese = /^(?:ngày\s+)?(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4})$/iu.exec(day);
  if (vietnamese !== null) return existing(vietnamese[4], vietnamese[3], vietnamese[1]);
  if (!/^\d{5}(\.\d+)?$/.test(day)) return null;
  const serial = Math.floor(Number(day));
  const inRange = serial >= SERIAL_RANGE.first && serial <= SERIAL_RANGE.last;
  return inRange ? dateOfDay(SERIAL_ZERO + serial) : null;
}

function existing(year = '', month = '', day = ''): IsoDate | null {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isIsoDate(date) ? date : null;
}
