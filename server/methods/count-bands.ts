/** Width of a band: so many counts look the same to a reader. */
export const BAND_WIDTH = 3;

/** A count as it may leave: it lies between `from` and `to`, both included. */
export type CountBand = { from: number; to: number };

/**
 * Gives the band of a count: 0–2, 3–5, 6–8 … The bands are fixed, and each count is put into its band alone: every
 * choice of one number out of each band gives the same bands. A reader of all bands of all communes, statuses and days
 * therefore knows no more than this:
 * - each count is one of three neighbouring numbers;
 * - no count of 1 or 2 is told from a 0, nor from each other;
 * - a difference between two counts, over time or between communes, is one of five neighbouring numbers;
 * - a sum of n counts is one of 2n + 1 neighbouring numbers.
 * This holds as long as nothing else is given out that depends on the counts: no sums, no counts of the changes
 * between two days, and no second set of bands with other limits.
 * @param count a whole number, not negative
 */
export function bandOf(count: number): CountBand {
  const from = Math.floor(count / BAND_WIDTH) * BAND_WIDTH;
  return { from, to: from + BAND_WIDTH - 1 };
}
