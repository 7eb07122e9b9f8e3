import { CITY_TIME_ZONE, daysBetween } from '#server/contract/civil-day.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';

/** The sentences that relative dates and lengths of time need; both catalogues have them. */
type FormatWords = {
  today: string;
  yesterday: string;
  tomorrow: string;
  daysAgo: (p: { days: string }) => string;
  inDays: (p: { days: string }) => string;
  days: (p: { days: string; count: number }) => string;
  minutes: (p: { minutes: string }) => string;
  hours: (p: { hours: string }) => string;
  hoursMinutes: (p: { hours: string; minutes: string }) => string;
};

export type Format = {
  /** `2026-03-01` → `01/03/2026`, in both languages. */
  date(date: IsoDate): string;
  /** An instant as `01/03/2026 09:15` on the city's clock. */
  dateTime(instant: IsoInstant): string;
  /** An instant of today as `09:15` on the city's clock. */
  clock(instant: IsoInstant): string;
  /** An instant of these days as `09:15 01/03` on the city's clock. */
  recent(instant: IsoInstant): string;
  /** `1.234,5` in Vietnamese, `1,234.5` in English; at most `digits` decimals (default 1). */
  number(value: number, digits?: number): string;
  /** A share between 0 and 1 as a percentage. */
  percent(share: number, digits?: number): string;
  /** Metres up to a kilometre, then kilometres with one decimal. */
  distance(metres: number): string;
  /** Square metres up to a hectare, hectares up to a square kilometre, with one decimal. */
  area(squareMetres: number): string;
  bytes(count: number): string;
  /** A number of days with its word. */
  days(count: number): string;
  /** Whole minutes, from an hour on with its hours: `45 phút`, `9 giờ 45 phút`; less than none with a minus. */
  minutes(count: number): string;
  /** Distance of `date` from `today`, in whole days: `hôm qua`, `12 ngày trước`. */
  relativeDays(date: IsoDate, today: IsoDate): string;
  /** Latitude first, as people read coordinates aloud; five decimals, about a metre. */
  coordinates(lonLat: readonly [number, number]): string;
};

const LOCALE = { vi: 'vi-VN', en: 'en-GB' } as const;
const BYTES_PER_MEGABYTE = 1_048_576;
const BYTES_PER_GIGABYTE = 1_073_741_824;

function slashDate(date: IsoDate): string {
  const [year, month, day] = date.split('-');
  return `${day}/${month}/${year}`;
}

function lengthOf(
  count: number,
  words: FormatWords,
  number: (value: number, digits: number) => string,
): string {
  const [hours, minutes] = [number(Math.floor(count / 60), 0), number(count % 60, 0)];
  if (count < 60) return words.minutes({ minutes });
  return count % 60 === 0 ? words.hours({ hours }) : words.hoursMinutes({ hours, minutes });
}

/** Builds the formatters of one language once; Intl objects are costly to make. */
export function makeFormat(language: 'vi' | 'en', words: FormatWords): Format {
  const locale = LOCALE[language];
  const numbers = new Map<number, Intl.NumberFormat>();
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: CITY_TIME_ZONE,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: CITY_TIME_ZONE });

  function number(value: number, digits = 1): string {
    let format = numbers.get(digits);
    if (format === undefined) {
      format = new Intl.NumberFormat(locale, { maximumFractionDigits: digits });
      numbers.set(digits, format);
    }
    return format.format(value);
  }

  return {
    number,
    date: slashDate,
    clock: (instant) => clock.format(new Date(instant)),
    recent: (instant) => {
      const moment = new Date(instant);
      return `${clock.format(moment)} ${slashDate(day.format(moment)).slice(0, 5)}`;
    },
    dateTime: (instant) => {
      const moment = new Date(instant);
      return `${slashDate(day.format(moment))} ${clock.format(moment)}`;
    },
    percent: (share, digits = 1) => `${number(share * 100, digits)}%`,
    distance: (metres) =>
      Math.abs(metres) < 999.5 ? `${number(metres, 0)} m` : `${number(metres / 1000, 1)} km`,
    area: (metres) => {
      if (metres < 9_999.5) return `${number(metres, 0)} m²`;
      if (metres < 999_500) return `${number(metres / 10_000, 1)} ha`;
      return `${number(metres / 1_000_000, 1)} km²`;
    },
    bytes: (count) => {
      if (count < BYTES_PER_MEGABYTE) return `${number(count / 1024, 0)} kB`;
      return count < BYTES_PER_GIGABYTE
        ? `${number(count / BYTES_PER_MEGABYTE, 1)} MB`
        : `${number(count / BYTES_PER_GIGABYTE, 1)} GB`;
    },
    days: (count) => words.days({ days: number(count, 0), count }),
    minutes: (count) => `${count < 0 ? '-' : ''}${lengthOf(Math.abs(count), words, number)}`,
    relativeDays: (date, today) => {
      const difference = daysBetween(today, date);
      if (difference === 0) return words.today;
      if (difference === -1) return words.yesterday;
      if (difference === 1) return words.tomorrow;
      const days = number(Math.abs(difference), 0);
      return difference < 0 ? words.daysAgo({ days }) : words.inDays({ days });
    },
    coordinates: ([longitude, latitude]) => `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`,
  };
}
