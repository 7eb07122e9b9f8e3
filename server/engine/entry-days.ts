/**
 * When the rows of a history were entered, a byte for each. Mostly that was within months of the row's day, and the
 * byte says how many days after; what was derived or imported for years at once shares its day of entry, and the
 * byte names that; the few that are neither stand in a list.
 */
export type EntryDays = {
  /** The distance, in days, of a row's entry from its day that the first code stands for. */
  readonly firstLag: number;
  /** Least and greatest of the distances that codes stand for. */
  readonly leastLag: number;
  readonly mostLag: number;
  /** Days of entry that many rows share. */
  readonly shared: Uint16Array;
  /** Further rows, ascending, and the day of entry of each. */
  readonly listedRows: Uint32Array;
  readonly listedDays: Uint16Array;
  /** The first and the last day of entry of the rows that share one or are listed; Infinity where none are. */
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

// Scratch: how many rows share a day of entry, and then the code of that day.
const ROWS_OF_DAY = new Uint32Array(0x10000);

/** @returns a code for each row, and what the codes mean */
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

/** Longer ones are of what was entered for years at once. */
const MOST_LAG = 512;
const ROWS_OF_LAG = new Uint32Array(2 * MOST_LAG);

/** Where to begin so that the codes tell the entry of most rows: some deadlines are entered long before they end. */
function firstLagOf(days: Uint16Array, recorded: Uint16Array): number {
  ROWS_OF_LAG.fill(0);
  for (let row = 0; row < days.length; row += 1) {
    const place = (recorded[row] ?? 0) - (days[row] ?? 0) + MOST_LAG;
    if (place >= 0 && place < 2 * MOST_LAG) ROWS_OF_LAG[place] = (ROWS_OF_LAG[place] ?? 0) + 1;
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

/** Gives the days that most of the rows far from their day share a code each. */
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
  const codeOf = (place: number) => Math.min(FIRST_SHARED + place, LISTED);
  for (const [place, day] of days.entries()) ROWS_OF_DAY[day] = codeOf(place);
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
