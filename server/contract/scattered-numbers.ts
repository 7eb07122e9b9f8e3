import type { PersonalDataMark } from './personal-data-mark.ts';

/** Characters put between the digits of a number to hide it from programs. */
const GAP = /^ ?([._/,\-–—·•*~+()]) ?$|^( )$/;
const DIGITS = /\d+/g;
const MOST_GROUPS = 12;
const [FEWEST_DIGITS, MOST_DIGITS] = [9, 13];
const MOBILE = /^(?:0|84|0084)[35789]\d{8}$/;
const FIXED = /^0(?:2\d{8,9}|4\d{8})$/;
const IDENTITY_NUMBER = /^0(?:0[1-9]|[1-8]\d|9[0-6])[0-3]\d{8}$/;
/** A mobile number without its leading zero: only the beginnings that mobile numbers have. */
const WITHOUT_ZERO = /^(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9\d)\d{7}$/;
/** Words before a list of numbers: doors, rooms, days. */
const BEFORE_LIST =
  /(?:^|[^\p{L}])(?:số nhà|nhà số|số|nhà|ngõ|ngách|hẻm|kiệt|phòng|tổ|lô|thửa|tờ|ngày|tháng|tầng|đơn nguyên) ?$/u;
/** Words for a lane: strokes may divide its number. */
const BEFORE_LANE = /(?:^|[^\p{L}])(?:ngõ|ngách|hẻm|kiệt|ngo|ngach|hem) ?$/u;
/** A unit after a number: the number counts something. */
const UNIT =
  /^ ?(?:đồng|đ(?!\p{L})|vnđ|vnd|usd|tỷ|tỉ|triệu|nghìn|ngàn|m2|m²|mét|met|km|kg|lượt|người)/u;
const WORD_BEFORE = 20;

type Group = { digits: string; start: number; end: number };

/**
 * Finds numbers of telephones and identity cards with gaps between their digits: `0912_345_678`, `0 9 1 2 …`, `0912,
 * 345, 678`. They are told from a list of numbers by their first digits and by gaps that are all alike.
 */
export function findScatteredNumbers(text: string, small: string): PersonalDataMark[] {
  const marks: PersonalDataMark[] = [];
  let run: Group[] = [];
  const gaps: string[] = [];
  const close = () => {
    marks.push(...marksIn(run, gaps, small));
    run = [];
    gaps.length = 0;
  };
  for (const { 0: digits, index: start } of text.matchAll(DIGITS)) {
    const before = run.at(-1);
    const between =
      before === undefined ? '' : text.slice(before.end, Math.min(start, before.end + 4));
    const gap = GAP.exec(between);
    if (before !== undefined && gap === null) close();
    else if (gap !== null) gaps.push(gap[1] ?? ' ');
    run.push({ digits, start, end: start + digits.length });
  }
  close();
  return marks;
}

function marksIn(
  run: readonly Group[],
  gaps: readonly string[],
  small: string,
): PersonalDataMark[] {
  const marks: PersonalDataMark[] = [];
  for (let first = 0; first < run.length; first += 1) {
    const length = lengthOfNumber(run, gaps, first, small);
    const [from, last] = [run[first], run[first + length - 1]];
    if (length === 0 || from === undefined || last === undefined) continue;
    const digits = digitsOf(run, first, length);
    const kind = IDENTITY_NUMBER.test(digits) ? 'identity_number' : 'telephone';
    marks.push({ start: from.start, end: last.end, kind });
    first += length - 1;
  }
  return marks;
}

/** Counts the groups of digits from `first` on that make one number; 0 where they make none. */
function lengthOfNumber(
  run: readonly Group[],
  gaps: readonly string[],
  first: number,
  small: string,
): number {
  let digits = '';
  for (let length = 1; length <= MOST_GROUPS && first + length <= run.length; length += 1) {
    digits += run[first + length - 1]?.digits ?? '';
    if (digits.length > MOST_DIGITS) return 0;
    if (digits.length < FEWEST_DIGITS) continue;
    const groups = run.slice(first, first + length);
    const between = gaps.slice(first, first + length - 1);
    if (isShort(digits, groups, between, small) || isLong(digits, groups, between, small)) {
      return length;
    }
  }
  return 0;
}

/** Tests for a mobile number without its leading zero that no unit follows. */
function isShort(
  digits: string,
  groups: readonly Group[],
  between: readonly string[],
  small: string,
): boolean {
  if (!WITHOUT_ZERO.test(digits)) return false;
  const inThrees = groups.length === 3 && between.every((gap) => gap === ' ' || gap === '-');
  if (groups.length > 1 && !inThrees) return false;
  const end = groups.at(-1)?.end ?? 0;
  return !UNIT.test(small.slice(end, end + 10)) && !/[\d.,/-]$/.test(before(groups, small));
}

function isLong(
  digits: string,
  groups: readonly Group[],
  between: readonly string[],
  small: string,
): boolean {
  if (!MOBILE.test(digits) && !FIXED.test(digits) && !IDENTITY_NUMBER.test(digits)) return false;
  const kinds = new Set(between);
  if (kinds.size > 1 && between.some((gap) => !' .-()+'.includes(gap))) return false;
  if (kinds.has('/') && BEFORE_LANE.test(before(groups, small))) return false;
  const zeros = groups.filter((group) => group.digits.length === 2 && group.digits.startsWith('0'));
  if (zeros.length >= 3) return false;
  const isList = kinds.has(',') && groups.every((group) => group.digits.length <= 2);
  return !isList || !BEFORE_LIST.test(before(groups, small));
}

function before([first]: readonly Group[], small: string): string {
  const start = first?.start ?? 0;
  return small.slice(Math.max(0, start - WORD_BEFORE), start);
}

function digitsOf(run: readonly Group[], first: number, length: number): string {
  return run
    .slice(first, first + length)
    .map((group) => group.digits)
    .join('');
}
