import type { ExportRow } from './export-row.ts';

/** Makes the rows of a page, once: a second call gives none. */
export type RowPage<Shape = unknown> = () => readonly ExportRow<Shape>[];

/** Pages of rows as a database hands them over. */
export type RowPages<Shape = unknown> = AsyncIterable<RowPage<Shape>>;

/**
 * Wraps a page that is a JSON array of rows in UTF-8. A page waits as bytes: objects that live while others are awaited
 * are moved to the part of the heap that is rarely cleaned, and with a million rows this part grew by 400 MB. So call the
 * page in a function that awaits nothing and keeps no row, such as {@link writePage}.
 * @param change is applied to each row
 */
export function rowPage(json: Uint8Array, change: ((row: ExportRow) => ExportRow) | null): RowPage {
  let waiting: Uint8Array | null = json;
  return () => {
    if (waiting === null) return [];
    const text = Buffer.from(waiting.buffer, waiting.byteOffset, waiting.length).toString();
    waiting = null;
    const rows = JSON.parse(text) as ExportRow[];
    return change === null ? rows : rows.map(change);
  };
}

/** Writes a page as UTF-8: the text of each row, with `between` between two of them. */
export function writePage<Shape>(
  page: RowPage<Shape>,
  textOf: (row: ExportRow<Shape>) => string,
  between = '',
): Uint8Array {
  return Buffer.from(page().map(textOf).join(between));
}
