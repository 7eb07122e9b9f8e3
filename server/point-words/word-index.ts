import { askedWords } from './words.ts';
import { BEGINNING, EQUAL, NO_MATCH, SLIP, Vocabulary } from './vocabulary.ts';
import { type Segment, SegmentBuilder, slotOf } from './word-segment.ts';

/** The words of a point: of its names, and the communes that it lies in. */
export type PointWords = { id: number; words: readonly string[]; communeIds: readonly number[] };

/** A match in one number: the rank (the smaller, the better) over the id, so that equal ranks go by id. */
export type PackedMatch = number;
const ID_LIMIT = 2 ** 31;

/** Changed points after which the segment is written anew. */
const MOST_CHANGED = 20_000;
/** Letters from which on the beginning of a word stands for it; the last word is still being typed. */
const SHORTEST_BEGINNING = 2;
/** Weights of the rank: slips before beginnings, before words of the commune, before words that were not asked. */
const SLIP_RANK = 16 ** 3;
const BEGINNING_RANK = 16 ** 2;
const COMMUNE_RANK = 16;
const MOST_SPARE = 15;

/** An asked word with the grade of every known word. */
type Asked = {
  grades: Uint8Array;
  /** Communes whose name holds the word. */
  communes: ReadonlySet<number>;
  /** Known words that answer. */
  numbers: number[];
  /** Points that hold one of them, at most. */
  points: number;
};

type Held = { words: Uint32Array; communeIds: readonly number[] };

export function idOf(match: PackedMatch): number {
  return match % ID_LIMIT;
}

/** Number of the asked words that match with a slip only. */
export function slipsOf(match: PackedMatch): number {
  return Math.floor(match / ID_LIMIT / SLIP_RANK);
}

/** The best matches, best first. */
export function bestMatches(matches: Iterable<PackedMatch>, most: number): PackedMatch[] {
  let kept: number[] = [];
  let limit = Infinity;
  for (const match of matches) {
    if (match >= limit) continue;
    kept.push(match);
    if (kept.length < most * 4 + 64) continue;
    kept = kept.toSorted((a, b) => a - b).slice(0, most);
    limit = kept.at(-1) ?? Infinity;
  }
  return kept.toSorted((a, b) => a - b).slice(0, most);
}

/**
 * Words of all points in memory. A point matches when each asked word is one of its own, the beginning of one, one
 * with a slip, or names its commune; at least one must be its own. Changed points lie beside the packed segment.
 */
export class WordIndex {
  #vocabulary = new Vocabulary();
  #segment: Segment = new SegmentBuilder().finish(0);
  readonly #changed = new Map<number, Held | null>();
  readonly #communes = new Map<number, string[]>();

  /** Takes the names of communes: the present and the former ones, as lists of words. */
  setCommunes(communes: ReadonlyMap<number, string[]>): void {
    this.#communes.clear();
    for (const [id, words] of communes) this.#communes.set(id, words);
  }

