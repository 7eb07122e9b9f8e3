export type SortValue = number | string | null;
export type SortOrder = { by: string; down: boolean };

const compareWords = new Intl.Collator('vi').compare;

/** Sorts rows by a value, largest first when `down`; equal ones keep their order, and null stays at the end. */
export function sortedRows<Row>(
  rows: readonly Row[],
  value: (row: Row) => SortValue,
  down: boolean,
): Row[] {
  return rows.toSorted((first, second) => {
    const [a, b] = [value(first), value(second)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    const order =
      typeof a === 'number' && typeof b === 'number' ? a - b : compareWords(String(a), String(b));
    return down ? -order : order;
  });
}
