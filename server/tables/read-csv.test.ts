import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';

import { realData, realDataMissing } from '#tests/support/files/real-data.ts';

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

describe('delimited text', () => {
  it.each([',', ';', '\t'])('is cut at %j when that fits best', async (delimiter) => {
    const table = await read(TEXT.replaceAll(';', delimiter));
    expect(table).toMatchObject({
      format: 'csv',
      delimiter,
      header: ['Mã', 'Tên điểm', 'Ghi chú'],
    });
    expect(table.rows[0]?.cells).toEqual(['1', 'Ngã ba Hoà Lạc', 'Đoạn đường tối']);
    expect(table.rows[1]?.cells).toEqual(['2', 'Vườn hoa Thuỵ Ứng', null]);
  });

  it('is not misled by decimal commas or by commas in addresses', async () => {
    const table = await read(
      'Tên;Kinh độ;Vĩ độ\nSố 5, ngõ 7, phố Huế;105,85;21,03\nSố 6;105,86;21,04\n',
    );
    expect(table.delimiter).toBe(';');
    expect(table.rows.map((row) => row.cells.length)).toEqual([3, 3]);
  });

  it.each([
    ['utf-8', (text: string) => Buffer.from(text), 'utf-8'],
    ['utf-8 with mark', (text: string) => Buffer.from(`\uFEFF${text}`), 'utf-8'],
    [
      'utf-16le with mark',
      (text: string) => iconv.encode(text, 'utf-16le', { addBOM: true }),
      'utf-16le',
    ],
    [
      'utf-16be with mark',
      (text: string) => iconv.encode(text, 'utf-16be', { addBOM: true }),
      'utf-16be',
    ],
    ['windows-1258', (text: string) => encode1258(text), 'windows-1258'],
    ['decomposed utf-8', (text: string) => Buffer.from(text.normalize('NFD')), 'utf-8'],
  ])('is read the same from %s', async (_, encode, encoding) => {
    const table = await read(encode(TEXT));
    expect(table.encoding).toBe(encoding);
    expect(table.header).toEqual(['Mã', 'Tên điểm', 'Ghi chú']);
    expect(table.rows[1]?.cells[1]).toBe('Vườn hoa Thuỵ Ứng');
    expect(table.warnings.some((warning) => warning.code === 'import.encoding_guessed')).toBe(
      encoding === 'windows-1258',
    );
  });

  it('with one damaged byte is refused with its line and not turned into gibberish', async () => {
    const bytes = Buffer.from(TEXT);
    bytes[bytes.indexOf(Buffer.from('Vườn')) + 1] = 0xff;
    const error = await failure(bytes);
    expect(error).toMatchObject({ code: 'import.file_broken', parameters: { line: 3 } });
  });

  it.each(['\n', '\r\n', '\r'])(
    'keeps physical line numbers over quoted line breaks and blank lines (%j)',
    async (end) => {
      const text = ['a,b', '1,"x', 'y ""z"""', '', '', '2,w', ',', '3,v'].join(end);
      const table = await read(text);
      expect(table.rows).toEqual([
        { line: 2, cells: ['1', 'x\ny "z"'] },
        { line: 6, cells: ['2', 'w'] },
        { line: 8, cells: ['3', 'v'] },
      ]);
    },
  );

  it('has every line number right, whatever the cells hold', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'ế', ',', '\n', '"', ' '), maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 30 }),
        async (rows) => {
          let text = 'k,t\n';
          const lines: number[] = [];
          for (const [index, row] of rows.entries()) {
            lines.push(text.split('\n').length);
            text += `${[`n${index}`, ...row].map((value) => `"${value.replaceAll('"', '""')}"`).join(',')}\n`;
          }
          const table = await read(text.replace('k,t', 'k,t,u'));
          expect(table.rows.map((row) => row.line)).toEqual(lines);
        },
      ),
    );
  });

  it('skips a title above the headings and says so', async () => {
    const table = await read('DANH SÁCH ĐIỂM;;\nNăm 2026;;\nMã;Tên;Ghi chú\n1;A B;x\n');
    expect(table.header).toEqual(['Mã', 'Tên', 'Ghi chú']);
    expect(table.rows[0]?.line).toBe(4);
    expect(table.warnings).toEqual([
      { code: 'import.rows_before_header', lines: [1, 2], count: 2 },
    ]);
  });

  it('gives repeated and empty headings names of their own', async () => {
    const table = await read('Tên,Tên,,Mã,,\na,b,c,d,,\n');
    expect(table.header).toEqual(['Tên', 'Tên (2)', '#3', 'Mã']);
    expect(table.warnings[0]?.code).toBe('import.header_renamed');
  });

  it('fills short rows and reports text beyond the last heading', async () => {
    const table = await read('a,b,c\n1\n1,2,3\n1,2,3\n1,2,3,lost\n');
    expect(table.rows[0]?.cells).toEqual(['1', null, null]);
    expect(table.warnings).toEqual([{ code: 'import.ragged_rows', lines: [5], count: 1 }]);
  });

  it('obeys the delimiter line of Excel and still counts it', async () => {
    const table = await read('sep=;\r\nMã;Tên, địa chỉ\r\n1;A, B\r\n');
    expect(table).toMatchObject({ delimiter: ';', rows: [{ line: 3, cells: ['1', 'A, B'] }] });
  });

  it.each([
    ['', 'import.empty'],
    [' \n \n', 'import.empty'],
    ['a,b\n', 'import.empty'],
    ['một dòng chữ\nhai dòng chữ\n', 'import.not_a_table'],
    ['a,b\n1,"chưa đóng\n2,x\n', 'import.file_broken'],
    ['a,b\n1,\u0000\n', 'import.not_a_table'],
    ['%PDF-1.7\n%\u0001\u0002,;\n', 'import.not_a_table'],
  ])('%j is refused as %s', async (content, code) => {
    expect((await failure(content)).code).toBe(code);
  });

  it('is refused beyond the row limit, and taken at it', async () => {
    const lines = (count: number): string => `a,b\n${'1,2\n'.repeat(count)}`;
    expect((await read(lines(100), { rows: 100 })).rows).toHaveLength(100);
    expect((await failure(lines(101), { rows: 100 })).code).toBe('import.too_many_rows');
    expect((await failure(lines(100_001))).parameters).toEqual({ limit: 100_000 });
  });
});

