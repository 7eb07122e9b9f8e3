/** Bits of a digit: its counts stay in the processor's nearest memory. */
const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;
/** Pairs moved between two yields: well under two milliseconds. */
const A_STEP = 65_536;

type Pairs = { ranks: Uint32Array; ids: Uint32Array };

/**
 * Sorts pairs by rank and then by id, digit by digit from the last one (radix sort), and gives the ids. The time grows
 * with the number of pairs only, and others can be served in between. The arrays given are overwritten.
 * @param ids below 2^31
 */
export function* sortedIds(given: Pairs): Generator<void, Int32Array> {
  const { ranks, ids } = given;
  let from = given;
  let to: Pairs = { ranks: new Uint32Array(ranks.length), ids: new Uint32Array(ids.length) };
  for (const column of ['ids', 'ranks'] as const) {
    const most = yield* greatest(from[column]);
    for (let shift = 0; shift < 32 && most >>> shift > 0; shift += DIGIT_BITS) {
      yield* moveByDigit(from, to, from[column], shift);
      [from, to] = [to, from];
    }
  }
  return new Int32Array(from.ids.buffer, 0, from.ids.length);
}

function* greatest(column: Uint32Array): Generator<void, number> {
  let most = 0;
  for (let start = 0; start < column.length; start += A_STEP) {
    const end = Math.min(column.length, start + A_STEP);
    for (let at = start; at < end; at += 1) {
      const value = column[at] ?? 0;
      if (value > most) most = value;
    }
    yield;
  }
  return most;
}

/** Moves the pairs to the order of one digit of a column; those of the same digit keep their order. */
function* moveByDigit(
  from: Pairs,
  to: Pairs,
  column: Uint32Array,
  shift: number,
): Generator<void, void> {
  const next = yield* placesOfDigits(column, shift);
  for (let start = 0; start < column.length; start += A_STEP) {
    const end = Math.min(column.length, start + A_STEP);
    for (let at = start; at < end; at += 1) {
      const digit = ((column[at] ?? 0) >>> shift) & (DIGITS - 1);
      const place = next[digit] ?? 0;
      next[digit] = place + 1;
      to.ids[place] = from.ids[at] ?? 0;
      to.ranks[place] = from.ranks[at] ?? 0;
    }
    yield;
  }
}

/** Place of the first pair of each digit. */
function* placesOfDigits(column: Uint32Array, shift: number): Generator<void, Uint32Array> {
  const places = new Uint32Array(DIGITS + 1);
  for (let start = 0; start < column.length; start += A_STEP) {
    const end = Math.min(column.length, start + A_STEP);
    for (let at = start; at < end; at += 1) {
      const digit = ((column[at] ?? 0) >>> shift) & (DIGITS - 1);
      places[digit + 1] = (places[digit + 1] ?? 0) + 1;
    }
    yield;
  }
  for (let digit = 0; digit < DIGITS; digit += 1) {
    places[digit + 1] = (places[digit + 1] ?? 0) + (places[digit] ?? 0);
  }
  return places;
}
