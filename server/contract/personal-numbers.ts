import type { PersonalDataKind, PersonalDataMark } from './personal-data-mark.ts';
import type { PlainSpelling } from './plain-spelling.ts';
import { findScatteredNumbers } from './scattered-numbers.ts';

/** The names by which other systems call a tip; their letters and digits say nothing about anybody. */
export const UUID = /(?<![\p{L}\d])[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\p{L}\d])/giu;

/**
 * Numbers that are not about a person: days, positions, document numbers and UUIDs. They are blotted out before numbers
 * are sought.
 */
const HARMLESS_NUMBERS = [
  UUID,
  /(?<![\d./-])\d{1,2}([./-])\d{1,2}\1(?:19|20)?\d{2}(?![./-]?\d)/g,
  /(?<!\d)(?:19|20)\d{2}-\d{2}-\d{2}(?!\d)/g,
  /(?<![\d+.,])[1-9]\d{0,2}[.,]\d{4,}(?!\d)/g,
  /(?<!\d)\d{1,6}(?:\/(?:19|20)\d{2})?\/\p{Lu}[\p{Lu}\d]*(?:-\p{Lu}[\p{Lu}\d]*)*/gu,
  // Tax codes, licences and files of a firm are public.
  /(?<!\p{L})(?:mst|mã số thuế|ma so thue|mã số doanh nghiệp|đkkd|gpkd|giấy phép|hồ sơ|phiếu thu)(?: số)? ?:? ?\d{6,13}(?:-\d{1,3})?(?!\d)/giu,
];

/** Mobile (03, 05, 07–09), fixed (02 with eight or nine more) and the fixed numbers of Hanoi before 2017 (04). */
const TELEPHONE =
  /(?<!\d)(?<!\d[.,])(?:\(?(?:\+ ?84|0084)\)?[ .-]?(?:\(0\))?|\(?84\)?[ .-]|84|\(?0)(?:[35789](?:\)?[ .-]?\d){8}|2(?:\)?[ .-]?\d){8,9}|4(?:\)?[ .-]?\d){8})(?!\d)/g;

/** Citizen card: twelve digits that begin with a province code (001–096). Old card: nine. */
const IDENTITY_NUMBER =
  /(?<!\d)(?<!\d[.,])(?:0(?:0[1-9]|[1-8]\d|9[0-6])(?:[ .-]?\d{3}){3}|(?:[0-3]\d{8}|[0-3]\d{2}[ .]\d{3}[ .]\d{3})(?! ?(?:đồng|đ(?![\p{L}])|vnđ|vnd|đkkd|gpkd)))(?![.,]?\d)/giu;
/** Searched in text without diacritics: people leave them out in such words. */
const NAMED_IDENTITY_NUMBER =
  /(?<![\p{L}\d])(?:cccd|cmnd|cmtnd|cmt|can cuoc(?: cong dan)?|chung minh(?: nhan dan| thu)?|dinh danh(?: ca nhan)?|ho chieu|passport)(?: (?:so|no\.?))? ?[:.-]? ?([a-z]?\d(?:[ .-]?\d){6,11})(?!\d)/gu;

/** Province 11–99, series of one or two letters (and a digit on motorcycles), four or five digits. */
const PLATE =
  /(?<![\p{L}\d])(?:1[1-9]|[2-9]\d)[ .-]?(?:MĐ|[A-Z]{1,2})\d?(?:[ .-]{0,2}\d{3}[. ]?\d{2}|[.-]\d{4})(?![\p{L}\d])/giu;
const NAMED_PLATE =
  /(?<![\p{L}\d])(?:bien(?: kiem soat| so)?|bks|bs) ?:? ?(\d{2}[ .-]?[a-z]{1,2}\d?[ .-]{0,2}\d{3}[. ]?\d{1,2})(?!\d)/gu;

/** Letters that people write for digits: `o912345678`, `09l2345678`. */
const LIKE_DIGITS: Readonly<Record<string, string>> = {
  o: '0',
  O: '0',
  о: '0',
  О: '0',
  ο: '0',
  Ο: '0',
  l: '1',
  I: '1',
  '|': '1',
};
/** The shortest plate has six digits, of which letters beside digits may replace some. */
const FEWEST_DIGITS = 6;
const FEWEST_WITH_LETTERS = 4;
const MIXED = /\d[\p{L}|]|[\p{L}|]\d/u;
const DIGITS_AND_LETTERS = /[\p{L}\d|]+/gu;

/** Finds telephone, identity and plate numbers. Positions are those of the plain spelling. */
export function findNumbers(spelling: PlainSpelling): PersonalDataMark[] {
  if (!hasEnoughDigits(spelling.text)) return [];
  const text = withoutLookAlikes(spelling.text);
  const folded = withoutLookAlikes(spelling.folded);
  const blotted = HARMLESS_NUMBERS.reduce(
    (left, pattern) => left.replace(pattern, (found) => '\u0001'.repeat(found.length)),
    text,
  );
  return [
    ...marksOf(folded, NAMED_IDENTITY_NUMBER, 'identity_number'),
    ...marksOf(folded, NAMED_PLATE, 'plate'),
    ...marksOf(blotted, IDENTITY_NUMBER, 'identity_number'),
    ...marksOf(blotted, TELEPHONE, 'telephone'),
    ...marksOf(blotted, PLATE, 'plate'),
    ...findScatteredNumbers(blotted, spelling.small),
  ];
}

function hasEnoughDigits(text: string): boolean {
  let digits = 0;
  for (let at = 0; at < text.length && digits < FEWEST_DIGITS; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 0x30 && code <= 0x39) digits += 1;
  }
  return digits >= FEWEST_DIGITS || (digits >= FEWEST_WITH_LETTERS && MIXED.test(text));
}

/** Turns a word into digits where most of it is digits and its letters look like digits. */
function withoutLookAlikes(text: string): string {
  if (!MIXED.test(text)) return text;
  return text.replace(DIGITS_AND_LETTERS, (word) => {
    if (!MIXED.test(word)) return word;
    const digits = word.replace(/\D/g, '').length;
    if (digits * 2 < word.length) return word;
    const read = word.replace(/\D/g, (letter) => LIKE_DIGITS[letter] ?? letter);
    return /^\d+$/.test(read) ? read : word;
  });
}

function marksOf(text: string, pattern: RegExp, kind: PersonalDataKind): PersonalDataMark[] {
  return Array.from(text.matchAll(pattern), (match) => {
    // The group of a pattern, where it has one, leaves out the words before the number.
    const found = match[1] ?? match[0];
    const start = match.index + match[0].lastIndexOf(found);
    return { start, end: start + found.length, kind };
  });
}