  get size(): number {
    let size = this.#segment.ids.length;
    for (const [id, held] of this.#changed) {
      size += (held === null ? 0 : 1) - (slotOf(this.#segment, id) < 0 ? 0 : 1);
    }
    return size;
  }

  /** Memory of the packed columns, bytes. */
  get bytes(): number {
    return this.#segment.bytes;
  }

  /** Fills the index anew; the points come in the order of their ids. */
  *load(): Generator<void, void, readonly PointWords[] | null> {
    const vocabulary = new Vocabulary();
    const builder = new SegmentBuilder();
    for (let page = yield; page !== null; page = yield) {
      for (const { id, words, communeIds } of page) {
        builder.add(id, numbersOf(vocabulary, words), communeIds);
      }
    }
    vocabulary.sort();
    this.#vocabulary = vocabulary;
    this.#segment = builder.finish(vocabulary.size);
    this.#changed.clear();
  }

  /** Replaces the words of a point. */
  set({ id, words, communeIds }: PointWords): void {
    this.#changed.set(id, {
      words: Uint32Array.from(numbersOf(this.#vocabulary, words)),
      communeIds,
    });
    if (this.#changed.size > MOST_CHANGED) this.#pack();
  }

  /** Takes a point out. */
  remove(id: number): void {
    if (slotOf(this.#segment, id) < 0) this.#changed.delete(id);
    else this.#changed.set(id, null);
  }

  /** Finds all points that match, in no order. */
  find(text: string): PackedMatch[] {
    const asked = this.#asked(askedWords(text));
    if (asked.length === 0) return [];
    const { ids, words, starts, communesOf } = this.#segment;
    const found: PackedMatch[] = [];
    for (const slot of this.#candidates(asked)) {
      const id = ids[slot] ?? 0;
      if (this.#changed.has(id)) continue;
      const range = { words, from: starts[slot] ?? 0, to: starts[slot + 1] ?? 0 };
      const rank = rankOf(asked, range, communesOf(slot));
      if (rank >= 0) found.push(rank * ID_LIMIT + id);
    }
    for (const [id, held] of this.#changed) {
      if (held === null) continue;
      const range = { words: held.words, from: 0, to: held.words.length };
      const rank = rankOf(asked, range, held.communeIds);
      if (rank >= 0) found.push(rank * ID_LIMIT + id);
    }
    return found;
  }

  #asked(words: readonly string[]): Asked[] {
    return words.map((word, place) => {
      const begins = word.length >= SHORTEST_BEGINNING || place === words.length - 1;
      const grades = new Uint8Array(this.#vocabulary.size);
      const answers = this.#vocabulary.answers(word, begins);
      for (const { number, grade } of answers) grades[number] = grade;
      const numbers = answers.map(({ number }) => number);
      const points = numbers.reduce((sum, number) => sum + this.#segment.count(number), 0);
      const naming = [...this.#communes].filter(([, names]) => names.includes(word));
      const communes = new Set(naming.map(([id]) => id));
      return { grades, communes, numbers, points };
    });
  }

  /**
   * Slots of points that may match, each once: those that hold the rarest of the words that no commune has, or, where
   * communes have all of them, one of the words.
   */
  #candidates(asked: readonly Asked[]): Iterable<number> {
    const own = asked.filter(({ communes }) => communes.size === 0);
    const [rarest] = own.toSorted((a, b) => a.points - b.points);
    return this.#segment.holding(
      (rarest === undefined ? asked : [rarest]).flatMap(({ numbers }) => numbers),
    );
  }

  #pack(): void {
    const old = this.#segment;
    const builder = new SegmentBuilder();
    const changed = [...this.#changed].toSorted(([a], [b]) => a - b);
    let next = 0;
    const addChangedBelow = (id: number) => {
      for (; next < changed.length && (changed[next]?.[0] ?? 0) < id; next += 1) {
        const [changedId, held] = changed[next] ?? [0, null];
        if (held !== null) builder.add(changedId, held.words, held.communeIds);
      }
    };
    for (const [slot, id] of old.ids.entries()) {
      addChangedBelow(id);
      if (this.#changed.has(id)) continue;
      const held = old.words.subarray(old.starts[slot] ?? 0, old.starts[slot + 1] ?? 0);
      builder.add(id, held, old.communesOf(slot));
    }
    addChangedBelow(Infinity);
    this.#vocabulary.sort();
    this.#segment = builder.finish(this.#vocabulary.size);
    this.#changed.clear();
  }
}

function numbersOf(vocabulary: Vocabulary, words: readonly string[]): number[] {
  return [...new Set(words)].map((word) => vocabulary.add(word));
}

/** How well the words of a point answer all that is asked; negative where one is not answered or none is its own. */
function rankOf(
  asked: readonly Asked[],
  { words, from, to }: { words: Uint32Array; from: number; to: number },
  communeIds: readonly number[],
): number {
  let [slips, beginnings, communes] = [0, 0, 0];
  for (const { grades, communes: named } of asked) {
    let best = NO_MATCH;
    for (let at = from; at < to; at += 1) {
      const grade = grades[words[at] ?? 0] ?? NO_MATCH;
      if (grade > best) best = grade;
    }
    if (best < EQUAL && named.size > 0 && communeIds.some((id) => named.has(id))) communes += 1;
    else if (best === NO_MATCH) return -1;
    else if (best === SLIP) slips += 1;
    else if (best === BEGINNING) beginnings += 1;
  }
  const own = asked.length - communes;
  if (own === 0) return -1;
  const spare = Math.min(MOST_SPARE, Math.max(0, to - from - own));
  return slips * SLIP_RANK + beginnings * BEGINNING_RANK + communes * COMMUNE_RANK + spare;
}
