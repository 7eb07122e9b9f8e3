import { addressedName } from './forms-of-address.ts';
import {
  endOfCapitals,
  endOfSmallName,
  isNext,
  isPart,
  type NameText,
  type NameWord,
} from './name-words.ts';
import { ACTS_ON_PERSONS, CONTEXTS_OF_PERSONS, NAMED_THINGS } from './personal-words.ts';

const MOST_CONTEXT_WORDS = 4;
const MOST_WORDS_OF_LONG_NAME = 6;
const FURTHER_PARTS = ['given', 'middle', 'doubtful'] as const;
/** Text between "chủ quán" and a name: a space, a colon, a quotation mark. */
const BEFORE_NAME = /^ ?[:-]? ?["“'‘«(]?$/;
/** An age, a birth or a home, which only persons have. */
const BEHIND_NAME =
  /^["”'’»]?,? ?\(?(?:\d{1,2} ?(?:tuổi|tuoi|t)(?!\p{L})|(?:sinh|sn|s\.n\.?) ?(?:năm|nam|ngày|ngay)?:? ?\d{2,4}|(?:quê|que|thường trú|thuong tru|tạm trú|tam tru|trú|tru|hktt|hộ khẩu|ho khau)(?!\p{L}))/u;
const ROLE_BEHIND_NAME = /^ ?\((?:chủ|quản lý|nhân viên|lễ tân|bảo vệ)(?!\p{L})/u;
const LONGEST_BEHIND = 40;
export const LAST_OF_CONTEXTS: ReadonlySet<string> = new Set([
  'là',
  'la',
  'tên',
  'ten',
  ...[...CONTEXTS_OF_PERSONS.keys(), ...ACTS_ON_PERSONS].map(
    (phrase) => phrase.split(' ').at(-1) ?? '',
  ),
]);

/** Finds the end of a name at word `at` that the words before it announce; null where they announce none. */
export function introducedName(text: NameText, at: number): number | null {
  const { words } = text;
  const word = words[at];
  if (word === undefined || !mayBeginName(word)) return null;
  const before = words[at - 1];
  if (before === undefined || !LAST_OF_CONTEXTS.has(before.small)) return null;
  if (!BEFORE_NAME.test(text.text.slice(before.end, word.start))) {
    return null;
  }
  const context = contextBefore(text, at);
  if (context === null) return null;
  const small = endOfSmallName(text, at);
  if (small > at && context !== 'act') return endOfFurtherNames(text, at, small);
  const end = endOfCapitals(text, at);
  const bare = words.slice(at, end).every((one) => one.isBare);
  const full = lengthOfFullName(words, at, end, bare);
  if (context === 'act') {
    return full >= 3 && isPart('middle', words[at + 1], bare) ? at + full : null;
  }
  if (full > 0) return at + full;
  const most = { name: 2, person: 1, owner: 0 }[context];
  return end > at &&
    end - at <= most &&
    words.slice(at, end).every((one) => isPart('given', one, bare))
    ? end
    : null;
}

/**
 * Finds the end of the name at word `at` that may go on behind `end`: "Nguyễn Thị Thu" does in "Nguyễn Thị Thu Hương",
 * as all capitals that follow are parts of names.
 */
function endOfFurtherNames(text: NameText, at: number, end: number): number {
  const { words, small } = text;
  const last = endOfCapitals(text, at, MOST_WORDS_OF_LONG_NAME + 1);
  const behind = small.slice(words[end - 1]?.end, (words[end - 1]?.end ?? 0) + LONGEST_BEHIND);
  if (last <= end || last - at > MOST_WORDS_OF_LONG_NAME || BEHIND_NAME.test(behind)) return end;
  const bare = words.slice(at, last).every((one) => one.isBare);
  const further = words.slice(end, last);
  const areNames = further.every((word) => FURTHER_PARTS.some((part) => isPart(part, word, bare)));
  // "Nguyễn Thị Thu Anh chủ quán Hoa": a form of address may begin the next person.
  return areNames && further.every((_, of) => addressedName(text, end + of) === null) ? last : end;
}

/** Finds the end of a name at word `at` that is followed by an age, a birth or a home; null where none follows. */
export function describedName(text: NameText, at: number): number | null {
  const { words } = text;
  const first = words[at];
  if (first === undefined || !text.mayDescribePerson || !mayBeginName(first)) return null;
  const capitals = endOfCapitals(text, at);
  const end = capitals > at ? capitals : endOfSmallName(text, at);
  const last = words[end - 1];
  if (end === at || last === undefined) return null;
  const behind = text.small.slice(last.end, last.end + LONGEST_BEHIND);
  if (BEHIND_NAME.test(behind)) {
    const bare = words.slice(at, end).every((one) => one.isBare);
    const isNamed =
      capitals === at || isPart('surname', first, bare) || isPart('given', first, bare);
    return isNamed ? end : null;
  }
  const isKnown = isPart('given', first, false) && end - at <= 2;
  return isKnown && ROLE_BEHIND_NAME.test(behind) ? end : null;
}

function mayBeginName(word: NameWord): boolean {
  return word.isCapital || isPart('surname', word, word.isBare);
}

/** Counts the words of the full name among the capitals from `at` to `end`; 0 where they form none. */
function lengthOfFullName(
  words: readonly NameWord[],
  at: number,
  end: number,
  bare: boolean,
): number {
  const [first, second] = [words[at], words[at + 1]];
  if (end - at < 2 || !isPart('surname', first, bare)) return 0;
  const isGiven = (word: NameWord | undefined) =>
    isPart('given', word, bare) || word?.small.length === 1;
  if (end - at === 2) return isGiven(second) && !isPart('doubtful', first, bare) ? 2 : 0;
  // In a text all in capitals the name ends with its given name: the capitals after it are other words.
  let length = first?.isAllCapitals === true ? 3 : end - at;
  if (length === 3 && end - at > 3 && isGiven(words[at + 3])) length = 4;
  const isFull = isPart('middle', second, bare) || isGiven(words[at + length - 1]);
  return isFull ? length : 0;
}

type Context = 'name' | 'person' | 'owner' | 'act';

/** Reads the words before `at` backwards, over "là" and "tên", and says which kind of person they announce. */
function contextBefore({ text, small, words }: NameText, at: number): Context | null {
  let last = at - 1;
  if (/^(?:là|la)$/.test(words[last]?.small ?? '') && isNext(text, words[last - 1], words[last])) {
    last -= 1;
  }
  const word = words[last];
  if (word === undefined) return null;
  if (/^(?:tên|ten)$/.test(word.small)) {
    const owner = isNext(text, words[last - 1], word) ? words[last - 1] : undefined;
    const isThing = owner !== undefined && NAMED_THINGS.has(owner.small);
    // "quán tên Hoa" is a place; "chủ quán tên Hoa" is a person.
    return !isThing || /^(?:chủ|chu)$/.test(words[last - 2]?.small ?? '') ? 'name' : null;
  }
  for (let from = last; from > last - MOST_CONTEXT_WORDS && from >= 0; from -= 1) {
    if (from < last && !isNext(text, words[from], words[from + 1])) break;
    const phrase = small.slice(words[from]?.start, word.end);
    const kind = CONTEXTS_OF_PERSONS.get(phrase);
    if (kind !== undefined) return kind;
    if (last === at - 1 && ACTS_ON_PERSONS.has(phrase)) return 'act';
  }
  return null;
}