/** Windows-1258 has the base vowels and five combining tone marks. */
function encode1258(text: string): Uint8Array {
  const split = text.replace(/\p{L}/gu, (letter) => {
    const [base = '', ...marks] = letter.normalize('NFD');
    const tone = marks.find((mark) => '\u0300\u0301\u0303\u0309\u0323'.includes(mark)) ?? '';
    return base === letter
      ? letter
      : [base, ...marks.filter((mark) => mark !== tone)].join('').normalize('NFC') + tone;
  });
  return new Uint8Array(iconv.encode(split, 'windows-1258'));
}

const BUS_STOPS = realData('hanoi_bus_stops_osm.csv');

describe('a real list of places', () => {
  it.skipIf(realDataMissing)('is read whole, line for line', async () => {
    const table = await read(readFileSync(BUS_STOPS));
    expect(table.header).toEqual(['osm_node', 'name', 'lon', 'lat', 'commune_code', 'commune']);
    expect(table.rows).toHaveLength(3_326);
    expect(table.rows[0]).toMatchObject({
      line: 2,
      cells: [
        '436176914',
        'Đối diện Trụ sở HĐND huyện Thanh Trì - Ngọc Hồi',
        '105.8442159',
        '20.9466009',
        '00664',
        'Xã Đại Thanh',
      ],
    });
    expect(table.rows.at(-1)?.line).toBe(3_327);
    expect(table.warnings).toEqual([]);
  });
});
