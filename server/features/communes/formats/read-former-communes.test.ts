import { describe, expect, it } from 'vitest';

import { AppError } from '#server/contract/problem.ts';

import { readFormerCommunes } from './read-former-communes.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('reading a table of communes before and after a reorganisation', () => {
  it('takes names without their type, NFC, and leaves other columns alone', () => {
    const text =
      '\uFEFFold_code,old_name,extent,new_code\n00247,Phường Phạm Đình Hổ,partial,00082\n';
    expect(readFormerCommunes(bytes(text.normalize('NFD')))).toEqual([
      { oldName: 'Phạm Đình Hổ', coverage: 'partial', newCode: '00082' },
    ]);
  });

  it('keeps the zeros of codes, and takes an empty extent for unknown', () => {
    const rows = readFormerCommunes(bytes('new_code;old_name;extent\n00004;Xã Tân Triều;\n'));
    expect(rows).toEqual([{ oldName: 'Tân Triều', coverage: 'unknown', newCode: '00004' }]);
  });

  it('names the line and the field of what is wrong', () => {
    const text = 'old_name,extent,new_code\nTrúc Bạch,full,00004\nTân Triều,half,643\n';
    const error = refusal(text);
    expect(error.code).toBe('import.rows_invalid');
    expect(error.errors.map(({ pointer }) => pointer)).toEqual([
      '/lines/3/extent',
      '/lines/3/new_code',
    ]);
  });

  it.each([
    ['no header and no rows', '', 'import.empty'],
    ['a missing column', 'old_name,extent\nTrúc Bạch,full\n', 'import.mapping_incomplete'],
    ['a row of another length', 'old_name,extent,new_code\na,b\n', 'import.file_broken'],
    ['NUL characters', 'old_name,extent,new_code\n\0,full,00004\n', 'import.not_a_table'],
  ])('refuses %s', (_, text, code) => {
    expect(refusal(text).code).toBe(code);
  });

  it('refuses bytes that are no UTF-8', () => {
    expect(() => readFormerCommunes(Uint8Array.of(0xff, 0xfe, 0x41, 0xd8))).toThrow(
      new AppError('import.file_broken'),
    );
  });
});

function refusal(text: string): AppError {
  try {
    readFormerCommunes(bytes(text));
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('the table was accepted');
}
