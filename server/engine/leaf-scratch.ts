/** Words of 32 bits in a row of square sums (see square-sums.ts). */
export const ROW_WORDS = 4;

/**
 * Scratch columns into which loops copy the columns of the leaf that they work on: one set for all queries, because
 * a query runs to its end on one leaf after the other. Nothing in them outlives the function that filled them,
 * except for `rows` (see {@link squareSums}).
 *
 * Modules bind them to private constants of their own (`const { xs: XS } = LEAF_SCRATCH`): arrays that the compiler
 * knows as constants are read two to three times as fast as those that a leaf brings along or a module exports, and
 * the copy costs almost nothing.
 */
export const LEAF_SCRATCH = {
  slots: new Uint16Array(0x10000),
  xs: new Uint16Array(0x10000),
  ys: new Uint16Array(0x10000),
  states: new Uint8Array(0x10000),
  flags: new Uint8Array(0x10000),
  /** Any one-byte or two-byte column under a filter. */
  bytes: new Uint8Array(0x10000),
  codes: new Uint16Array(0x10000),
  /** Rows of square sums, {@link ROW_WORDS} words each. */
  rows: new Uint32Array(0x10000 * ROW_WORDS),
} as const;
