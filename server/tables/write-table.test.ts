import { describe, expect, it } from 'vitest';

import { csvTable } from './write-table.ts';

const cells = (...row: (string | null)[]) => {
  const text = Buffer.from(csvTable([row])).toString('utf8');
  expect(text.charCodeAt(0)).toBe(0xfeff);
  expect(text.endsWith('\r\n')).toBe(true);
  return text.slice(1, -2);
};

describe('a table for spreadsheets', () => {
  it('has semicolons between its cells, and nothing in an empty one', () => {
    expect(cells('a', null, 'b')).toBe('a;;b');
  });

  it.each(['=1+1', '+cmd', '-cmd', '@sum', '\tx', '＝1+1', '＋1', '－1', '＠sum'])(
    'lets nobody calculate %j',
    (text) => {
      expect(cells(text)).toBe(`'${text}`);
    },
  );

  it('lets nobody calculate what stands behind a line end, either', () => {
    expect(cells('\r=1')).toBe(`"'\r=1"`);
  });

  it.each(['-5', '-105,85', '-1.234', 'a=1', '5-3'])('leaves %j as it is', (text) => {
    expect(cells(text)).toBe(text);
  });

  it.each([
    ['a;b', '"a;b"'],
    ['nói "gì"', '"nói ""gì"""'],
    ['a\nb', '"a\nb"'],
    ['a\rb', '"a\rb"'],
    ['a,b', 'a,b'],
  ])('puts %j in quotes where it must', (text, written) => {
    expect(cells(text)).toBe(written);
  });
});
