import * as z from 'zod';

import {
  NOT_PERSONS,
  PLACE_WORDS,
  ROLES_OF_PERSONS,
  WORDS_BEFORE_PERSONS,
} from './personal-words.ts';

export const PersonalDataKind = z.enum([
  'telephone',
  'identity_number',
  'plate',
  'email',
  'person',
]);
export type PersonalDataKind = z.infer<typeof PersonalDataKind>;

/** A stretch of a text, in UTF-16 units as JavaScript counts, that looks like data about a person. */
export const PersonalDataMark = z
  .object({ start: z.number().int(), end: z.number().int(), kind: PersonalDataKind })
  .meta({ id: 'PersonalDataMark' });
export type PersonalDataMark = z.infer<typeof PersonalDataMark>;

const EMAIL = /(?<![\p{L}\d._%+-])[\p{L}\d._%+-]{1,64}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63})+/gu;

/**
 * Days, positions, document numbers and the UUIDs by which other systems name a tip are digits too; they are
 * blotted out before numbers are sought.
 */
const HARMLESS_NUMBERS = [
  /(?<![\p{L}\d])[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\p{L}\d])/giu,
  /(?<![\d./-])\d{1,2}([./-])\d{1,2}\1(?:19|20)?\d{2}(?![./-]?\d)/g,
  /(?<!\d)(?:19|20)\d{2}-\d{2}-\d{2}(?!\d)/g,
  /(?<![\d+.,])[1-9]\d{0,2}[.,]\d{4,}(?!\d)/g,
  /(?<!\d)\d{1,6}(?:\/(?:19|20)\d{2})?\/\p{Lu}[\p{Lu}\d]*(?:-\p{Lu}[\p{Lu}\d]*)*/gu,
];

/** Mobile (03, 05, 07–09), fixed (02 with eight or nine more) and the fixed numbers of Hanoi before 2017 (04). */
const TELEPHONE =
  /(?<!\d)(?<!\d[.,])(?:\(?(?:\+\s?84|0084)\)?[\s.-]?(?:\(0\))?|\(?84\)?[\s.-]|84|\(?0)(?:[35789](?:\)?[\s.-]?\d){8}|2(?:\)?[\s.-]?\d){8,9}|4(?:\)?[\s.-]?\d){8})(?!\d)/g;

/** Citizen card: twelve digits that begin with a province code (001–096). Old card: nine. */
const IDENTITY_NUMBER =
  /(?<!\d)(?<!\d[.,])(?:0(?:0[1-9]|[1-8]\d|9[0-6])(?:[\s.-]?\d{3}){3}|[0-3]\d{8}|[0-3]\d{2}[\s.]\d{3}[\s.]\d{3})(?![.,]?\d)/g;
const NAMED_IDENTITY_NUMBER =
  /(?<![\p{L}\d])(?:cccd|cmnd|cmtnd|cmt|căn cước(?: công dân)?|chứng minh(?: nhân dân| thư)?|định danh(?: cá nhân)?|hộ chiếu|passport)\s*(?:số|no\.?)?\s*[:.-]?\s*(\p{L}?\d(?:[\s.-]?\d){6,11})(?!\d)/giu;

/** Province 11–99, series of one or two letters (and a digit on motorcycles), four or five digits. */
const PLATE =
  /(?<![\p{L}\d])(?:1[1-9]|[2-9]\d)[\s.-]?(?:MĐ|[A-Z]{1,2})\d?(?:[\s.-]{0,2}\d{3}[.\s]?\d{2}|[.-]\d{4})(?![\p{L}\d])/giu;
const NAMED_PLATE =
  /(?<![\p{L}\d])(?:biển(?: kiểm soát| số)?|bks|bs)\s*:?\s*(\d{2}[\s.-]?[\p{L}]{1,2}\d?[\s.-]{0,2}\d{3}[.\s]?\d{1,2})(?!\d)/giu;

const HONORIFIC = '(?:ông|bà|anh|chị|em|cô|chú|bác)';
const NAME = String.raw`\p{Lu}[\p{L}\p{M}]*(?:[ \t]+\p{Lu}[\p{L}\p{M}]*){0,4}`;
/** The honorific may be written in any case; the name must begin with a capital. */
const PERSON = new RegExp(
  String.raw`(?<![\p{L}\p{M}\d])(${anyCase(HONORIFIC)})(?:\s?[/(]\s?${anyCase(HONORIFIC)}\)?)?:?[ \t]+["“'‘]?(${NAME})(?![\p{L}\p{M}])`,
  'gu',
);

