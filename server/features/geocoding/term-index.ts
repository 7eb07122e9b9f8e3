import { foldText } from '#server/contract/text.ts';

import { editDistance } from './edit-distance.ts';

/** A name found for a name asked; `similarity` is 1 for the same spelling and above 0.55 for anything else. */
export type TermMatch = { term: number; similarity: number };

/** Letters that may be wrong: one in a short name, two in a long one. */
const LONG_NAME = 9;
const LEAST_DICE = 0.2;
const LEAST_LIKENESS = 0.85;
const CONSIDERED = 120;

/**
 * Names looked up with wrong letters and without diacritics: trigrams of the folded spelling find what may be
 * meant, the edit distance of the folded and then of the full spelling says what is nearest. In memory and the
 * same for both databases, since not every server lets its owner install `pg_trgm`.
 */
export class TermIndex {
  readonly #terms: { spelling: string; folded: string; marked: string; grams: number }[] = [];
  readonly #byMarked = new Map<string, number>();
  readonly #byFolded = new Map<string, number[]>();
  readonly #postings = new Map<string, number[]>();

  get size(): number {
    return this.#terms.length;
  }

  /** The number of a name; a new one is taken in. Spellings that differ in marks are two names. */
  add(name: string): number {
    const marked = markedText(name);
    const known = this.#byMarked.get(marked);
    if (known !== undefined) return known;
    const term = this.#terms.length;
    const folded = foldText(name);
    const grams = trigrams(folded);
    this.#terms.push({ spelling: name.normalize('NFC'), folded, marked, grams: grams.size });
    this.#byMarked.set(marked, term);
    listIn(this.#byFolded, folded).push(term);
    for (const gram of grams) listIn(this.#postings, gram).push(term);
    return term;
  }

  spellingOf(term: number): string {
    return this.#terms[term]?.spelling ?? '';
  }

  /** The names nearest to the one asked, best first. */
  find(name: string, limit: number): TermMatch[] {
    const [folded, marked] = [foldText(name), markedText(name)];
    if (folded === '') return [];
    const hasMarks = folded !== marked;
    return this.#considered(folded)
      .flatMap(({ term, dice }) => {
        const similarity = this.#similarity(term, { folded, marked, hasMarks, dice });
        return similarity === null ? [] : [{ term, similarity }];
      })
      .toSorted((a, b) => b.similarity - a.similarity || a.term - b.term)
      .slice(0, limit);
  }

  #considered(folded: string): { term: number; dice: number }[] {
    const grams = trigrams(folded);
    const shared = new Map<number, number>();
    for (const gram of grams) {
      for (const term of this.#postings.get(gram) ?? []) {
        shared.set(term, (shared.get(term) ?? 0) + 1);
      }
    }
    // Equal spellings come first however many names share trigrams with them.
    const equal = (this.#byFolded.get(folded) ?? []).map((term) => ({ term, dice: 1 }));
    const others = [...shared]
      .map(([term, count]) => ({
        term,
        dice: (2 * count) / (grams.size + (this.#terms[term]?.grams ?? 0)),
      }))
      .filter(({ term, dice }) => dice >= LEAST_DICE && this.#terms[term]?.folded !== folded)
      .toSorted((a, b) => b.dice - a.dice)
      .slice(0, CONSIDERED);
    return [...equal, ...others];
  }

  #similarity(
    term: number,
    asked: { folded: string; marked: string; hasMarks: boolean; dice: number },
  ): number | null {
    const { folded, marked } = this.#terms[term] ?? { folded: '', marked: '' };
    const most = asked.folded.length < LONG_NAME ? 1 : 2;
    const distance = editDistance(asked.folded, folded, most);
    const longest = Math.max(asked.folded.length, folded.length);
    // Marks decide among what is equally near, and only where the asker wrote marks.
    const other = asked.hasMarks ? editDistance(asked.marked, marked, 6) / (8 * longest) : 0;
    // A digit is rarely a slip of the pen: street 10 comes well behind for who asks for street 19.
    const digits = digitsOf(asked.folded) === digitsOf(folded) ? 0 : 0.2;
    if (distance <= most) {
      return 1 - (0.7 * distance) / longest - other - (distance > 0 ? 0.04 : 0) - digits;
    }
    return asked.dice < LEAST_LIKENESS || digits > 0 ? null : 0.85 * asked.dice - other;
  }
}

/** Case, spaces and tone placement do not matter here; marks do. */
function markedText(name: string): string {
  return name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
}

function digitsOf(folded: string): string {
  return folded.replaceAll(/\D/g, '');
}

function trigrams(folded: string): Set<string> {
  const padded = `  ${folded} `;
  const grams = new Set<string>();
  for (let at = 0; at + 3 <= padded.length; at += 1) grams.add(padded.slice(at, at + 3));
  return grams;
}

function listIn<Key>(map: Map<Key, number[]>, key: Key): number[] {
  const list = map.get(key) ?? [];
  if (list.length === 0) map.set(key, list);
  return list;
}
