/** A seeded source of chance: the same seed tells the same story on every machine. */
export type Random = {
  /** Uniform in [0, 1). */
  next(): number;
  /** Whole number in [0, below). */
  below(below: number): number;
  /** Exponential with the given mean. */
  exponential(mean: number): number;
  /** Standard normal (Box and Muller 1958). */
  normal(): number;
};

/** Mulberry32: 32 bits of state, enough for places on a map and nothing secret. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  }
  const exponential = (mean: number) => -Math.log(1 - next()) * mean;
  return {
    next,
    below: (below) => Math.floor(next() * below),
    exponential,
    normal: () => Math.sqrt(2 * exponential(1)) * Math.cos(2 * Math.PI * next()),
  };
}

/** Draws from items in proportion to their weights. */
export function weightedChoice<T>(
  random: Random,
  items: readonly { item: T; weight: number }[],
): () => T {
  const total = items.reduce((sum, { weight }) => sum + weight, 0);
  const ends: number[] = [];
  let end = 0;
  for (const { weight } of items) {
    end += weight / total;
    ends.push(end);
  }
  return () => {
    const drawn = random.next();
    const place = ends.findIndex((limit) => drawn < limit);
    const chosen = items.at(place);
    if (chosen === undefined) throw new RangeError('there is nothing to choose from');
    return chosen.item;
  };
}
