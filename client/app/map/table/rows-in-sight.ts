/** Browsers cannot make an element higher than some 17 million pixels; a longer table moves faster than the wheel. */
const MOST_PIXELS = 15_000_000;
const ROWS_BEYOND = 12;

/** A table of any length, all of whose rows have one height; lengths in pixels. */
type Table = {
  count: number;
  rowHeight: number;
  /** Height in which rows are seen. */ view: number;
};

/** Rows whose places are told from the same one: while it is scrolled among them, a row does not change its place. */
const BASE_ROWS = 1_000;

/**
 * Rows in sight at a place of scrolling and a few beyond. The upper edge of a row is `shift` + `top`: scrolling changes
 * `shift` alone, but for every thousandth row.
 */
export function rowsInSight(table: Table, scrolled: number) {
  const { count, rowHeight, view } = table;
  const offset = scrolled * factorOf(table);
  const first = Math.max(0, Math.floor(offset / rowHeight) - ROWS_BEYOND);
  const last = Math.min(count - 1, Math.ceil((offset + view) / rowHeight) + ROWS_BEYOND);
  const base = first - (first % BASE_ROWS);
  return {
    first,
    last,
    shift: base * rowHeight - offset + scrolled,
    rows: Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => ({
      index: first + at,
      top: (first + at - base) * rowHeight,
    })),
  };
}

/** Height of what is scrolled. */
export function scrolledHeight({ count, rowHeight }: Table): number {
  return Math.min(count * rowHeight, MOST_PIXELS);
}

/** The place of scrolling at which a row is in sight, nearest to the present one. */
export function scrollToRow(table: Table, scrolled: number, index: number): number {
  const { rowHeight, view } = table;
  const factor = factorOf(table);
  const top = index * rowHeight;
  const wanted = Math.max(Math.min(scrolled * factor, top), top + rowHeight - view);
  return wanted / factor;
}

/** Pixels of the table that one pixel of scrolling stands for. */
function factorOf(table: Table): number {
  const whole = table.count * table.rowHeight;
  const height = scrolledHeight(table);
  return height < whole && height > table.view ? (whole - table.view) / (height - table.view) : 1;
}
