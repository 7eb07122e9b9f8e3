import { encodeEntryDays, entryDay, type EntryDays } from './entry-days.ts';

/**
 * Changes of a value (state byte or flag bits) of the points of a leaf, ordered by day, and those of one point
 * and day by order of entry. Seven bytes a row.
 */
export type HistoryRows = {
  days: Uint16Array;
  slots: Uint16Array;
  values: Uint8Array;
  /** Days of entry. */
  recorded: Uint16Array;
};

/**
 * History rows in packed form, four bytes a row. They are ordered by day and not by point: a replay up to a day
 * needs no branch per point, and days are stored once per run of rows.
 */
export type History = {
  /** The days that occur, ascending. */
  readonly dayKeys: Uint16Array;
  /** Index of the first row of each day of `dayKeys`, and the number of rows at the end. */
  readonly dayStarts: Uint16Array | Uint32Array;
  /** Packed rows: slot (upper 16 bits), code of the day of entry (8 bits), value (lowest 8 bits). */
  readonly rows: Uint32Array;
  readonly entries: EntryDays;
  /** Values of all points after each segment but the last: `(segments - 1) × size` bytes. */
  readonly checkpoints: Uint8Array;
  /** Rows of a segment; the last one may have fewer. */
  readonly segmentRows: number;
  /**
   * Latest day, for each segment, on which a row before it was entered or corrected, and at the end that of all
   * rows. A query as known on or after that day may start from the checkpoint before the segment.
   */
  readonly knownFrom: readonly number[];
};

/** Checkpoints come about once for each row per point, so that a replay reads half a row a point on average. */
const MOST_SEGMENTS = 8;

/** Slot of a packed row. */
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

/**
 * Packs rows into a history.
 * @param initial value of a point before its first row
 * @param mostSegments 1 for a history that is never replayed: it has no checkpoints
 */
export function makeHistory(
  size: number,
  rows: HistoryRows,
  initial: number,
  corrected: readonly { before: number; supersededDay: number }[],
  mostSegments = MOST_SEGMENTS,
): History {
  const { codes, entries } = encodeEntryDays(rows.days, rows.recorded);
  const count = rows.days.length;
  const segments = Math.max(1, Math.min(mostSegments, Math.ceil(count / size)));
  const segmentRows = Math.max(1, Math.ceil(count / segments));
  return {
    ...dayIndex(rows.days),
    rows: packRows(rows, codes),
    entries,
    segmentRows,
    checkpoints: checkpointsOf(size, rows, initial, { segments, segmentRows }),
    knownFrom: knownFromOf(rows.recorded, corrected, { segments, segmentRows }),
  };
}

function packRows({ slots, values }: HistoryRows, codes: Uint8Array): Uint32Array {
  const packed = new Uint32Array(slots.length);
  for (let row = 0; row < packed.length; row += 1) {
    packed[row] = ((slots[row] ?? 0) << 16) | ((codes[row] ?? 0) << 8) | (values[row] ?? 0);
  }
  return packed;
}

/** Unpacks the rows, to build another history from them. */
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

/** Number of rows on a day or before it. */
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

/** Number of values of an ascending column that are at most `most`. */
export function countUpTo(column: Uint16Array | Uint32Array, most: number): number {
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

type Segments = { segments: number; segmentRows: number };

function checkpointsOf(
  size: number,
  { slots, values }: HistoryRows,
  initial: number,
  { segments, segmentRows }: Segments,
): Uint8Array {
  const result = new Uint8Array(size * (segments - 1));
  const state = new Uint8Array(size).fill(initial);
  for (let segment = 0; segment < segments - 1; segment += 1) {
    const end = Math.min(slots.length, (segment + 1) * segmentRows);
    for (let row = segment * segmentRows; row < end; row += 1) {
      state[slots[row] ?? 0] = values[row] ?? 0;
    }
    result.set(state, segment * size);
  }
  return result;
}

function knownFromOf(
  recorded: Uint16Array,
  corrected: readonly { before: number; supersededDay: number }[],
  { segments, segmentRows }: Segments,
): number[] {
  const result = [0];
  for (let segment = 0; segment < segments; segment += 1) {
    const end = Math.min(recorded.length, (segment + 1) * segmentRows);
    const latest = greatest(recorded, segment * segmentRows, end);
    result.push(Math.max(result[segment] ?? 0, latest));
  }
  for (const { before, supersededDay } of corrected) {
    for (let segment = 0; segment <= segments; segment += 1) {
      const reached = segment === segments || segment * segmentRows > before;
      if (reached) result[segment] = Math.max(result[segment] ?? 0, supersededDay);
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