/**
 * Finds what looks like data about a person in Vietnamese text (NFC): telephone, identity and
 * plate numbers, e-mail addresses, a form of address followed by a name. Marks are in order and
 * do not overlap. It errs on the side of silence for streets and places named after persons.
 */
export function findPersonalData(text: string): PersonalDataMark[] {
  const marks = [...marksOf(text, EMAIL, 'email'), ...findNumbers(text), ...findPersons(text)];
  marks.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: PersonalDataMark[] = [];
  for (const mark of marks) {
    const last = kept.at(-1);
    if (last === undefined || mark.start >= last.end) kept.push(mark);
  }
  return kept;
}

function findNumbers(text: string): PersonalDataMark[] {
  if (!/\d/.test(text)) return [];
  let blotted = text;
  for (const pattern of HARMLESS_NUMBERS) {
    blotted = blotted.replace(pattern, (found) => '\u0001'.repeat(found.length));
  }
  return [
    ...marksOf(text, NAMED_IDENTITY_NUMBER, 'identity_number'),
    ...marksOf(text, NAMED_PLATE, 'plate'),
    ...marksOf(blotted, IDENTITY_NUMBER, 'identity_number'),
    ...marksOf(blotted, TELEPHONE, 'telephone'),
    ...marksOf(blotted, PLATE, 'plate'),
  ];
}

function marksOf(text: string, pattern: RegExp, kind: PersonalDataKind): PersonalDataMark[] {
  return Array.from(text.matchAll(pattern), (match) => {
    // Where the pattern holds a group, the words before the number are not part of it.
    const found = match[1] ?? match[0];
    const start = match.index + match[0].lastIndexOf(found);
    return { start, end: start + found.length, kind };
  });
}

function findPersons(text: string): PersonalDataMark[] {
  const marks: PersonalDataMark[] = [];
  for (const match of text.matchAll(PERSON)) {
    const [whole, honorific = '', name = ''] = match;
    const after = text.slice(match.index + whole.length - name.length);
    if (!isPlace(text.slice(0, match.index), honorific, after)) {
      marks.push({ start: match.index, end: match.index + whole.length, kind: 'person' });
    }
  }
  return marks;
}

/** Vietnamese names streets, markets and pagodas after persons, and communes "… Anh". */
function isPlace(before: string, honorific: string, after: string): boolean {
  const called = `${honorific} ${after}`.toLowerCase();
  if (NOT_PERSONS.some((place) => startsWithWords(called, place))) return true;
  if (ROLES_OF_PERSONS.some((role) => startsWithWords(after.toLowerCase(), role))) return true;

  const previous = /([\p{L}\p{M}]+)[ \t]+$/u.exec(before)?.[1];
  if (previous === undefined) return false;
  const word = previous.toLowerCase();
  const phrase = /([\p{L}\p{M}]+[ \t]+[\p{L}\p{M}]+)[ \t]+$/u.exec(before)?.[1]?.toLowerCase();
  if (PLACE_WORDS.has(word) || (phrase !== undefined && PLACE_WORDS.has(phrase))) return true;
  // "anh em", "chị em": people at large.
  if (honorific.toLowerCase() === 'em' && (word === 'anh' || word === 'chị')) return true;
  if (WORDS_BEFORE_PERSONS.has(word)) return false;
  return isInsideName(previous, honorific);
}

/** "Mai Anh Tuấn", "Đông Anh": a capital before a capital makes one name of them. */
function isInsideName(previous: string, honorific: string): boolean {
  const shouted = honorific === honorific.toUpperCase();
  // In a text all in capitals they prove nothing, except for "ANH", which is mostly a name's part there.
  if (shouted && previous === previous.toUpperCase()) return honorific === 'ANH';
  return startsWithCapital(previous) && startsWithCapital(honorific);
}

function startsWithWords(text: string, words: string): boolean {
  return text.startsWith(words) && !/^[\p{L}\p{M}]/u.test(text.slice(words.length));
}

function startsWithCapital(word: string): boolean {
  return /^\p{Lu}/u.test(word);
}

/** A pattern that matches letters in either case without making the rest of it blind to case. */
function anyCase(pattern: string): string {
  return pattern.replace(/\p{L}/gu, (letter) => `[${letter}${letter.toUpperCase()}]`);
}
