import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { workbookMembers, xlsxFile, zipArchive } from '#tests/support/files/xlsx-file.ts';

import { TableFileError } from './table-file-error.ts';
import { readTable } from './read-table.ts';
import type { Table, TableLimits } from './table.ts';

const read = (content: string | Uint8Array, limits?: Partial<TableLimits>): Promise<Table> =>
  readTable({ fileName: 'x', bytes: Buffer.from(content), ...(limits && { limits }) });

async function failure(content: string | Uint8Array, limits?: Partial<TableLimits>) {
  const error: unknown = await read(content, limits).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(TableFileError);
  return error instanceof TableFileError ? error : new TableFileError('import.empty');
}

const TEXT = 'Mã;Tên điểm;Ghi chú\n1;Ngã ba Hoà Lạc;Đoạn đường tối\n2;Vườn hoa Thuỵ Ứng;\n';

describe('a spreadsheet', () => {
  it('is read from its first sheet with row numbers, days and numbers', async () => {
    const table = await read(
      xlsxFile(
        [
          ['DANH MỤC'],
          ['Mã', 'Tên điểm', 'Kinh độ', 'Ngày', 'Có'],
          ['A1', 'Ngã tư Hoà Bình & <chợ>', 105.8442159, { serialDate: 45_327 }, true],
          [],
          ['A2', null, 21, { serialDate: 45_327.999_999_99 }, null],
        ],
        ['Danh mục', 'Khác'],
      ),
    );
    expect(table).toMatchObject({
      format: 'xlsx',
      encoding: null,
      header: ['Mã', 'Tên điểm', 'Kinh độ', 'Ngày', 'Có'],
    });
    expect(table.rows).toEqual([
      { line: 3, cells: ['A1', 'Ngã tư Hoà Bình & <chợ>', '105.8442159', '2024-02-05', 'true'] },
      { line: 5, cells: ['A2', null, '21', '2024-02-06', null] },
    ]);
    expect(table.warnings.map((warning) => warning.code)).toEqual([
      'import.rows_before_header',
      'import.other_sheets_ignored',
    ]);
  });

  it.each([
    [
      'an archive of something else',
      () => zipArchive([{ name: 'a.txt', content: 'a,b' }]),
      'import.not_a_table',
    ],
    [
      'a cut-off archive',
      () =>
        xlsxFile([
          ['a', 'b'],
          ['1', '2'],
        ]).slice(0, 300),
      'import.file_broken',
    ],
    ['an empty sheet', () => xlsxFile([]), 'import.empty'],
    [
      'broken XML',
      () => zipArchive(workbookMembers('<sheetData><row r="1"><c r="A1"')),
      'import.file_broken',
    ],
    [
      'a cell in the last row',
      () => sheetOf('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'),
      'import.too_many_rows',
    ],
    [
      'a cell in the last column',
      () => sheetOf('<row r="1"><c r="XFD1"><v>1</v></c></row>'),
      'import.not_a_table',
    ],
    [
      'a row number beyond all sheets',
      () => sheetOf("<x:row x:r='999999999'><c><v>1</v></c></x:row>"),
      'import.too_many_rows',
    ],
    [
      'a disguised row number',
      () => sheetOf('<row r="&#57;99999999"><c><v>1</v></c></row>'),
      'import.file_broken',
    ],
    ['rows without end', () => sheetOf('<row/>'.repeat(200_000)), 'import.too_many_rows'],
  ])('%s is refused', async (_, bytes, code) => {
    expect((await failure(bytes())).code).toBe(code);
  });

  it('that unpacks to more than allowed is refused before it is unpacked', async () => {
    const bomb = sheetOf(' '.repeat(3_000_000));
    expect(bomb.length).toBeLessThan(10_000);
    expect((await failure(bomb, { unpackedBytes: 2_000_000 })).code).toBe('import.zip_too_large');
  });

  it('that lies about its size is refused', async () => {
    const members = workbookMembers(`<sheetData>${' '.repeat(3_000_000)}</sheetData>`);
    const lying = zipArchive(members.map((member) => ({ ...member, declaredSize: 100 })));
    expect((await failure(lying, { unpackedBytes: 2_000_000 })).code).toBe('import.file_broken');
  });
});

function sheetOf(rows: string): Uint8Array {
  return zipArchive(workbookMembers(`<sheetData>${rows}</sheetData>`));
}

describe('any bytes at all', () => {
  const settlement = async (bytes: Uint8Array): Promise<string> => {
    try {
      const { rows, header } = await read(bytes);
      return rows.every((row) => row.cells.length === header.length) ? 'table' : 'uneven table';
    } catch (error) {
      return error instanceof TableFileError ? 'coded error' : String(error);
    }
  };
  const honest = /^(table|coded error)$/;

  it('give a table or a coded error', async () => {
    const prefix = fc.constantFrom(
      [],
      [0x50, 0x4b, 3, 4],
      [0x7b],
      [0xef, 0xbb, 0xbf],
      [0xff, 0xfe],
      [0xfe, 0xff],
    );
    await fc.assert(
      fc.asyncProperty(
        prefix,
        fc.uint8Array({ maxLength: 300, size: 'max' }),
        async (start, rest) => {
          expect(await settlement(new Uint8Array([...start, ...rest]))).toMatch(honest);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('that were a good file before a few bytes changed give a table or a coded error', async () => {
    const files = [
      xlsxFile([
        ['Mã', 'Tên'],
        ['1', 'Ngã ba'],
        ['2', { serialDate: 45_000 }],
      ]),
      new Uint8Array(Buffer.from(TEXT)),
    ];
    const damage = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), damage, async (file, changes) => {
        const bytes = file.slice();
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        expect(await settlement(bytes)).toMatch(honest);
      }),
      { numRuns: 500 },
    );
  });
});
