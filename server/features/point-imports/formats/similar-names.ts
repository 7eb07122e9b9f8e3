import type { Category } from '#server/contract/point.ts';
import { foldText } from '#server/contract/text.ts';

import { everydayWordsOf } from './category-words.ts';

/** Share of words that two names must have in common. */
const ALIKE = 0.6;
/** Words from this length on may differ by one letter. */
const LONG_WORD = 4;

export type NameComparison = (a: string, b: string) => boolean;

/**
 * Prepares the comparison of names of places: without case, diacritics and the words that only say what kind of place it
 * is ("quán", "nhà nghỉ"). Names are similar when one holds all words of the other, or most words are the same but for a
 * letter. Different numbers name different places.
 */
export function nameComparison(categories: readonly Category[]): NameComparison {
  const kinds = categories
    .flatMap(({ code, name }) => [...name.split(/[,;/]/), ...everydayWordsOf(code)])
    .map((kind) => wordsOf(kind).join(' '))
    .filter((kind) => kind !== '')
    .toSorted((a, b) => b.length - a.length);
  const withoutKinds = kindRemover(kinds);
  const parts = new Map<string, { all: string[]; telling: string[]; numbers: string }>();
  const partsOf = (name: string) => {
    const known = parts.get(name);
    if (known !== undefined) return known;
    const words = wordsOf(name);
    const all = [...new Set(words)];
    const telling = [...new Set(withoutKinds(words))];
    const numbers = all
      .filter((word) => /\d/.test(word))
      .toSorted()
      .join(' ');
    const made = { all, telling, numbers };
    parts.set(name, made);
    return made;
  };
  return (a, b) => {
    const [one, other] = [partsOf(a), partsOf(b)];
    if (one.numbers !== '' && other.numbers !== '' && one.numbers !== other.numbers) return false;
    // "Karaoke" and "Quán karaoke" say nothing but their kind.
    const isTold = one.telling.length > 0 && other.telling.length > 0;
    return isTold ? areAlike(one.telling, other.telling) : areAlike(one.all, other.all);
  };
}

/**
 * Prepares the removal of kinds from the words of a name: each kind once, in the order given. Only the kinds that begin
 * with a word of the name are looked for.
 */
function kindRemover(kinds: readonly string[]): (words: readonly string[]) => string[] {
  const byFirstWord = new Map<string, number[]>();
  for (const [place, kind] of kinds.entries()) {
    const [first = ''] = kind.split(' ', 1);
    const known = byFirstWord.get(first);
    if (known === undefined) byFirstWord.set(first, [place]);
    else known.push(place);
  }
  return (words) => {
    const places = new Set(words.flatMap((word) => byFirstWord.get(word) ?? []));
    if (places.size === 0) return [...words];
    let text = ` ${words.join(' ')} `;
    for (const place of [...places].toSorted((a, b) => a - b)) {
      text = text.replace(` ${kinds[place] ?? ''} `, ' ');
    }
    return text.split(' ').filter((word) => word !== '');
  };
}

function areAlike(a: readonly string[], b: readonly string[]): boolean {
  let common = 0;
  for (const word of a) if (hasSame(b, word)) common += 1;
  const [fewer, more] = [Math.min(a.length, b.length), Math.max(a.length, b.length)];
  if (fewer === 0) return false;
  return common >= fewer || common / (more + fewer - common) >= ALIKE;
}

function hasSame(words: readonly string[], word: string): boolean {
  for (const other of words) if (isSameWord(word, other)) return true;
  return false;
}

function isSameWord(a: string, b: string): boolean {
  if (a === b) return true;
  return Math.min(a.length, b.length) >= LONG_WORD && differByOneLetter(a, b);
}

/** Compares words of which one becomes the other by changing, adding or dropping one letter. */
function differByOneLetter(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  const rest = short.length === long.length ? short.slice(at + 1) : short.slice(at);
  return rest === long.slice(at + 1);
}

function wordsOf(name: string): string[] {
  return foldText(name)
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
