import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import communeTable from '#data/reference/communes.json';
import { realData, realDataMissing } from '#tests/support/files/real-data.ts';
import { xlsxFile } from '#tests/support/files/xlsx-file.ts';
import { readTable } from './read-table.ts';
import { decodeVietnamese } from './vietnamese-encodings.ts';

type Font = 'tcvn3' | 'vni';

const BYTES = Array.from({ length: 0x60 }, (_, index) => 0xa0 + index);
const tables = new Map<Font, Map<string, readonly number[]>>();

/**
 * Writes text in the bytes of an old font, by reversing the product's tables. Throws on a letter that the font lacks.
 */
function inOldFont(text: string, font: Font): Uint8Array {
  const table = tables.get(font) ?? makeTable(font);
  tables.set(font, table);
  const bytes = Array.from(text.normalize('NFC')).flatMap((letter) => {
    const code = letter.charCodeAt(0);
    const found = code < 0x80 ? [code] : table.get(letter);
    if (found === undefined) throw new Error(`${font} has no ${letter}`);
    return found;
  });
  return Uint8Array.from(bytes);
}

/** Writes it as a workbook does: each byte as a Western letter. */
function asWesternLetters(text: string, font: Font): string {
  return Buffer.from(inOldFont(text, font)).toString('latin1');
}

function makeTable(font: Font): Map<string, readonly number[]> {
  const vowels = Array.from('aeiouyAEIOUY').map((letter) => letter.charCodeAt(0));
  // VNI has ơ and ư as letters of their own, which then take a mark like any other vowel.
  const first = font === 'vni' ? [...vowels, 0xf4, 0xf6, 0xd4, 0xd6] : [];
  const pairs = first.flatMap((vowel) => BYTES.map((mark) => [vowel, mark]));
  const table = new Map<string, readonly number[]>();
  // The sign for a mark after a vowel is a letter elsewhere, so pairs come first.
  for (const bytes of [...pairs, ...BYTES.map((byte) => [byte])]) {
    const letter = decodeVietnamese(Uint8Array.from(bytes), font);
    if (letter.length === 1 && !table.has(letter)) table.set(letter, bytes);
  }
  return table;
}

const NAMES = communeTable.communes.map(({ name }) => `Ngã ba ${name}`);
const HEADING = 'Mã,Tên điểm,Ghi chú';
const TEXT = [HEADING, ...NAMES.map((name, row) => `${row},${name},gần chợ`)].join('\n');

async function namesOf(bytes: Uint8Array, fileName = 'danh-sach.csv') {
  const table = await readTable({ fileName, bytes });
  return { ...table, names: table.rows.map(({ cells }) => cells[1]) };
}

describe.each(['tcvn3', 'vni'] as const)('a list in the fonts of %s', (font) => {
  // TCVN3 has no capitals with tones.
  const plain = (text: string) => (font === 'vni' ? text : text.replaceAll('Ứng', 'ứng'));
  const expected = NAMES.map(plain);

  it('is read from its bytes, headings and all', async () => {
    const { header, names, encoding, warnings } = await namesOf(inOldFont(plain(TEXT), font));
    expect(header).toEqual(['Mã', 'Tên điểm', 'Ghi chú']);
    expect(names).toEqual(expected);
    expect(encoding).toBe(font);
    expect(warnings.map(({ code }) => code)).toEqual(['import.encoding_guessed']);
  });

  it('is read where somebody saved its Western letters as UTF-8', async () => {
    const bytes = Buffer.from(asWesternLetters(plain(TEXT), font));
    expect(await namesOf(bytes)).toMatchObject({ encoding: font, names: expected });
  });

  it('is read from a workbook, and what is Unicode there already stays', async () => {
    const rows = expected.map((name, row) => [
      String(row),
      asWesternLetters(name, font),
      'Hà Nội, gần hồ Tây',
    ]);
    const heading = ['Mã', asWesternLetters('Tên điểm', font), 'Ghi chú'];
    const { header, names, rows: read } = await namesOf(xlsxFile([heading, ...rows]), 'a.xlsx');
    expect(header).toEqual(['Mã', 'Tên điểm', 'Ghi chú']);
    expect(names).toEqual(expected);
    expect(read[0]?.cells[2]).toBe('Hà Nội, gần hồ Tây');
  });

  it.skipIf(realDataMissing)('of 3,326 real names is read letter for letter', async () => {
    const lines = readFileSync(realData('hanoi_bus_stops_osm.csv'), 'utf8').trim().split('\n');
    const writable = lines.filter((line) => {
      try {
        return inOldFont(line, font).length > 0;
      } catch {
        return false;
      }
    });
    const wanted = await namesOf(Buffer.from(writable.join('\n')));
    const { names } = await namesOf(inOldFont(writable.join('\n'), font));
    expect(names).toEqual(wanted.names);
    expect(names.length).toBeGreaterThan(3_000);
  });
});

describe('a list that is in no Vietnamese encoding', () => {
  it('is refused when its letters make no sense, with what to do', async () => {
    const bytes = Buffer.from(
      'Ma,Ten\n1,\xd8\xd9\xda\xdb\n2,\xc8\xcc\xd2\xa4\xa6\n3,\xdc\xfc\xdd\n4,\xe8\xe8\xe8\xe8\n5,\xf0\xf1\xf2\xf3\n',
      'latin1',
    );
    await expect(readTable({ fileName: 'a.csv', bytes })).rejects.toMatchObject({
      code: 'import.text_unreadable',
    });
  });

  it('is read where a few words are of another language', async () => {
    const bytes = Buffer.from('Ma,Ten\n1,Caf\xe9 Pho\n2,Nha nghi\n', 'latin1');
    expect((await namesOf(bytes)).names).toEqual(['Café Pho', 'Nha nghi']);
  });

  it('is left as it is where it is Unicode: European letters are no old font', async () => {
    const text = 'Mã,Tên\n1,Café Müller\n2,Hà Nội\n3,Señor Ñandú';
    expect(await namesOf(Buffer.from(text))).toMatchObject({
      encoding: 'utf-8',
      names: ['Café Müller', 'Hà Nội', 'Señor Ñandú'],
      warnings: [],
    });
  });
});
