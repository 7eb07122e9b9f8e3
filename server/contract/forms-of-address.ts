import {
  endOfCapitals,
  endOfSmallName,
  isNext,
  isPart,
  type NameText,
  type NameWord,
} from './name-words.ts';
import {
  bareOf,
  COMPOUNDS,
  FORMS_OF_ADDRESS,
  NOT_PERSONS,
  PLACE_WORDS,
  ROLES_BEHIND_FORMS,
  ROLES_OF_PERSONS,
  TRADE_WORDS,
  WORDS_BEFORE_PERSONS,
} from './personal-words.ts';
import { BIRTH_ORDERS } from './vietnamese-names.ts';

const { ACCENTED, BARE, SHORT, FOREIGN } = FORMS_OF_ADDRESS;
export const WORDS_OF_ADDRESS: readonly string[] = [ACCENTED, BARE, SHORT, FOREIGN].flatMap(
  (words) => [...words],
);
/** Text between a form of address and a name: one space, a colon, a quotation mark. */
const BEFORE_NAME = /^:? ["“'‘«]?$/;
const SECOND_FORM = /^ ?[/(] ?$/;
const BEHIND_SECOND_FORM = /^\)?:? ["“'‘«]?$/;
const FIRST_OF_ROLES = new Set(ROLES_BEHIND_FORMS.map((role) => role.split(' ')[0] ?? ''));
const LONGEST_MEASURE = 10;
/** Words counted by the number before them: "chú năm tuổi" is an uncle of five years, not an uncle called Năm. */
const MEASURES =
  /^ (?:tuổi|năm|tháng|ngày|giờ|lần|người|mươi|trăm|nghìn|con|cái|chiếc|bộ|phần)(?!\p{L})/u;

/** Finds the end of the name after the form of address at word `at`; null where no name follows. */
export function addressedName(text: NameText, at: number): number | null {
  const form = text.words[at];
  if (form === undefined || /\d/.test(text.text.charAt(form.start - 1))) return null;
  const behind = ACCENTED.has(form.small) ? behindForm(text, at, form) : null;
  if (behind !== null) return behind;
  if (SHORT.has(form.small)) return behindShortForm(text, at, form);
  if (FOREIGN.has(form.small)) return behindForeignForm(text, at, form);
  return BARE.has(form.small) ? behindBareForm(text, at, form) : null;
}

function behindForm(text: NameText, at: number, form: NameWord): number | null {
  const { words } = text;
  const second = words[at + 1];
  if (second === undefined) return null;
  const gap = text.text.slice(form.end, second.start);
  if (SECOND_FORM.test(gap) && ACCENTED.has(second.small)) {
    const third = words[at + 2];
    const behind = third === undefined ? '' : text.text.slice(second.end, third.start);
    return BEHIND_SECOND_FORM.test(behind) ? named(text, at, at + 2) : null;
  }
  if (!BEFORE_NAME.test(gap)) return null;
  return named(text, at, at + 1) ?? behindRole(text, at, form);
}

/** Finds a name that comes after a role: "cô giáo Thảo", "bà chủ Hằng". */
function behindRole(text: NameText, at: number, form: NameWord): number | null {
  if (!FIRST_OF_ROLES.has(text.words[at + 1]?.small ?? '')) return null;
  const role = ROLES_BEHIND_FORMS.find((one) => startsWithWords(text.small, form.end + 1, one));
  if (role === undefined) return null;
  const from = at + 1 + role.split(' ').length;
  const [before, name] = [text.words[from - 1], text.words[from]];
  if (!isNext(text.text, before, name) || !isPart('given', name, false)) return null;
  const end = endOfCapitals(text, from);
  return end > from ? end : null;
}

/** Finds the end of the name that begins at word `from`, after the form of address at word `at`. */
function named(text: NameText, at: number, from: number): number | null {
  const [form, name] = [text.words[at], text.words[from]];
  if (form === undefined || name === undefined) return null;
  const end = endOfCapitals(text, from);
  if (end > from) {
    return isPlace(text, at, from, end) || isSign(text, at, from, end) ? null : end;
  }
  const full = endOfSmallName(text, from);
  const isGiven = isSmallGiven(text, form, name) && !isCompound(text, form, name);
  const small = full > from ? full : isGiven ? from + 1 : from;
  return small === from || isPlace(text, at, from, small) ? null : small;
}

function isSmallGiven({ small }: NameText, form: NameWord, name: NameWord): boolean {
  if (isPart('givenInSmall', name, false)) return true;
  const isElder = /^(?:chú|bác|dì|cậu|mụ|thím|mợ)$/.test(form.small);
  const behind = small.slice(name.end, name.end + LONGEST_MEASURE);
  return isElder && BIRTH_ORDERS.has(name.small) && !MEASURES.test(behind);
}

/** Tests whether the form and the small word after it are part of a compound: "anh hùng", "anh hải quan". */
function isCompound({ small }: NameText, form: NameWord, name: NameWord): boolean {
  return COMPOUNDS.some(
    (one) => startsWithWords(small, form.start, one) || startsWithWords(small, name.start, one),
  );
}

/** Finds a name after a shortened form of address: "a. Tuấn". */
function behindShortForm(text: NameText, at: number, form: NameWord): number | null {
  const [before, name] = [text.words[at - 1], text.words[at + 1]];
  if (name === undefined || !name.isCapital) return null;
  if (!/^\. ?$/.test(text.text.slice(form.end, name.start))) return null;
  // "nhà A. Phòng 3", "khối C. Hoa viên": a capital letter may name a house.
  if (form.isCapital && isNext(text.text, before, form)) return null;
  const isName = isPart('given', name, name.isBare) || isPart('surname', name, name.isBare);
  return isName && !isCompound(text, form, name) ? endOfCapitals(text, at + 1) : null;
}

/** Finds a name after a foreign form of address: "Mr Hùng". */
function behindForeignForm(text: NameText, at: number, form: NameWord): number | null {
  const name = text.words[at + 1];
  if (name === undefined || !name.isCapital) return null;
  return /^\. ?$|^ $/.test(text.text.slice(form.end, name.start))
    ? endOfCapitals(text, at + 1)
    : null;
}

/**
 * Finds a name after a form of address without diacritics: "ong Nguyen Van Hung", "anh Tuan", "ong nguyen van hung".
 */
function behindBareForm(text: NameText, at: number, form: NameWord): number | null {
  const { words, small } = text;
  const [previous, first] = [words[at - 1], words[at + 1]];
  if (first === undefined || !isNext(text.text, form, first) || !first.isBare) return null;
  if (NOT_PERSONS.bare.some((one) => startsWithWords(small, form.start, one))) return null;
  const isBehind = isNext(text.text, previous, form);
  if (isBehind && PLACE_WORDS.bare.has(bareOf(previous?.small ?? ''))) return null;
  const end = endOfCapitals(text, at + 1);
  if (end === at + 1) {
    const full = endOfSmallName(text, at + 1);
    return full > at + 1 && !form.isCapital ? full : null;
  }
  if (!words.slice(at + 1, end).every((word) => word.isBare)) return null;
  const last = words[end - 1];
  if (end - at > 2 && isPart('surname', first, true)) {
    const isFull = isPart('middle', words[at + 2], true) || isPart('given', last, true);
    if (isFull && (end - at > 3 || !isPart('doubtful', first, true))) return end;
  }
  // "ba" also means three and "co" also "there is": they address a person only in a text without any diacritics.
  const isSure = text.isBare || /^(?:ong|anh|chi|chu|em|thang|cau)$/.test(form.small);
  return isSure && !form.isCapital && end - at <= 3 && isPart('given', last, true) ? end : null;
}

/**
 * Tests whether the name is that of a place: streets, markets and pagodas bear names of persons, communes end in "Anh".
 */
function isPlace({ text, small, words }: NameText, at: number, from: number, end: number): boolean {
  const [before, previous, form, name] = [words[at - 2], words[at - 1], words[at], words[from]];
  if (form === undefined || name === undefined) return false;
  // "bà Ngô Thu Vinh" is no pagoda: a full name follows.
  const isFull = !form.isCapital && end - from >= 3 && isPart('surname', name, false);
  if (
    !isFull &&
    isNext(text, form, name) &&
    NOT_PERSONS.accented.some((one) => startsWithWords(small, form.start, one))
  ) {
    return true;
  }
  if (ROLES_OF_PERSONS.some((role) => startsWithWords(small, name.start, role))) return true;
  if (previous === undefined || !isNext(text, previous, form)) return false;
  if (PLACE_WORDS.accented.has(previous.small)) return true;
  const phrase = `${before?.small ?? ''} ${previous.small}`;
  if (isNext(text, before, previous) && PLACE_WORDS.accented.has(phrase)) return true;
  // "anh em", "chị em": people at large.
  if (form.small === 'em' && /^(?:anh|chị)$/.test(previous.small)) return true;
  if (WORDS_BEFORE_PERSONS.has(previous.small)) return false;
  return isInsideName(text, previous, form);
}

/**
 * Tests whether the form is part of a name because the word before it has a capital too: "Mai Anh Tuấn", "Đông Anh".
 */
function isInsideName(text: string, previous: NameWord, form: NameWord): boolean {
  const isAllCapitals = ({ start, end }: NameWord) =>
    text.slice(start, end) === text.slice(start, end).toUpperCase();
  // In a text all in capitals this proves nothing, except for "ANH", which is mostly part of a name there.
  if (isAllCapitals(form) && isAllCapitals(previous)) return form.small === 'anh';
  return previous.isCapital && form.isCapital;
}

/**
 * Tests whether the name is the sign of a shop, in capitals after the word for a trade: "Quán Anh Tuấn", "Phở Cô Ba".
 * The city publishes the names of places. "Quán Bà Lan" is still marked: "Bà Lan" can only be a person.
 */
function isSign({ text, words }: NameText, at: number, from: number, end: number): boolean {
  const [previous, form, name] = [words[at - 1], words[at], words[from]];
  if (form === undefined || name === undefined || !form.isCapital) return false;
  if (isNext(text, previous, form) && TRADE_WORDS.has(previous?.small ?? '')) {
    const isKnown = isPart('given', name, false) || isPart('surname', name, false);
    return form.small === 'anh' || BIRTH_ORDERS.has(name.small) || !isKnown;
  }
  // Three capital words that begin with no family name are a title: "Cô Bé Bán Diêm".
  return !form.isAllCapitals && end - from >= 3 && !isPart('surname', name, false);
}

function startsWithWords(text: string, at: number, words: string): boolean {
  return text.startsWith(words, at) && !/^[\p{L}\p{M}]/u.test(text.charAt(at + words.length));
}
