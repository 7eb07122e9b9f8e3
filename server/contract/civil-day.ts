// Without the schemas of `time.ts`: the sign-in counts days too, and would load the library of schemas for them.

/** A civil date, `YYYY-MM-DD`, and an instant in UTC: IsoDate and IsoInstant of `time.ts`. */
type Day = string;
type Instant = string;

/** The city keeps its books in this zone; a civil date is a day there. */
export const CITY_TIME_ZONE = 'Asia/Ho_Chi_Minh';

const DAY_MILLISECONDS = 86_400_000;

/** Days that are remembered: those from 1970 to 2149. */
const REMEMBERED_DAYS = 65_536;
const DATES: Day[] = [];
const NUMBERS = new Map<Day, number>();

/** Days since 1970-01-01 of a civil date. */
export function dayNumber(date: Day): number {
  return NUMBERS.get(date) ?? Math.round(Date.parse(`${date}T00:00:00Z`) / DAY_MILLISECONDS);
}

/** The civil date of a day number (see {@link dayNumber}); millions of rows have one of some thousand. */
export function dateOfDay(day: number): Day {
  const known = DATES[day];
  if (known !== undefined) return known;
  const date = new Date(day * DAY_MILLISECONDS).toISOString().slice(0, 10);
  if (Number.isInteger(day) && day >= 0 && day < REMEMBERED_DAYS) {
    DATES[day] = date;
    NUMBERS.set(date, day);
  }
  return date;
}

/** Whole days from `from` to `to`; negative when `to` lies before. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

// Made once: making one takes a hundred times as long as a format does, and every tile asks for today.
const CIVIL_FORMAT = new Intl.DateTimeFormat('en-CA', { timeZone: CITY_TIME_ZONE });

/** The city's civil date at an instant. */
export function civilDate(instant: Instant): Day {
  return CIVIL_FORMAT.format(new Date(instant));
}
