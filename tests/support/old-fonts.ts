import { decodeVietnamese } from '#server/tables/vietnamese-encodings.ts';

type Font = 'tcvn3' | 'vni';

const BYTES = Array.from({ length: 0x60 }, (_, index) => 0xa0 + index);
const tables = new Map<Font, Map<string, readonly number[]>>();

/**
 * Writes text in the bytes of an old font, by reversing the product's tables. Throws on a letter that the font lacks.
 */
export function inOldFont(text: string, font: Font): Uint8Array {
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
export function asWesternLetters(text: string, font: Font): string {
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
