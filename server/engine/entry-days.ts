/**
 * Days of entry of the rows of a history, one code byte a row. Most rows were entered within months of their day:
 * the code is the lag in days. Rows imported or derived for years at once share a day of entry: the code is an
 * index into `shared`. The few others stand in a list, found by row.
 */
export type EntryDays = {
  /** Lag in days (day of entry minus day of the row) that code 0 stands for. */
  readonly firstLag: number;
  /** Least and greatest lag in days among the rows coded by lag. */
  readonly leastLag: number;
  readonly mostLag: number;
  /** Days of entry that many rows share, by code. */
  readonly shared: Uint16Array;
  /** Rows coded in neither way, ascending, and the day of entry of each. */
  readonly listedRows: Uint32Array;
  readonly listedDays: Uint16Array;
  /** First and last day of entry among the shared and listed rows; Infinity and -Infinity without any. */
  readonly first: number;
  readonly last: number;
};

const FIRST_SHARED = 240;
const LISTED = 255;

/** The day on which a row was entered. */
export function entryDay(entries: EntryDays, code: number, row: number, day: number): number {
  if (code < FIRST_SHARED) return day + entries.firstLag + code;
  if (code < LISTED) return entries.shared[code - FIRST_SHARED] ?? 0;
  return listedDay(entries, row);
}

function listedDay({ listedRows, listedDays }: EntryDays, row: number): number {
  let low = 0;
  let high = listedRows.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((listedRows[middle] ?? 0) < row) low = middle + 1;
    else high = middle;
  }
  return listedDays[low] ?? 0;
}

// Scratch by day of entry: its number of rows, then its code.
const ROWS_OF_DAY = new Uint32Array(0x10000);

/** Chooses the codes of a history. @returns a code for each row, and the tables that decode them */
export function encodeEntryDays(
  days: Uint16Array,
  recorded: Uint16Array,
): { codes: Uint8Array; entries: EntryDays } {
  const codes = new Uint8Array(days.length);
  const firstLag = firstLagOf(days, recorded);
  let leastLag = Infinity;
  let mostLag = -Infinity;
  const far: number[] = [];
  for (let row = 0; row < days.length; row += 1) {
    const lag = (recorded[row] ?? 0) - (days[row] ?? 0);
    const code = lag - firstLag;
    if (code < 0 || code >= FIRST_SHARED) {
      far.push(row);
      continue;
    }
    codes[row] = code;
    if (lag < leastLag) leastLag = lag;
    if (lag > mostLag) mostLag = lag;
  }
  return { codes, entries: { firstLag, leastLag, mostLag, ...shareDays(codes, far, recorded) } };
}

/** Greatest lag in days that a code window may begin at; longer ones belong to bulk imports. */
const MOST_LAG = 512;
const ROWS_OF_LAG = new Uint32Array(2 * MOST_LAG);

/** Start of the window of lags that covers most rows. It may be negative: some deadlines are entered before they end. */
function firstLagOf(days: Uint16Array, recorded: Uint16Array): number {
  ROWS_OF_LAG.fill(0);
  for (let row = 0; row < days.length; row += 1) {
    const index = (recorded[row] ?? 0) - (days[row] ?? 0) + MOST_LAG;
    if (index >= 0 && index < 2 * MOST_LAG) ROWS_OF_LAG[index] = (ROWS_OF_LAG[index] ?? 0) + 1;
  }
  let best = 0;
  let bestRows = 0;
  let within = 0;
  for (let end = 0; end < 2 * MOST_LAG; end += 1) {
    within += (ROWS_OF_LAG[end] ?? 0) - (ROWS_OF_LAG[end - FIRST_SHARED] ?? 0);
    if (within <= bestRows) continue;
    bestRows = within;
    best = end - FIRST_SHARED + 1;
  }
  return best - MOST_LAG;
}

/** Gives a code to each of the most frequent days of entry among the rows outside the window; lists the rest. */
function shareDays(
  codes: Uint8Array,
  far: readonly number[],
  recorded: Uint16Array,
): Omit<EntryDays, 'firstLag' | 'leastLag' | 'mostLag'> {
  for (const row of far) {
    const day = recorded[row] ?? 0;
    ROWS_OF_DAY[day] = (ROWS_OF_DAY[day] ?? 0) + 1;
  }
  const days = [...new Set(far.map((row) => recorded[row] ?? 0))].toSorted(
    (a, b) => (ROWS_OF_DAY[b] ?? 0) - (ROWS_OF_DAY[a] ?? 0),
  );
  const codeOf = (rank: number) => Math.min(FIRST_SHARED + rank, LISTED);
  for (const [rank, day] of days.entries()) ROWS_OF_DAY[day] = codeOf(rank);
  for (const row of far) codes[row] = ROWS_OF_DAY[recorded[row] ?? 0] ?? LISTED;
  for (const day of days) ROWS_OF_DAY[day] = 0;
  const inOrder = days.toSorted((a, b) => a - b);
  const listed = far.filter((row) => codes[row] === LISTED);
  return {
    shared: Uint16Array.from(days.slice(0, LISTED - FIRST_SHARED)),
    listedRows: Uint32Array.from(listed),
    listedDays: Uint16Array.from(listed, (row) => recorded[row] ?? 0),
    first: inOrder[0] ?? Infinity,
    last: inOrder.at(-1) ?? -Infinity,
  };
}
