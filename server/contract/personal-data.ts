import { addressedName, WORDS_OF_ADDRESS } from './forms-of-address.ts';
import { nameTextOf } from './name-words.ts';
import { describedName, introducedName, LAST_OF_CONTEXTS } from './names-in-context.ts';
import { findAccounts } from './personal-accounts.ts';
import type { PersonalDataMark } from './personal-data-mark.ts';
import { findNumbers, UUID } from './personal-numbers.ts';
import { plainSpelling, type PlainSpelling } from './plain-spelling.ts';

const DIGITS: ReadonlyMap<string, string> = new Map(
  [
    'không khong zero oh',
    'một mốt mot one',
    'hai two',
    'ba three',
    'bốn bon tư tu four',
    'năm nam lăm lam nhăm five',
    'sáu sau six',
    'bảy bẩy bay seven',
    'tám tam eight',
    'chín chin nine',
  ].flatMap((words, digit) => words.split(' ').map((word) => [word, String(digit)] as const)),
);
const GAP = /^ ?[,.\-–—_/]? ?$/;
/** Digits that must be written as words: a number in figures alone is found elsewhere. */
const FEWEST_WORDS = 3;
const LONGEST_FIGURES = 5;
const NINE = 0x39;
const TELEPHONE = /(?:0|84)[35789]\d{8}/;
const IDENTITY_NUMBER = /0(?:0[1-9]|[1-8]\d|9[0-6])[0-3]\d{8}/;

type Spoken = { digits: string; start: number; end: number };

/** Finds telephone and identity numbers with digits written as words: "không chín một hai …". */
function findSpokenNumbers({ text, small, words }: PlainSpelling): PersonalDataMark[] {
  const marks: PersonalDataMark[] = [];
  if (!speaksOfDigits(words)) return marks;
  let run: Spoken[] = [];
  let end = 0;
  for (const word of words) {
    const start = small.indexOf(word, end);
    end = start + word.length;
    const isFigures = word.charCodeAt(0) <= NINE && word.length <= LONGEST_FIGURES;
    const digits = isFigures ? word : DIGITS.get(word);
    const before = run.at(-1);
    const isBehind = before === undefined || GAP.test(text.slice(before.end, start));
    if (digits === undefined || !isBehind) {
      marks.push(...marksIn(run));
      run = [];
    }
    if (digits !== undefined) run.push({ digits, start, end });
  }
  return [...marks, ...marksIn(run)];
}

function speaksOfDigits(words: readonly string[]): boolean {
  let spoken = 0;
  return words.some((word) => DIGITS.has(word) && (spoken += 1) >= FEWEST_WORDS);
}

function marksIn(run: readonly Spoken[]): PersonalDataMark[] {
  const spelled = run.filter(({ digits, start, end }) => digits.length !== end - start).length;
  if (spelled < FEWEST_WORDS) return [];
  const digits = run.map((one) => one.digits).join('');
  const identity = IDENTITY_NUMBER.exec(digits);
  const found = identity ?? TELEPHONE.exec(digits);
  if (found === null) return [];
  const kind = identity === null ? 'telephone' : 'identity_number';
  const [first, last] = [wordAt(run, found.index), wordAt(run, found.index + found[0].length - 1)];
  return first === undefined || last === undefined
    ? []
    : [{ start: first.start, end: last.end, kind }];
}

/** Finds the word that contains the digit at a place. */
function wordAt(run: readonly Spoken[], digit: number): Spoken | undefined {
  let before = 0;
  return run.find(({ digits }) => {
    before += digits.length;
    return digit < before;
  });
}

const CLUES = new Set([...WORDS_OF_ADDRESS, ...LAST_OF_CONTEXTS]);

/**
 * Finds names of persons: after a form of address, after words that only a person follows, or before an age, a birth or
 * a home. A name alone is not marked, since streets and shops bear such names. Positions are those of the plain
 * spelling.
 */
function findPersons(spelling: PlainSpelling): PersonalDataMark[] {
  const marks: PersonalDataMark[] = [];
  const text = nameTextOf(spelling, CLUES);
  if (text === null) return marks;
  for (let at = 0; at < text.words.length; at += 1) {
    const end = addressedName(text, at) ?? introducedName(text, at) ?? describedName(text, at);
    const [first, last] = [text.words[at], text.words[(end ?? 0) - 1]];
    if (end === null || first === undefined || last === undefined) continue;
    marks.push({ start: first.start, end: last.end, kind: 'person' });
    at = end - 1;
  }
  return marks;
}

/** The screenings, each on its own; the time of each grows in proportion to the length of the text. */
export const SCREENINGS = { findAccounts, findNumbers, findSpokenNumbers, findPersons };

/**
 * Finds data that seem to be about a person in Vietnamese text: telephone, identity and plate numbers, mail addresses,
 * account names, and names of persons where other words show that they are persons. Disguised digits and letters are
 * recognised (wide, split by invisible characters, spelled out, without diacritics). The marks point into the text as
 * it was written, in order and without overlap. For streets and places named after persons it rather marks too little
 * than too much.
 */
export function findPersonalData(text: string): PersonalDataMark[] {
  const spelling = plainSpelling(text);
  const uuids = [...spelling.text.matchAll(UUID)].map(({ 0: { length }, index }) => ({
    start: index,
    end: index + length,
  }));
  const marks = Object.values(SCREENINGS)
    .flatMap((find) => find(spelling))
    .filter(({ start, end }) => !uuids.some((uuid) => uuid.start <= start && end <= uuid.end));
  marks.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: PersonalDataMark[] = [];
  let end = 0;
  for (const mark of marks) {
    if (kept.length > 0 && mark.start < end) continue;
    kept.push({ ...spelling.written(mark.start, mark.end), kind: mark.kind });
    end = mark.end;
  }
  return kept;
}
