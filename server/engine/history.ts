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
 * day needs no branch per point, and the days shrink to one entry for each that occurs. The day of entry
 * mostly follows within weeks, so that its distance takes a byte.
 */
export type History = {
  readonly dayKeys: Uint16Array;
  /** Index of the first row of each day of `dayKeys`, and the number of rows at the end. */
  readonly dayStarts: Uint16Array | Uint32Array;
  readonly slots: Uint16Array;
  readonly values: Uint8Array;
  /** Day of entry less the row's day, less `leastLag`. */
  readonly lags: Uint8Array | Uint16Array | Uint32Array;
  readonly leastLag: number;
  readonly mostLag: number;
  /** Values of all points after each quarter of the rows, one after the other. */
  readonly checkpoints: Uint8Array;
  /**
   * The latest day on which a row before each stretch was entered or corrected, and at the end that of
   * all rows: from that day on a checkpoint says what was known.
   */
  readonly knownFrom: readonly number[];
};

/** Stretches of rows between checkpoints. */
export const STRETCHES = 4;

/** Index of the row at which a stretch begins. */
export function stretchStart(rows: number, stretch: number): number {
  return stretch * Math.ceil(rows / STRETCHES);
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
  return {
    ...dayIndex(rows.days),
    slots: rows.slots,
    values: rows.values,
    ...lagsOf(rows),
    checkpoints: checkpointsOf(size, rows, initial),
    knownFrom: knownFromOf(rows.recorded, corrected),
  };
}

/** The rows again, to make another history of them. */
export function rowsOf(history: History): HistoryRows {
  const { dayKeys, dayStarts, lags, leastLag } = history;
  const days = new Uint16Array(lags.length);
  const recorded = new Uint16Array(lags.length);
  for (let index = 0; index < dayKeys.length; index += 1) {
    const day = dayKeys[index] ?? 0;
    const end = dayStarts[index + 1] ?? 0;
    for (let row = dayStarts[index] ?? 0; row < end; row += 1) {
      days[row] = day;
      recorded[row] = day + leastLag + (lags[row] ?? 0);
    }
  }
  return { days, slots: history.slots, values: history.values, recorded };
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
  const { dayKeys, dayStarts, slots, values, lags, checkpoints } = history;
  const columns = [dayKeys, dayStarts, slots, values, lags, checkpoints];
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

function lagsOf({ days, recorded }: HistoryRows): Pick<History, 'lags' | 'leastLag' | 'mostLag'> {
  let leastLag = Infinity;
  let mostLag = -Infinity;
  for (let row = 0; row < days.length; row += 1) {
    const lag = (recorded[row] ?? 0) - (days[row] ?? 0);
    if (lag < leastLag) leastLag = lag;
    if (lag > mostLag) mostLag = lag;
  }
  if (days.length === 0) leastLag = mostLag = 0;
  const lags = narrowest(days.length, mostLag - leastLag);
  for (let row = 0; row < days.length; row += 1) {
    lags[row] = (recorded[row] ?? 0) - (days[row] ?? 0) - leastLag;
  }
  return { lags, leastLag, mostLag };
}

/** A column of the narrowest numbers that hold 0 to `most`. */
function narrowest(length: number, most: number): History['lags'] {
  if (most < 0x100) return new Uint8Array(length);
  return most < 0x10000 ? new Uint16Array(length) : new Uint32Array(length);
}

function checkpointsOf(size: number, { slots, values }: HistoryRows, initial: number): Uint8Array {
  const result = new Uint8Array(size * (STRETCHES - 1));
  const state = new Uint8Array(size).fill(initial);
  for (let stretch = 0; stretch < STRETCHES - 1; stretch += 1) {
    const end = Math.min(slots.length, stretchStart(slots.length, stretch + 1));
    for (let row = stretchStart(slots.length, stretch); row < end; row += 1) {
      state[slots[row] ?? 0] = values[row] ?? 0;
    }
    result.set(state, stretch * size);
  }
  return result;
}

function knownFromOf(
  recorded: Uint16Array,
  corrected: readonly { before: number; supersededDay: number }[],
): number[] {
  const result = [0];
  for (let stretch = 0; stretch < STRETCHES; stretch += 1) {
    const start = stretchStart(recorded.length, stretch);
    const end = Math.min(recorded.length, stretchStart(recorded.length, stretch + 1));
    result.push(Math.max(result[stretch] ?? 0, greatest(recorded, start, end)));
  }
  for (const { before, supersededDay } of corrected) {
    for (let stretch = 0; stretch <= STRETCHES; stretch += 1) {
      const reached = stretch === STRETCHES || stretchStart(recorded.length, stretch) > before;
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
