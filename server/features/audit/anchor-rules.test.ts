import { expect, it } from 'vitest';

import { anchorLines, anchorMail, anchorNote, anchorOfNote, anchorsIn } from './anchor-rules.ts';

const ANCHOR = {
  at: '2026-03-01T17:05:00.000Z',
  entries: 1_234,
  hash: 'a1'.repeat(32),
  head: null,
};
const SIGNED = { ...ANCHOR, head: `eyJh.${'bC-_'.repeat(60)}.Zz9` };

it('an anchor is read from the line of a file and from the lines of a mail', () => {
  for (const anchor of [ANCHOR, SIGNED]) {
    expect(anchorOfNote(anchorNote(anchor))).toEqual(anchor);
    expect(anchorsIn(anchorLines(anchor))).toEqual([anchor]);
    expect(anchorsIn(anchorMail(anchor).text)).toEqual([anchor]);
  }
});

it('a saved mail may be quoted, end its lines with CR, and hold several anchors', () => {
  const later = { ...SIGNED, at: '2026-03-02T17:05:00.000Z', entries: 2_000 };
  const text = `${anchorLines(ANCHOR)}-- \n${anchorLines(later).replaceAll(/^/gm, '> ')}`;
  expect(anchorsIn(text.replaceAll('\n', '\r\n'))).toEqual([ANCHOR, later]);
});

it('what lacks a digit or a line is no anchor', () => {
  expect(anchorOfNote(anchorNote(ANCHOR).slice(0, -1))).toBeNull();
  expect(anchorsIn(anchorLines({ ...ANCHOR, hash: 'a1' }))).toEqual([]);
  expect(anchorsIn(anchorLines(ANCHOR).replace(/^entries.*\n/m, ''))).toEqual([]);
});

it('the mail says what it is for, its day as people write it, in lines that no mail server breaks', () => {
  const { subject, text } = anchorMail(SIGNED);
  expect(subject).toBe('Địa Bàn: mốc nhật ký 02/03/2026');
  const lines = text.split('\n').filter((line) => /^(?:at|entries|hash|head) /.test(line));
  expect(lines).toHaveLength(3 + 4);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(76);
});

it('the mail of a night bears the day that it is in Hanoi', () => {
  const on = (at: string) => anchorMail({ ...ANCHOR, at }).subject.slice(-10);
  expect(on('2026-12-31T16:59:59.999Z')).toBe('31/12/2026');
  expect(on('2026-12-31T17:00:00.000Z')).toBe('01/01/2027');
});
