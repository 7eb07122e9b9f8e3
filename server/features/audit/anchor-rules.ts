import { civilDate } from '#server/contract/civil-day.ts';
import type { IsoInstant } from '#server/contract/time.ts';

/**
 * Length of the log at an instant, and the root of its tree, or the hash of its last line in earlier versions: kept
 * outside, it shows a log that was cut or rewritten. `head` is the signed head, null in earlier versions.
 */
export type Anchor = { at: IsoInstant; entries: number; hash: string; head: string | null };

const NOTE = /^(\S+) ([1-9]\d{0,14}) ([0-9a-f]{64})(?: (\S+))?$/;
/** The lines of `anchorLines`, also where a mail program quoted them or ends lines with CR. */
const LINES =
  /^[> ]*at (\S+)\r?\n[> ]*entries ([1-9]\d{0,14})\r?\n[> ]*hash ([0-9a-f]{64})[ \r]*$((?:\n[> ]*head \S+[ \r]*$)*)/gm;
/** Characters of the signed head on a line, so that no mail server breaks it. */
const HEAD_PART = 64;

/** The anchor as one line of a file that is appended to. */
export function anchorNote({ at, entries, hash, head }: Anchor): string {
  return [at, entries, hash, ...(head === null ? [] : [head])].join(' ');
}

/** Reads such a line; null where it is none. */
export function anchorOfNote(line: string): Anchor | null {
  const [, at, entries, hash, head = null] = NOTE.exec(line) ?? [];
  if (at === undefined || entries === undefined || hash === undefined) return null;
  return { at, entries: Number(entries), hash, head };
}

/** The anchor as lines so short that no mail server breaks them. */
export function anchorLines({ at, entries, hash, head }: Anchor): string {
  const parts = head?.match(new RegExp(`.{1,${HEAD_PART}}`, 'g')) ?? [];
  const lines = [`at ${at}`, `entries ${entries}`, `hash ${hash}`];
  return [...lines, ...parts.map((part) => `head ${part}`), ''].join('\n');
}

/** All anchors in a text: an anchor file, or one or many saved mails. */
export function anchorsIn(text: string): Anchor[] {
  return [...text.matchAll(LINES)].map(([, at = '', entries = '', hash = '', parts = '']) => {
    const head = [...parts.matchAll(/head (\S+)/g)].map(([, part]) => part).join('');
    return { at, entries: Number(entries), hash, head: head === '' ? null : head };
  });
}

/** The mail that carries an anchor to somebody who does not keep the database. */
export function anchorMail(anchor: Anchor): { subject: string; text: string } {
  // The day of the city: it is tomorrow there from 17:00 UTC on.
  const [year, month, day] = civilDate(anchor.at).split('-');
  return {
    subject: `Địa Bàn: mốc nhật ký ${day}/${month}/${year}`,
    text: [
      'Hãy giữ thư này. Nếu sau này nhật ký bị cắt hoặc bị viết lại, các dòng dưới đây cho thấy điều đó.',
      anchorLines(anchor),
      'Kiểm tra: lưu thư thành tệp, rồi chạy npm run check-log -- --anchors TỆP',
    ].join('\n\n'),
  };
}
