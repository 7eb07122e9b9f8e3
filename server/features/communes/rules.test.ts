import { describe, expect, it } from 'vitest';

import { selectFormerNames } from './rules.ts';

const PRESENT = new Map([
  ['00082', 'Cửa Nam'],
  ['00256', 'Hai Bà Trưng'],
]);

describe('old names worth keeping', () => {
  it('keeps an old name for every commune that took a part of it', () => {
    const { names } = selectFormerNames(
      [
        { oldName: 'Phạm Đình Hổ', coverage: 'partial', newCode: '00082' },
        { oldName: 'Phạm Đình Hổ', coverage: 'partial', newCode: '00256' },
      ],
      PRESENT,
    );
    expect(names.map(({ communeCode }) => communeCode)).toEqual(['00082', '00256']);
  });

  it('counts an old name that is the present one, however its tone is placed', () => {
    const rows = [{ oldName: 'Cửa nam', coverage: 'full', newCode: '00082' } as const];
    expect(selectFormerNames(rows, PRESENT)).toMatchObject({ names: [], unchanged: 1 });
  });

  it('joins two old communes of one name, and calls them whole only when both are', () => {
    const { names } = selectFormerNames(
      [
        { oldName: 'Minh Khai', coverage: 'full', newCode: '00256' },
        { oldName: 'Minh Khai', coverage: 'partial', newCode: '00256' },
      ],
      PRESENT,
    );
    expect(names).toEqual([{ communeCode: '00256', name: 'Minh Khai', coverage: 'partial' }]);
  });

  it('names the line of a code that is no commune in force', () => {
    const rows = [{ oldName: 'Trúc Bạch', coverage: 'full', newCode: '00001' } as const];
    expect(selectFormerNames(rows, PRESENT).unknown).toEqual([{ line: 2, code: '00001' }]);
  });
});
