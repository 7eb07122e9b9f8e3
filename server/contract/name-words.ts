import { bareOf } from './personal-words.ts';
import type { PlainSpelling } from './plain-spelling.ts';
import {
  DOUBTFUL_SURNAMES,
  GIVEN,
  GIVEN_IN_SMALL_LETTERS,
  MIDDLES,
  SURNAMES,
} from './vietnamese-names.ts';

/** A word of letters and its spelling. */
export type NameWord = {
  start: number;
  end: number;
  /** The word in small letters. */
  small: string;
  /** The word with its tone mark at the end, so that `hoà` and `hòa` have the same key. */
  key: string;
  isCapital: boolean;
  isAllCapitals: boolean;
  /** True without any diacritic. A name whose words are all so is looked up without diacritics. */
  isBare: boolean;
};

/** A text prepared for the search for names. */
export type NameText = Pick<PlainSpelling, 'text' | 'small'> & {
  words: readonly NameWord[];
  /** True where no word of the text has a diacritic. */
  isBare: boolean;
  /** True where the text may state somebody's age, birth, home or trade. */
  mayDescribePerson: boolean;
};

const SPACE = 0x20;
const NINE = 0x39;
const BEYOND_ASCII = /[^a-z]/;
const DESCRIBES_PERSON =
  /tuổi|tuoi|\d ?t(?!\p{L})|sinh|(?<!\p{L})s\.?n|(?:quê|que|trú|tru|hktt|khẩu|khau)(?!\p{L})|\(/u;
const MOST_NAME_WORDS = 5;

/** Prepares a text for the search for names; null where none of its words can belong to a name. */
export function nameTextOf(spelling: PlainSpelling, clues: ReadonlySet<string>): NameText | null {
  const { text, small } = spelling;
  const mayDescribePerson = DESCRIBES_PERSON.test(small);
  if (!mayDescribePerson && !spelling.words.some((word) => clues.has(word))) return null;
  const words = wordsOf(spelling);
  return { text, small, words, isBare: words.every((word) => word.isBare), mayDescribePerson };
}

function wordsOf({ text, small, words }: PlainSpelling): NameWord[] {
  const found: NameWord[] = [];
  let end = 0;
  for (const word of words) {
    // Only text without words stands between one word and the next.
    const start = small.indexOf(word, end);
    end = start + word.length;
    if (word.charCodeAt(0) <= NINE) continue;
    const written = text.slice(start, end);
    const isCapital = written[0] !== word[0];
    const isAllCapitals = word.length > 1 && written !== word && written === written.toUpperCase();
    found.push({ start, end, small: word, ...knownSpellingOf(word), isCapital, isAllCapitals });
  }
  return found;
}

const MOST_KNOWN = 10_000;
const knownSpellings = new Map<string, Pick<NameWord, 'key' | 'isBare'>>();

function knownSpellingOf(small: string): Pick<NameWord, 'key' | 'isBare'> {
  const known = knownSpellings.get(small);
  if (known !== undefined) return known;
  const isBare = !BEYOND_ASCII.test(small);
  const spelling = { key: isBare ? small : keyOf(small), isBare };
  if (knownSpellings.size < MOST_KNOWN) knownSpellings.set(small, spelling);
  return spelling;
}

/** Moves the tone mark to the end of its word, since people place it in two ways. */
function keyOf(small: string): string {
  const apart = small.normalize('NFD');
  const tone = /[\u0300\u0301\u0303\u0309\u0323]/.exec(apart)?.[0] ?? '';
  return apart.replace(/[\u0300\u0301\u0303\u0309\u0323]/g, '').normalize('NFC') + tone;
}

type Names = { keys: ReadonlySet<string>; bare: ReadonlySet<string> };
const namesOf = (list: ReadonlySet<string>): Names => ({
  keys: new Set([...list].map(keyOf)),
  bare: new Set([...list].map((name) => bareOf(name))),
});

const NAMES = {
  surname: namesOf(SURNAMES),
  doubtful: namesOf(DOUBTFUL_SURNAMES),
  middle: namesOf(MIDDLES),
  given: namesOf(GIVEN),
  givenInSmall: namesOf(GIVEN_IN_SMALL_LETTERS),
};

/** Tests whether a word is such a part of a name. `bare`: the whole name is written without diacritics. */
export function isPart(
  part: keyof typeof NAMES,
  word: NameWord | undefined,
  bare: boolean,
): boolean {
  if (word === undefined) return false;
  const { keys, bare: folded } = NAMES[part];
  return keys.has(word.key) || (bare && word.isBare && folded.has(word.small));
}

/** Finds the end of the words with capitals from `at` on, joined by single spaces, up to the length of a name. */
export function endOfCapitals(
  { text, words }: NameText,
  at: number,
  most = MOST_NAME_WORDS,
): number {
  let end = at;
  while (end < words.length && end - at < most) {
    const [word, before] = [words[end], words[end - 1]];
    if (word === undefined || !word.isCapital) break;
    // "Trần Văn Bình SN 80": an abbreviation after a name that is not all in capitals.
    if (word.isAllCapitals && words[at]?.isAllCapitals === false) break;
    if (end > at && before !== undefined && !isJoined(text, before, word)) break;
    end += 1;
  }
  return end;
}

/** Tests whether two words are joined by one space, or by a point and a space after an initial. */
function isJoined(text: string, before: NameWord, word: NameWord): boolean {
  if (isNext(text, before, word)) return true;
  return before.end - before.start === 1 && text.slice(before.end, word.start) === '. ';
}

/** Tests whether one word follows another after a single space. */
export function isNext(
  text: string,
  before: NameWord | undefined,
  word: NameWord | undefined,
): boolean {
  if (before === undefined || word?.start !== before.end + 1) return false;
  return text.charCodeAt(before.end) === SPACE;
}

/**
 * Finds the end of a full name in small letters that begins at `at`: family name, middle name, given name. Gives `at`
 * where there is none. A name without diacritics must have a middle name that marks it as one.
 */
export function endOfSmallName({ text, words }: NameText, at: number): number {
  const [first, second, third] = [words[at], words[at + 1], words[at + 2]];
  if (first === undefined || second === undefined || !isNext(text, first, second)) return at;
  const bare = first.isBare && second.isBare;
  if (!isPart('surname', first, bare)) return at;
  const isNamed = /^(?:văn|thị|van|thi)$/.test(second.small) && (bare || !second.isBare);
  if (third !== undefined && isNext(text, second, third) && third.end - third.start > 1) {
    const isMiddle = isNamed || (isPart('middle', second, bare) && isPart('given', third, bare));
    const isSure = isNamed || !isPart('doubtful', first, bare);
    if (isMiddle && isSure) return at + 3;
  }
  const isShort =
    !bare && !isPart('doubtful', first, false) && isPart('givenInSmall', second, false);
  return isShort ? at + 2 : at;
}
