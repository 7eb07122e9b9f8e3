import {
  BEGINNING_RANK,
  BestMatches,
  packMatch,
  type PackedMatch,
  SLIP_RANK,
} from './best-matches.ts';
import { askedWords } from './words.ts';
import { BEGINNING, EQUAL, SLIP, Vocabulary } from './vocabulary.ts';
import { EMPTY_SEGMENT, type Segment, SegmentBuilder, slotOf } from './word-segment.ts';
import { type Asked, FewestSlips, rankOf, sourcesOf, spareOf } from './word-ranks.ts';

/** The words of a point: of its names, and the communes that it lies in. */
export type PointWords = { id: number; words: readonly string[]; communeIds: readonly number[] };

/** Changed points after which the segment is written anew. */
const MOST_CHANGED = 20_000;
/** Letters from which on the beginning of a word stands for it; the last word is still being typed. */
const SHORTEST_BEGINNING = 2;

/** Tells if a point may be found at all, by its id and communes. */
type IsSeen = (id: number, communeIds: readonly number[]) => boolean;
/** Points compared between two yields: about two milliseconds. */
const READ_A_STEP = 20_000;
const PACKED_A_STEP = 8_192;

type Held = { words: Uint32Array; communeIds: readonly number[] };

/** The grades from the best to the least, with the least rank of a point that answers no asked word better. */
const GRADES = [
  { grade: EQUAL, leastRank: 0 },
  { grade: BEGINNING, leastRank: BEGINNING_RANK },
  { grade: SLIP, leastRank: SLIP_RANK },
] as const;

/**
 * Words of all points in memory. A point matches when each asked word is one of its own, the beginning of one, one
 * with a slip, or names its commune; at least one must be its own. Changed points lie beside the packed segment.
 */
export class WordIndex {
  #vocabulary = new Vocabulary();
  #segment: Segment = EMPTY_SEGMENT;
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

  /**
   * Fills the index anew: takes pages of points in the order of their ids, and null for the end. From then on it yields
   * after some ten thousand words until it is done.
   */
  *load(): Generator<void, void, readonly PointWords[] | null> {
    const vocabulary = new Vocabulary();
    const builder = new SegmentBuilder();
    for (let page = yield; page !== null; page = yield) {
      for (const { id, words, communeIds } of page) {
        builder.add(id, numbersOf(vocabulary, words), communeIds);
      }
    }
    vocabulary.sort();
    const segment = yield* builder.finish(vocabulary.size);
    this.#vocabulary = vocabulary;
    this.#segment = segment;
    this.#changed.clear();
  }

  /** Replaces the words of a point. */
  set({ id, words, communeIds }: PointWords): void {
    this.#changed.set(id, {
      words: Uint32Array.from(numbersOf(this.#vocabulary, words)),
      communeIds,
    });
  }

  /** True when so many points have changed that packing them pays. */
  get needsPacking(): boolean {
    return this.#changed.size > MOST_CHANGED;
  }

