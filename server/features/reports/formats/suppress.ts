/** A figure of each commune and their sum; null where it is hidden. */
export type PublicColumn = { cells: (number | null)[]; total: number | null };

const SMALLEST_SHOWN = 3;

/**
 * Hides the counts 1 and 2 of a column so that nobody works them out from the sum: when any is hidden, so is
 * one count of 3 or more beside it (Kerckhoffs' view: the reader knows this rule). Among several that would do,
 * `rank` decides, which the reader must not know; else the order of the rows would tell which of the hidden is
 * which. Where no count of 3 or more is left to hide, the sum is hidden instead. Zeros and, alone, larger
 * counts stay.
 */
export function suppress(counts: readonly number[], rank: (row: number) => number): PublicColumn {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const small = counts.flatMap((count, row) => (isSmall(count) ? [row] : []));
  if (small.length === 0) return { cells: [...counts], total: isSmall(total) ? null : total };
  const cover = counts
    .flatMap((count, row) => (count >= SMALLEST_SHOWN ? [{ count, row }] : []))
    .toSorted((a, b) => a.count - b.count || rank(a.row) - rank(b.row))[0];
  const hidden = new Set([...small, ...(cover === undefined ? [] : [cover.row])]);
  return {
    cells: counts.map((count, row) => (hidden.has(row) ? null : count)),
    total: cover === undefined ? null : total,
  };
}

function isSmall(count: number): boolean {
  return count > 0 && count < SMALLEST_SHOWN;
}
