/** The words of many points, packed: the numbers of the words by point, and the points by word. */
export type Segment = {
  /** Ascending. */
  ids: Int32Array;
  /** Words of the point at a slot: `words[starts[slot]]` to `words[starts[slot + 1]]`. */
  starts: Uint32Array;
  words: Uint32Array;
  communesOf: (slot: number) => readonly number[];
  /** Number of the points that hold a word. */
  count: (word: number) => number;
  /** Slots of the points that hold a word, ascending. */
  holding: (word: number) => Uint32Array;
  bytes: number;
};

export const EMPTY_SEGMENT: Segment = {
  ids: new Int32Array(0),
  starts: new Uint32Array(1),
  words: new Uint32Array(0),
  communesOf: () => [],
  count: () => 0,
  holding: () => new Uint32Array(0),
  bytes: 0,
};

/** Position of an id; negative where the segment does not hold it. */
export function slotOf({ ids }: Pick<Segment, 'ids'>, id: number): number {
  let [low, high] = [0, ids.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ids[middle] ?? 0) < id) low = middle + 1;
    else high = middle;
  }
  return ids[low] === id ? low : -1;
}

/** Words counted, or points placed, between two yields: at most some milliseconds. */
const WORDS_A_STEP = 65_536;

/** Collects points in the order of their ids. */
export class SegmentBuilder {
  #ids = new Int32Array(1_024);
  #starts = new Uint32Array(1_025);
  #words = new Uint32Array(8_192);
  #sets = new Uint16Array(1_024);
  #points = 0;
  #held = 0;
  readonly #setNumbers = new Map<string, number>();
  readonly #communeSets: number[][] = [];

  add(id: number, words: ArrayLike<number>, communeIds: readonly number[]): void {
    if (this.#points === this.#ids.length) this.#growPoints();
    while (this.#held + words.length > this.#words.length) {
      const larger = new Uint32Array(this.#words.length * 2);
      larger.set(this.#words);
      this.#words = larger;
    }
    this.#ids[this.#points] = id;
    this.#sets[this.#points] = this.#setOf(communeIds);
    this.#words.set(words, this.#held);
    this.#held += words.length;
    this.#points += 1;
    this.#starts[this.#points] = this.#held;
  }

  /**
   * Packs what was added; yields after some ten thousand.
   * @param vocabulary number of the different words
   */
  *finish(vocabulary: number): Generator<void, Segment> {
    const ids = this.#ids.slice(0, this.#points);
    const starts = this.#starts.slice(0, this.#points + 1);
    const words = this.#words.slice(0, this.#held);
    const sets = this.#sets.slice(0, this.#points);
    const communeSets = this.#communeSets;
    const { wordStarts, slots } = yield* pointsByWord(starts, words, vocabulary);
    return {
      ids,
      starts,
      words,
      communesOf: (slot) => communeSets[sets[slot] ?? 0] ?? [],
      count: (word) =>
        (wordStarts[word + 1] ?? 0) - (wordStarts[word] ?? wordStarts[word + 1] ?? 0),
      holding: (word) => slots.subarray(wordStarts[word] ?? 0, wordStarts[word + 1] ?? 0),
      bytes: [ids, starts, words, sets, wordStarts, slots].reduce(
        (sum, column) => sum + column.byteLength,
        0,
      ),
    };
  }

  #setOf(communeIds: readonly number[]): number {
    const key = communeIds.join();
    let number = this.#setNumbers.get(key);
    if (number === undefined) {
      number = this.#communeSets.push([...communeIds]) - 1;
      this.#setNumbers.set(key, number);
      if (number > 0xffff) throw new RangeError('more than 65,536 sets of communes');
    }
    return number;
  }

  #growPoints(): void {
    const size = this.#ids.length * 2;
    const [ids, starts, sets] = [this.#ids, this.#starts, this.#sets];
    this.#ids = new Int32Array(size);
    this.#ids.set(ids);
    this.#starts = new Uint32Array(size + 1);
    this.#starts.set(starts);
    this.#sets = new Uint16Array(size);
    this.#sets.set(sets);
  }
}

/** Turns the words by point into the slots by word. */
function* pointsByWord(
  starts: Uint32Array,
  words: Uint32Array,
  vocabulary: number,
): Generator<void, { wordStarts: Uint32Array; slots: Uint32Array }> {
  const wordStarts = new Uint32Array(vocabulary + 1);
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? 0;
    wordStarts[word + 1] = (wordStarts[word + 1] ?? 0) + 1;
    if (at % WORDS_A_STEP === 0) yield;
  }
  for (let word = 0; word < vocabulary; word += 1) {
    wordStarts[word + 1] = (wordStarts[word + 1] ?? 0) + (wordStarts[word] ?? 0);
  }
  const next = wordStarts.slice(0, vocabulary);
  const slots = new Uint32Array(words.length);
  for (let slot = 0; slot + 1 < starts.length; slot += 1) {
    for (let at = starts[slot] ?? 0; at < (starts[slot + 1] ?? 0); at += 1) {
      const word = words[at] ?? 0;
      slots[next[word] ?? 0] = slot;
      next[word] = (next[word] ?? 0) + 1;
    }
    if (slot % WORDS_A_STEP === 0) yield;
  }
  return { wordStarts, slots };
}
