import { encodeEntryDays, entryDay, type EntryDays } from './entry-days.ts';

/** What points became, ordered by day, the rows of one point and day by order of entry. */
export type HistoryRows = {
  days: Uint16Array;
  slots: Uint16Array;
  values: Uint8Array;
  /** Day of entry. */
  recorded: Uint16Array;
};

/**
 * The same as it is kept. Rows stand in the order of their days and not by point: replaying them up to a
 * day needs no branch per point, and the days shrink to one entry for each that occurs.
 */
export type History = {
  readonly dayKeys: Uint16Array;
  /** Index of the first row of each day of `dayKeys`, and the number of rows at the end. */
  readonly dayStarts: Uint16Array | Uint32Array;
  /** A row in one number: its slot in the upper half, then the code of its day of entry, then its value. */
  readonly rows: Uint32Array;
  readonly entries: EntryDays;
  /** Values of all points after each stretch of rows but the last, one after the other. */
  readonly checkpoints: Uint8Array;
  /** Rows of a stretch; the last one may have fewer. */
  readonly stretchRows: number;
  /**
   * The latest day on which a row before each stretch was entered or corrected, and at the end that of
   * all rows: from that day on a checkpoint says what was known.
   */
  readonly knownFrom: readonly number[];
};

/** A stretch has about a row for each point, so that a replay goes over half a row a point on average. */
const MOST_STRETCHES = 8;

/** The slot that a packed row belongs to. */
export function slotOfRow(packed: number): number {
  return packed >>> 16;
}

export function entryCodeOfRow(packed: number): number {
  return (packed >>> 8) & 0xff;
}

export function valueOfRow(packed: number): number {
  return packed & 0xff;
}

export function historyRows(size: number): HistoryRows {
  return {
    days: new Uint16Array(size),
    slots: new Uint16Array(size),
    values: new Uint8Array(size),
    recorded: new Uint16Array(size),
  };
}

/** @param initial value of a point before its first row */
export function makeHistory(
  size: number,
  rows: HistoryRows,
  initial: number,
  corrected: readonly { before: number; supersededDay: number }[],
): History {
  const { codes, entries } = encodeEntryDays(rows.days, rows.recorded);
  const count = rows.days.length;
  const stretches = Math.max(1, Math.min(MOST_STRETCHES, Math.ceil(count / size)));
  const stretchRows = Math.max(1, Math.ceil(count / stretches));
  return {
    ...dayIndex(rows.days),
    rows: packRows(rows, codes),
    entries,
    stretchRows,
    checkpoints: checkpointsOf(size, rows, initial, { stretches, stretchRows }),
    knownFrom: knownFromOf(rows.recorded, corrected, { stretches, stretchRows }),
  };
}

function packRows({ slots, values }: HistoryRows, codes: Uint8Array): Uint32Array {
  const packed = new Uint32Array(slots.length);
  for (let row = 0; row < packed.length; row += 1) {
    packed[row] = ((slots[row] ?? 0) << 16) | ((codes[row] ?? 0) << 8) | (values[row] ?? 0);
  }
  return packed;
}

/** The rows again, to make another history of them. */
export function rowsOf({ dayKeys, dayStarts, rows, entries }: History): HistoryRows {
  const result = historyRows(rows.length);
  for (let index = 0; index < dayKeys.length; index += 1) {
    const day = dayKeys[index] ?? 0;
    const end = dayStarts[index + 1] ?? 0;
    for (let row = dayStarts[index] ?? 0; row < end; row += 1) {
      const packed = rows[row] ?? 0;
      result.days[row] = day;
      result.slots[row] = slotOfRow(packed);
      result.values[row] = valueOfRow(packed);
      result.recorded[row] = entryDay(entries, entryCodeOfRow(packed), row, day);
    }
  }
  return result;
}

/** How many rows lie on a day or before it. */
export function rowsUpTo({ dayKeys, dayStarts }: History, day: number): number {
  return dayStarts[countUpTo(dayKeys, day)] ?? 0;
}

/** Index in `dayKeys` of the day that a row belongs to. */
export function dayIndexOf({ dayStarts }: History, row: number): number {
  return countUpTo(dayStarts, row) - 1;
}

export function historyBytes(history: History): number {
  const { dayKeys, dayStarts, rows, checkpoints, entries } = history;
  const { shared, listedRows, listedDays } = entries;
  const columns = [dayKeys, dayStarts, rows, checkpoints, shared, listedRows, listedDays];
  return columns.reduce((sum, column) => sum + column.byteLength, 0);
}

/** How many values of an ascending column are at most `most`. */
function countUpTo(column: Uint16Array | Uint32Array, most: number): number {
  let low = 0;
  let high = column.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((column[middle] ?? 0) <= most) low = middle + 1;
    else high = middle;
  }
  return low;
}

function dayIndex(days: Uint16Array): Pick<History, 'dayKeys' | 'dayStarts'> {
  const keys: number[] = [];
  const starts: number[] = [];
  let last = -1;
  for (let row = 0; row < days.length; row += 1) {
    const day = days[row] ?? 0;
    if (day === last) continue;
    keys.push(day);
    starts.push(row);
    last = day;
  }
  starts.push(days.length);
  const Starts = days.length < 0x10000 ? Uint16Array : Uint32Array;
  return { dayKeys: Uint16Array.from(keys), dayStarts: Starts.from(starts) };
}

type Stretches = { stretches: number; stretchRows: number };

function checkpointsOf(
  size: number,
  { slots, values }: HistoryRows,
  initial: number,
  { stretches, stretchRows }: Stretches,
): Uint8Array {
  const result = new Uint8Array(size * (stretches - 1));
  const state = new Uint8Array(size).fill(initial);
  for (let stretch = 0; stretch < stretches - 1; stretch += 1) {
    const end = Math.min(slots.length, (stretch + 1) * stretchRows);
    for (let row = stretch * stretchRows; row < end; row += 1) {
      state[slots[row] ?? 0] = values[row] ?? 0;
    }
    result.set(state, stretch * size);
  }
  return result;
}

function knownFromOf(
  recorded: Uint16Array,
  corrected: readonly { before: number; supersededDay: number }[],
  { stretches, stretchRows }: Stretches,
): number[] {
  const result = [0];
  for (let stretch = 0; stretch < stretches; stretch += 1) {
    const end = Math.min(recorded.length, (stretch + 1) * stretchRows);
    const latest = greatest(recorded, stretch * stretchRows, end);
    result.push(Math.max(result[stretch] ?? 0, latest));
  }
  for (const { before, supersededDay } of corrected) {
    for (let stretch = 0; stretch <= stretches; stretch += 1) {
      const reached = stretch === stretches || stretch * stretchRows > before;
      if (reached) result[stretch] = Math.max(result[stretch] ?? 0, supersededDay);
    }
  }
  return result;
}

function greatest(column: Uint16Array, from: number, to: number): number {
  let result = 0;
  for (let index = from; index < to; index += 1) {
    const value = column[index] ?? 0;
    if (value > result) result = value;
  }
  return result;
}
