import type postgres from 'postgres';

const DATE = 1082;
const TIMESTAMP = 1114;
const TIMESTAMPTZ = 1184;
const INT8 = 20;

/**
 * Conversions of columns to values: civil dates and instants are text on both sides, because a `Date` would move a
 * civil date by the zone of the machine and lose its kind on the way to the client.
 */
export const COLUMN_TYPES = {
  civilDate: {
    to: DATE,
    from: [DATE],
    serialize: (value: string) => value,
    parse: (raw: string) => raw,
  },
  instant: {
    to: TIMESTAMPTZ,
    from: [TIMESTAMPTZ],
    // The library of sign-in hands over Date objects; everyone else hands over text.
    serialize: (value: string | Date) => (value instanceof Date ? value.toISOString() : value),
    parse: instantOfTimestamptz,
  },
  instantWithoutZone: {
    to: TIMESTAMP,
    from: [TIMESTAMP],
    serialize: (value: string | Date) => (value instanceof Date ? value.toISOString() : value),
    parse: (raw: string) => instantOfTimestamptz(`${raw}+00`),
  },
  wholeNumber: {
    to: INT8,
    from: [INT8],
    serialize: (value: number | bigint) => String(value),
    parse: safeNumber,
  },
} satisfies Record<string, postgres.PostgresType>;

/** Types of the values that {@link COLUMN_TYPES} converts to. */
export type ColumnTypes = {
  civilDate: string;
  instant: string;
  instantWithoutZone: string;
  wholeNumber: number;
};

/**
 * ISO UTC with milliseconds from Postgres' `2026-11-24 01:02:03.456789+00`; microseconds are cut off.
 * Throws on `infinity`, which is not an instant.
 */
function instantOfTimestamptz(raw: string): string {
  const time = new Date(raw);
  if (Number.isNaN(time.getTime())) throw new RangeError(`Not an instant: ${raw}`);
  return time.toISOString();
}

/** Rounding a count or a key silently would be worse than failing. */
function safeNumber(raw: string): number {
  const value = Number(raw);
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(`An int8 beyond 2^53 does not fit a number: ${raw}`);
  }
  return value;
}
