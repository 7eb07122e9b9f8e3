import { foldText } from '#server/contract/text.ts';

import { editDistance } from './edit-distance.ts';

/**
 * A name found for a name asked; `similarity` is 1 for the same spelling and above 0.55 for anything else.
 * `exact`: the same letters and, where the asker wrote marks, the same marks.
 */
export type TermMatch = { term: number; similarity: number; exact: boolean };

type Term = { spelling: string; folded: string; marked: string; numbers: string; grams: number };

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
  readonly #terms: Term[] = [];
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
    const folded = foldedName(name);
    const grams = trigrams(folded);
    const numbers = numbersOf(folded);
    this.#terms.push({
      spelling: name.normalize('NFC'),
      folded,
      marked,
      numbers,
      grams: grams.size,
    });
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
    const [folded, marked] = [foldedName(name), markedText(name)];
    if (folded === '') return [];
    // The number is the whole name of a numbered road.
    const hasMarks = folded !== marked && !NUMBERED_ROAD.test(folded);
    const asked = { folded, marked, hasMarks, numbers: numbersOf(folded) };
    return this.#considered(folded)
      .flatMap(({ term, dice }) => {
        const known = this.#terms[term];
        const similarity = known === undefined ? null : similarityOf(known, asked, dice);
        if (known === undefined || similarity === null) return [];
        const exact = known.folded === folded && (!asked.hasMarks || known.marked === marked);
        return [{ term, similarity, exact }];
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
}

/** Null for another name. A number is no slip of the pen: street 10 is nobody's street 19, nor road 21B road 23B. */
function similarityOf(
  { folded, marked, numbers }: Term,
  asked: Omit<Term, 'spelling' | 'grams'> & { hasMarks: boolean },
  dice: number,
): number | null {
  if (numbers !== asked.numbers) return null;
  const most = asked.folded.length < LONG_NAME ? 1 : 2;
  const distance = editDistance(asked.folded, folded, most);
  const longest = Math.max(asked.folded.length, folded.length);
  // Marks decide among what is equally near, and only where the asker wrote marks.
  const other = asked.hasMarks ? editDistance(asked.marked, marked, 6) / (8 * longest) : 0;
  if (distance <= most) return 1 - (0.7 * distance) / longest - other - (distance > 0 ? 0.04 : 0);
  return dice < LEAST_LIKENESS ? null : 0.85 * dice - other;
}

/** Roads that have a number are written long or short: "QL 5" is "Quốc lộ 5", "ĐT420" is "Tỉnh lộ 420". */
function foldedName(name: string): string {
  return foldText(name)
    .replace(/\b(?:quoc lo|ql)\.? ?(?=\d)/, 'quoc lo ')
    .replace(/\b(?:tinh lo|duong tinh|tl|dt)\.? ?(?=\d)/, 'tinh lo ');
}

const NUMBERED_ROAD = /^(?:quoc lo|tinh lo) \d\w*$/;
const TONE = /[\u0300\u0301\u0303\u0309\u0323]/g;

/** Case and spaces do not matter here, nor on which vowel a tone stands (Hoà, Hòa); the marks themselves do. */
function markedText(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .trim()
    .split(/\s+/)
    .map((word) => word.replaceAll(TONE, '') + (word.match(TONE) ?? []).join(''))
    .join(' ')
    .normalize('NFC');
}

/** Numbers with the letters that belong to them, `21b` and `k1`. */
function numbersOf(folded: string): string {
  return (folded.match(/(?:(?<![a-z])[a-z]{1,2})?\d[a-z\d]*/g) ?? []).join(' ');
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