  /** Takes a point out. */
  remove(id: number): void {
    if (slotOf(this.#segment, id) < 0) this.#changed.delete(id);
    else this.#changed.set(id, null);
  }

  /**
   * Finds the points that match best, best first. The words that answer best are read first, and of their points only
   * those that can still come among the best are compared.
   * @param most number of matches, 1 or more
   * @param isSeen tells if a point may be found at all; it is asked for points that would come among the best
   */
  best(text: string, most: number, isSeen: IsSeen = () => true): readonly PackedMatch[] {
    const asked = this.#asked(askedWords(text));
    if (asked.length === 0) return [];
    const best = new BestMatches(most);
    for (const [id, held] of this.#changed) {
      if (held === null) continue;
      const range = { words: held.words, from: 0, to: held.words.length };
      const rank = rankOf(asked, range, held.communeIds);
      if (rank >= 0 && isSeen(id, held.communeIds)) best.offer(packMatch(rank, id));
    }
    const sources = sourcesOf(asked);
    for (const { grade, leastRank } of GRADES) {
      for (const answer of sources) {
        if (packMatch(leastRank, 0) >= best.limit) return best.sorted();
        if (answer.grade !== grade) continue;
        this.#offerHolding(answer.number, leastRank, { asked, best, isSeen });
      }
    }
    return best.sorted();
  }

  /** Offers the points of the segment that hold a word and match; none of them has less than `leastRank`. */
  #offerHolding(
    word: number,
    leastRank: number,
    given: { asked: readonly Asked[]; best: BestMatches; isSeen: IsSeen },
  ): void {
    const { asked, best, isSeen } = given;
    const { ids, words, starts, communesOf } = this.#segment;
    const slots = this.#segment.holding(word);
    for (let at = 0; at < slots.length; at += 1) {
      const slot = slots[at] ?? 0;
      const [id, from, to] = [ids[slot] ?? 0, starts[slot] ?? 0, starts[slot + 1] ?? 0];
      const leastSpare = spareOf(to - from, asked.length);
      if (packMatch(leastRank + leastSpare, id) >= best.limit) continue;
      if (this.#changed.has(id)) continue;
      const communeIds = communesOf(slot);
      const rank = rankOf(asked, { words, from, to }, communeIds);
      if (rank < 0) continue;
      const match = packMatch(rank, id);
      if (match < best.limit && isSeen(id, communeIds)) best.offer(match);
    }
  }

  /**
   * Finds all points that match with the fewest slips: where some match without a slip, no others are meant. In the order
   * in which they are met; yields after some ten thousand, and answers as the words were at the first step.
   */
  *all(text: string, isSeen: IsSeen = () => true): Generator<void, number[]> {
    const asked = this.#asked(askedWords(text));
    const fewest = new FewestSlips();
    const segment = this.#segment;
    const changed = new Set(this.#changed.keys());
    for (const [id, held] of this.#changed) {
      if (held === null) continue;
      const range = { words: held.words, from: 0, to: held.words.length };
      const rank = rankOf(asked, range, held.communeIds);
      if (rank >= 0 && isSeen(id, held.communeIds)) fewest.offer(rank, id);
    }
    const met = new Uint8Array(segment.ids.length);
    let read = 0;
    for (const { number, grade } of sourcesOf(asked).toSorted((a, b) => b.grade - a.grade)) {
      if (grade === SLIP && fewest.slips === 0) break;
      for (const slot of segment.holding(number)) {
        read += 1;
        if (read % READ_A_STEP === 0) yield;
        const id = segment.ids[slot] ?? 0;
        if (met[slot] === 1 || changed.has(id)) continue;
        met[slot] = 1;
        const communeIds = segment.communesOf(slot);
        const range = {
          words: segment.words,
          from: segment.starts[slot] ?? 0,
          to: segment.starts[slot + 1] ?? 0,
        };
        const rank = rankOf(asked, range, communeIds);
        if (rank >= 0 && isSeen(id, communeIds)) fewest.offer(rank, id);
      }
    }
    return fewest.ids;
  }

  #asked(words: readonly string[]): Asked[] {
    return words.map((word, place) => {
      const begins = word.length >= SHORTEST_BEGINNING || place === words.length - 1;
      const grades = new Uint8Array(this.#vocabulary.size);
      const answers = this.#vocabulary.answers(word, begins);
      for (const { number, grade } of answers) grades[number] = grade;
      const points = answers.reduce((sum, { number }) => sum + this.#segment.count(number), 0);
      const naming = [...this.#communes].filter(([, names]) => names.includes(word));
      const communes = new Set(naming.map(([id]) => id));
      return { grades, communes, answers, points };
    });
  }

  /** Packs the changed points with the others; yields after some thousand. No point may change meanwhile. */
  *pack(): Generator<void, void> {
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
      if (slot % PACKED_A_STEP === 0) yield;
      addChangedBelow(id);
      if (this.#changed.has(id)) continue;
      const held = old.words.subarray(old.starts[slot] ?? 0, old.starts[slot + 1] ?? 0);
      builder.add(id, held, old.communesOf(slot));
    }
    addChangedBelow(Infinity);
    this.#vocabulary.sort();
    this.#segment = yield* builder.finish(this.#vocabulary.size);
    this.#changed.clear();
  }
}

function numbersOf(vocabulary: Vocabulary, words: readonly string[]): number[] {
  return [...new Set(words)].map((word) => vocabulary.add(word));
}
