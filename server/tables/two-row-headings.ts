import type { TableRow } from './table.ts';

/** Words of a heading: letters and no digit, so that the first row of values is never taken for headings. */
const isHeading = (text: string) => /\p{L}/u.test(text) && !/\d/.test(text);

/**
 * Joins two rows of headings, as tables for people have them: a heading over several columns ("Tọa độ"), below it one
 * for each ("Kinh độ", "Vĩ độ"). A merged heading stands in its first cell, or in each of them. The joined name keeps
 * both, the lower one first: "Kinh độ (Tọa độ)".
 * @returns the headings in one row; null where the second row is none of headings
 */
export function joinHeadings(
  upper: readonly (string | null)[],
  lower: readonly (string | null)[],
): (string | null)[] | null {
  const width = Math.max(lastFilled(upper), lastFilled(lower)) + 1;
  const joined: (string | null)[] = [];
  let groups = 0;
  for (let at = 0; at < width;) {
    const end = endOfGroup(upper, lower, at);
    const group = upper[at] ?? null;
    if (end === at + 1) {
      // Below a heading of one column stands nothing: the two cells are merged into one.
      if ((lower[at] ?? null) !== null) return null;
      joined.push(group);
    } else {
      groups += 1;
      for (const below of lower.slice(at, end)) joined.push(`${below ?? ''} (${group ?? ''})`);
    }
    at = end;
  }
  return groups > 0 ? joined : null;
}

/** Place behind the columns that share the heading at a place and have each one of their own below it. */
function endOfGroup(
  upper: readonly (string | null)[],
  lower: readonly (string | null)[],
  start: number,
): number {
  const group = upper[start] ?? null;
  if (group === null) return start + 1;
  let end = start;
  const belongs = (at: number) =>
    at === start || (upper[at] ?? null) === null || upper[at] === group;
  while (belongs(end) && isHeading(lower[end] ?? '')) end += 1;
  return end > start + 1 ? end : start + 1;
}

function lastFilled(cells: readonly (string | null)[]): number {
  return cells.findLastIndex((cell) => cell !== null);
}

/** Joins the headings of a row with those of the next, where it has such. */
export function headingRow(
  raw: readonly TableRow[],
  headerAt: number,
): { headings: TableRow; rows: 1 | 2 } | null {
  const [upper, lower] = [raw[headerAt], raw[headerAt + 1]];
  if (upper === undefined) return null;
  const joined = lower === undefined ? null : joinHeadings(upper.cells, lower.cells);
  if (joined === null) return { headings: upper, rows: 1 };
  return { headings: { ...upper, cells: joined }, rows: 2 };
}
