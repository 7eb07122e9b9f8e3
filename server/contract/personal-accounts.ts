import type { PersonalDataMark } from './personal-data-mark.ts';
import type { PlainSpelling } from './plain-spelling.ts';

/** The sign between the name and the host of an address: "a [at] b", "a @ b", "a a còng b". */
const AT = / ?(?:@|[[({<] ?at ?[\])}>]| at |\(?a còng\)?|\(?a cong\)?) ?/g;
/** A text without any of these holds no mail address and no account name. */
const CLUES = /[@._/]|(?<!\p{L})at(?!\p{L})|c[òo]ng/u;
const LOCAL = /[\p{L}\d._%+-]/u;
const MOST_LOCAL = 64;
const MOST_LABELS = 4;
const LABEL = /[\p{L}\d-]{1,63}/uy;
/** A point, also as people disguise it from programs. */
const POINT = / ?(?:[.,]|[[({] ?(?:dot|chấm|cham) ?[\])}]|(?<= )(?:dot|chấm|cham)(?= )) ?/y;
const ENDINGS = new Set('com vn net org edu gov info biz io me co asia us uk'.split(' '));
const PROVIDERS = new Set('gmail yahoo hotmail outlook icloud ymail protonmail'.split(' '));

const NETWORKS =
  /(?<![\p{L}\d.-])(?:https?:\/\/)?(?:(?:www|m|web|vi-vn|mbasic)\.)?(?:(?:facebook|fb|tiktok|instagram|threads|twitter|telegram|youtube|wechat|viber|skype|linkedin|zalo)\.(?:com|net|vn|me|org)|fb\.me|m\.me|t\.me|zalo\.me|wa\.me|x\.com)\/[@\p{L}\d._=?&/-]{2,100}/gu;
const HANDLE = /(?<![\p{L}\d._@])@[a-z][a-z\d._]{2,40}(?![\p{L}\d])/gu;
/** Without one of these no name is labelled: one of letters and digits alone could be any word. */
const JOINED = /[a-z\d][._][a-z\d]/;
/**
 * A network, or the word for an account on one, and then the name: "nick zalo: lan.99". What could also be the
 * beginning of the name is part of it: "zalo lan.99".
 */
const LABELLED =
  /(?<!\p{L})(?:zalo|facebook|fb|telegram|tele|viber|skype|instagram|insta|tiktok|wechat|nick|nickname|tài khoản|tai khoan)(?: (?:zalo|facebook|fb|telegram|tele|viber|skype|instagram|tiktok|wechat))?? ?(?:là|la|tên|ten)?? ?:? ?(@?[a-z\d]{1,40}(?:[._][a-z\d]{1,40}){1,10})(?![\p{L}\d@])/gu;

/** Finds mail addresses and account names, also spelled out. Positions are those of the plain spelling. */
export function findAccounts(spelling: PlainSpelling): PersonalDataMark[] {
  const { small } = spelling;
  if (!CLUES.test(small)) return [];
  const marks: PersonalDataMark[] = [...findMail(spelling)];
  if (small.includes('/')) marks.push(...marksOf(small, NETWORKS));
  if (small.includes('@')) marks.push(...marksOf(small, HANDLE));
  if (!JOINED.test(small)) return marks;
  for (const { 0: whole, 1: name = '', index } of small.matchAll(LABELLED)) {
    if (!/[a-z]/.test(name)) continue;
    const start = index + whole.length - name.length;
    marks.push({ start, end: start + name.length, kind: 'account' });
  }
  return marks;
}

function marksOf(text: string, pattern: RegExp): PersonalDataMark[] {
  return Array.from(text.matchAll(pattern), ({ 0: found, index }) => ({
    start: index,
    end: index + found.length,
    kind: 'account' as const,
  }));
}

function findMail({ small }: PlainSpelling): PersonalDataMark[] {
  const marks: PersonalDataMark[] = [];
  for (const { 0: at, index } of small.matchAll(AT)) {
    const start = startOfLocal(small, index);
    const end = start === index ? null : endOfHost(small, index + at.length, at === '@');
    if (end !== null) marks.push({ start, end, kind: 'email' });
  }
  return marks;
}

function startOfLocal(text: string, end: number): number {
  let start = end;
  while (start > 0 && end - start < MOST_LOCAL && LOCAL.test(text.charAt(start - 1))) start -= 1;
  return start;
}

/**
 * Finds the end of the host that begins at `from`; null where there is none. After a plain `@` any labels with points
 * between them are a host. Spelled otherwise, it must end as hosts do or be a well-known provider.
 */
function endOfHost(text: string, from: number, isPlain: boolean): number | null {
  let end: number | null = null;
  let at = from;
  for (let labels = 1; labels <= MOST_LABELS; labels += 1) {
    const label = matchAt(LABEL, text, at);
    if (label === null) break;
    at += label.length;
    const isKnown = labels === 1 ? PROVIDERS.has(label) : ENDINGS.has(label);
    const isPointed = isPlain && labels > 1 && text.charAt(at - label.length - 1) === '.';
    if (isKnown || isPointed) end = at;
    const point = matchAt(POINT, text, at);
    if (point === null) break;
    at += point.length;
  }
  return end;
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}
