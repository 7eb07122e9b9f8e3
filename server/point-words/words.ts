import { foldText } from '#server/contract/text.ts';

/** Words of a text that count; more are hardly ever typed. */
const MOST_WORDS = 12;

/** Splits a text into its words for comparing: folded, letters and digits only, so `Số 60A/12` is `so`, `60a`, `12`. */
export function wordsOf(text: string): string[] {
  return foldText(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The different words of a question, in its order. */
export function askedWords(text: string): string[] {
  return [...new Set(wordsOf(text))].slice(0, MOST_WORDS);
}

/** Letters from which on a word may hold a slip: shorter ones would be like half of all words. */
const SHORTEST_SLIP = 3;

/** Tests for a word in which a slip of the pen is possible: letters only, because a wrong number is another number. */
export function maySlip(word: string): boolean {
  return word.length >= SHORTEST_SLIP && !/\p{N}/u.test(word);
}

/** Tests if one letter too many, too few, another or two turned round make one word of the other; false for equal ones. */
export function isOneSlip(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1 || short === long) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  if (long.length > short.length) return short.slice(at) === long.slice(at + 1);
  if (short.slice(at + 1) === long.slice(at + 1)) return true;
  const turned = short[at] === long[at + 1] && short[at + 1] === long[at];
  return turned && short.slice(at + 2) === long.slice(at + 2);
}
