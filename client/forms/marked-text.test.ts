import { describe, expect, it } from 'vitest';

import { findPersonalData } from '#server/contract/personal-data.ts';

import { readMarks, splitAtMarks } from './marked-text.ts';

const joined = (written: string) => {
  const marks = findPersonalData(written.trim().normalize('NFC'));
  return splitAtMarks(written, marks)
    .map(({ text, kind }) => (kind === null ? text : `[${text}]`))
    .join('');
};

describe('marking words in what was written', () => {
  it('marks the words that the server found, and keeps all others', () => {
    expect(joined('Gặp ông Nguyễn Văn Nam, số 0912345678 tại chỗ')).toBe(
      'Gặp [ông Nguyễn Văn Nam], số [0912345678] tại chỗ',
    );
  });

  it('counts as the server does: trimmed, in composed letters', () => {
    const decomposed = '  Gặp ông Nguyễn Văn Nam '.normalize('NFD');
    expect(joined(decomposed)).toBe('Gặp [ông Nguyễn Văn Nam]');
  });

  it('leaves out marks that overlap or lie outside', () => {
    const marks = [
      { start: 0, end: 3, kind: 'person' as const },
      { start: 2, end: 5, kind: 'person' as const },
      { start: 4, end: 99, kind: 'person' as const },
    ];
    expect(splitAtMarks('abcdef', marks).map(({ text }) => text)).toEqual(['abc', 'def']);
  });

  it('reads the marks of a refusal, and nothing that is none', () => {
    const mark = { start: 4, end: 9, kind: 'person' };
    expect(readMarks({ marked: { note: [mark], reason: 'x' } })).toEqual({ note: [mark] });
    expect(readMarks({})).toEqual({});
  });
});
