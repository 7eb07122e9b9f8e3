import { describe, expect, it } from 'vitest';

import { readDate } from './read-date.ts';
import { cleanCell, shapeTable, TABLE_LIMITS, warn, type TableRow } from './table.ts';
import type { TableWarning } from '#server/contract/table-format.ts';

const rows = (...cells: (string | null)[][]): TableRow[] =>
  cells.map((row, at) => ({ line: at + 1, cells: row }));
const LIMITS = { rows: 3, columns: 3, unpackedBytes: 1_000 };
const shaped = (...cells: (string | null)[][]) => shapeTable(rows(...cells), LIMITS);
const codeOf = (work: () => unknown): unknown => {
  try {
    work();
    return null;
  } catch (error) {
    return (error as { code: unknown }).code;
  }
};

describe('the headings of a table', () => {
  it('are found among the first twenty rows that have two cells', () => {
    const title = (count: number) => Array.from({ length: count }, () => ['Tiêu đề', null]);
    const table = [
      ['Tên', 'Loại'],
      ['Bar', 'BAR'],
    ];
    const found = shaped(...title(19), ...table);
    expect(found.header).toEqual(['Tên', 'Loại']);
    expect(found.warnings).toEqual([
      {
        code: 'import.rows_before_header',
        lines: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
        count: 19,
      },
    ]);
    expect(codeOf(() => shaped(...title(20), ...table))).toBe('import.not_a_table');
  });

  it('have names of their own, and say where one was changed', () => {
    const { header, warnings } = shaped(['Tên', 'Tên', null], ['1', '2', '3']);
    expect([header, warnings]).toEqual([
      ['Tên', 'Tên (2)'],
      [
        { code: 'import.header_renamed', lines: [1], count: 1 },
        { code: 'import.ragged_rows', lines: [2], count: 1 },
      ],
    ]);
    expect(shaped(['Tên', null, 'Tên'], ['1', '2', '3']).header).toEqual(['Tên', '#2', 'Tên (2)']);
    expect(shaped(['Tên   điểm', 'Loại'], ['1', '2']).warnings).toEqual([]);
    expect(shaped(['Tên   điểm', 'Loại'], ['1', '2']).header).toEqual(['Tên điểm', 'Loại']);
    const unnamed = shaped(['Tên', null, 'Loại'], ['1', '2', '3']);
    expect(unnamed.warnings.map(({ code }) => code)).toEqual(['import.header_renamed']);
    const thrice = shaped(['A', 'A', 'A'], ['1', '2', '3']);
    expect(thrice.header).toEqual(['A', 'A (2)', 'A (3)']);
  });
});

describe('the rows of a table', () => {
  it('are evened out, and only a lost text is a warning', () => {
    const { rows: even, warnings } = shaped(['A', 'B'], ['1'], ['1', '2', null], ['1', '2', '3']);
    expect(even.map(({ cells }) => cells)).toEqual([
      ['1', null],
      ['1', '2'],
      ['1', '2'],
    ]);
    expect(warnings).toEqual([{ code: 'import.ragged_rows', lines: [4], count: 1 }]);
  });

  it('are as many as allowed, and at least one', () => {
    const body = (count: number) => Array.from({ length: count }, () => ['1', '2']);
    expect(shaped(['A', 'B'], ...body(3)).rows).toHaveLength(3);
    expect(codeOf(() => shaped(['A', 'B'], ...body(4)))).toBe('import.too_many_rows');
    expect(codeOf(() => shaped(['A', 'B']))).toBe('import.empty');
  });

  it('have as many columns as allowed', () => {
    expect(shaped(['A', 'B', 'C'], ['1', '2', '3']).header).toHaveLength(3);
    expect(codeOf(() => shaped(['A', 'B', 'C', 'D'], ['1', '2', '3', '4']))).toBe(
      'import.not_a_table',
    );
    expect(shaped(['A', 'B', 'C', null], ['1', '2', '3']).header).toHaveLength(3);
  });

  it('are 100,000 with 200 columns and 150 MiB unpacked, unless somebody says otherwise', () => {
    expect(TABLE_LIMITS).toEqual({
      rows: 100_000,
      columns: 200,
      unpackedBytes: 157_286_400,
    });
  });
});

describe('a cell', () => {
  it('keeps its inner spaces and is composed', () => {
    expect(cleanCell('  a  b ')).toBe('a  b');
    expect(cleanCell('a\u00A0b')).toBe('a b');
    expect(cleanCell('o\u0302ng')).toBe('ông');
    expect(cleanCell('   ')).toBeNull();
  });

  it.each(['a\0b', '\uD800', 'x\uDC00y'])('is refused where no text can be %j', (text) => {
    expect(codeOf(() => cleanCell(text))).toBe('import.file_broken');
  });
});

it('a warning names ten lines and counts them all, and is one without any', () => {
  const warnings: TableWarning[] = [];
  warn(
    warnings,
    'import.ragged_rows',
    Array.from({ length: 11 }, (_, at) => at),
  );
  warn(warnings, 'import.encoding_guessed');
  expect(warnings.map(({ lines, count }) => [lines.length, count])).toEqual([
    [10, 11],
    [0, 1],
  ]);
});

describe('a day', () => {
  it.each([
    ['05/02/2026', '2026-02-05'],
    ['5-2-2026', '2026-02-05'],
    ['05.02.2026', '2026-02-05'],
    ['5 / 2 / 2026', '2026-02-05'],
    ['ngày 05/02/2026', '2026-02-05'],
    ['2026-02-05', '2026-02-05'],
    ['2026/2/5', '2026-02-05'],
    ['05/02/2026 08:30', '2026-02-05'],
    ['2026-02-05T08:30:00', '2026-02-05'],
    ['29/02/2024', '2024-02-29'],
    ['45474.99', '2024-07-01'],
  ])('is read from %j', (text, day) => {
    expect(readDate(text)).toBe(day);
  });

  it.each([
    '',
    '29/02/2025',
    '31/04/2026',
    '02/13/2026',
    '5/2-2026',
    '5/2/26',
    '2/2026',
    'hôm qua',
  ])('is not read from %j', (text) => {
    expect(readDate(text)).toBeNull();
  });
});
