import { isOneSlip, maySlip } from './words.ts';

/** Grades of a known word as an answer to an asked one: none, with one slip, as its beginning, or equal. */
export const NO_MATCH = 0;
export const SLIP = 1;
export const BEGINNING = 2;
export const EQUAL = 3;

/**
 * The different words of all points, each with a number. Beginnings are found in a sorted list, slips by comparing
 * with the words of nearly the same length.
 */
export class Vocabulary {
  readonly #words: string[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #byLength: number[][] = [];
  /** Numbers in the order of the words; words that came later are read one by one. */
  #sorted: Uint32Array = new Uint32Array(0);

  get size(): number {
    return this.#words.length;
  }

  /** Gives the number of a word; a new word is taken in. */
  add(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    const number = this.#words.length;
    this.#words.push(word);
    this.#numbers.set(word, number);
    if (maySlip(word)) (this.#byLength[word.length] ??= []).push(number);
    return number;
  }

  /** Sorts all words; until then later ones are found more slowly. */
  sort(): void {
    const words = this.#words;
    const numbers = words.map((_, number) => number);
    numbers.sort((a, b) => ((words[a] ?? '') < (words[b] ?? '') ? -1 : 1));
    this.#sorted = Uint32Array.from(numbers);
  }

  /**
   * Lists the known words that answer an asked one, with how they do: {@link EQUAL}, {@link BEGINNING}, {@link SLIP}.
   * @param begins counts words that only begin with the asked one
   */
  answers(asked: string, begins: boolean): { number: number; grade: number }[] {
    const found = new Map<number, number>();
    if (maySlip(asked)) {
      for (const length of [asked.length - 1, asked.length, asked.length + 1]) {
        for (const number of this.#byLength[length] ?? []) {
          if (isOneSlip(asked, this.#words[number] ?? '')) found.set(number, SLIP);
        }
      }
    }
    if (begins) for (const number of this.#beginningWith(asked)) found.set(number, BEGINNING);
    const equal = this.#numbers.get(asked);
    if (equal !== undefined) found.set(equal, EQUAL);
    return Array.from(found, ([number, grade]) => ({ number, grade }));
  }

  *#beginningWith(asked: string): Generator<number> {
    const sorted = this.#sorted;
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#words[sorted[middle] ?? 0] ?? '') < asked) low = middle + 1;
      else high = middle;
    }
    for (let at = low; at < sorted.length; at += 1) {
      const number = sorted[at] ?? 0;
      if (this.#words[number]?.startsWith(asked) !== true) break;
      yield number;
    }
    for (let number = sorted.length; number < this.#words.length; number += 1) {
      if (this.#words[number]?.startsWith(asked) === true) yield number;
    }
  }
}
