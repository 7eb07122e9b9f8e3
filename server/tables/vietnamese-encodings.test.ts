import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import communeTable from '#data/reference/communes.json' with { type: 'json' };
import { readBoundaryFile } from '#server/features/boundaries/formats/read-boundary-file.ts';
import { zippedShapefile } from '#tests/support/files/shapefile.ts';
import { reached } from '#tests/support/reached.ts';

import { guessEncoding } from './guess-encoding.ts';
import { bytesOfMisreadText, tcvn3ToUnicode, vniToUnicode } from './vietnamese-encodings.ts';

/** Names as they stand in files made with the old fonts, seen through Windows-1252. */
const OLD_TEXTS = [
  { name: 'Phường Ba Đình', tcvn3: 'Ph\u00adêng Ba §×nh', vni: 'Phöôøng Ba Ñình' },
  { name: 'Đống Đa', tcvn3: '§èng §a', vni: 'Ñoáng Ña' },
  { name: 'Hà Nội', tcvn3: 'Hµ Néi', vni: 'Haø Noäi' },
  { name: 'Xã Mỹ Đức', tcvn3: 'X· Mü §øc', vni: 'Xaõ Myõ Ñöùc' },
  { name: 'Thị trấn Vân Đình', tcvn3: 'ThÞ trÊn V©n §×nh', vni: 'Thò traán Vaân Ñình' },
  { name: 'Phượng Dực', tcvn3: 'Ph\u00adîng Dùc', vni: 'Phöôïng Döïc' },
  { name: 'Ô Chợ Dừa', tcvn3: '¤ Chî Dõa', vni: 'OÂ Chôï Döøa' },
  { name: 'Láng', tcvn3: 'L¸ng', vni: 'Laùng' },
];

test.each(OLD_TEXTS)('$name is read from both old encodings', ({ name, tcvn3, vni }) => {
  expect(tcvn3ToUnicode(tcvn3)).toBe(name);
  expect(vniToUnicode(vni)).toBe(name);
});

test('capitals of the ABC fonts, which are small letters in a capital font, become capitals', () => {
  expect(tcvn3ToUnicode('Ph\u00adêng §èNG §A')).toBe('Phường ĐỐNG ĐA');
});

test('text that is Unicode already is left alone', () => {
  expect(vniToUnicode('Phường Đống Đa')).toBe('Phường Đống Đa');
  expect(tcvn3ToUnicode('Phường Đống Đa'.normalize('NFD'))).toBe('Phường Đống Đa');
});

test('any bytes give NFC text in every encoding', () => {
  const byte = fc.oneof(
    fc.integer({ min: 0, max: 0xff }),
    fc.constantFrom(...Buffer.from('aeiouyAEIOUY')),
    fc.integer({ min: 0x80, max: 0xff }),
  );
  const bytes = fc.array(byte, { maxLength: 40, size: 'max' });
  const misread = fc
    .tuple(bytes, fc.boolean())
    .map(([given, windows]) =>
      windows
        ? new TextDecoder('windows-1252').decode(Uint8Array.from(given))
        : Buffer.from(given).toString('latin1'),
    );
  reached({ 'bytes that are converted': 0.25 }, (seen) => {
    fc.assert(
      fc.property(fc.oneof(misread, fc.string({ unit: 'binary', maxLength: 40 })), (text) => {
        const read = bytesOfMisreadText(text) ?? [];
        seen(
          'bytes that are converted',
          read.some((one) => one > 0x7f),
        );
        for (const convert of [tcvn3ToUnicode, vniToUnicode]) {
          const converted = convert(text);
          expect(converted).toBe(converted.normalize('NFC'));
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('guessing', () => {
  test.each(['tcvn3', 'vni'] as const)('%s is told from the rest by a few names', (encoding) => {
    const samples = OLD_TEXTS.map((text) => text[encoding]);
    expect(guessEncoding(samples, 'bytes')).toEqual({ encoding, certain: false });
    expect(guessEncoding(samples, 'unicode')).toEqual({ encoding, certain: false });
  });

  test('names in UTF-8 bytes are UTF-8, and names in Unicode stay as they are', () => {
    const names = communeTable.communes.map(({ name }) => name);
    const bytes = names.map((name) => Buffer.from(name).toString('latin1'));
    expect(guessEncoding(bytes, 'bytes')).toEqual({ encoding: 'utf-8', certain: true });
    expect(guessEncoding(names, 'unicode')).toEqual({ encoding: 'unicode', certain: true });
    expect(guessEncoding(['Ba Vi', '00004'], 'bytes').encoding).toBe('utf-8');
  });

  test('Windows-1258 with its combining tones is told too', () => {
    const samples = [
      'H\u00e0 N\u00f4\u00f2i',
      '\u00d0\u00f4\u00ecng \u00d0a',
      'Ph\u00fd\u00f5\u00ccng',
    ];
    expect(guessEncoding(samples, 'bytes').encoding).toBe('windows-1258');
  });
});

test('a Shapefile in TCVN3 without a word about it is read, with a preview of each encoding', async () => {
  const ring = [
    [105.8, 21],
    [105.8, 21.1],
    [105.9, 21.1],
    [105.9, 21],
    [105.8, 21],
  ];
  const shapes = OLD_TEXTS.map(({ tcvn3 }) => ({
    rings: [ring],
    name: bytesOfMisreadText(tcvn3) ?? '',
  }));
  const file = await readBoundaryFile({
    fileName: 'xa.zip',
    bytes: zippedShapefile(shapes, { cpg: 'ISO-8859-1' }),
  });
  expect(file.features.map(({ properties }) => properties['TEN'])).toEqual(
    OLD_TEXTS.map(({ name }) => name),
  );
  expect(file.encoding).toMatchObject({ used: 'tcvn3', guessed: true });
  expect(file.warnings).toContainEqual({
    code: 'encoding_guessed',
    parameters: { encoding: 'tcvn3' },
  });
  const preview = file.encoding.previews.find(({ encoding }) => encoding === 'tcvn3');
  expect(preview?.values.slice(0, 2)).toEqual(['Phường Ba Đình', 'Đống Đa']);
});

test('bytes that are no UTF-8 are reported with their feature where UTF-8 is asked for', async () => {
  const ring = [
    [105.8, 21],
    [105.8, 21.1],
    [105.9, 21.1],
    [105.9, 21],
    [105.8, 21],
  ];
  const bytes = zippedShapefile([
    { rings: [ring], name: 'Láng' },
    { rings: [ring], name: Uint8Array.of(0x4c, 0xe1, 0x6e) },
  ]);
  const { warnings } = await readBoundaryFile({ fileName: 'xa.zip', bytes, encoding: 'utf-8' });
  expect(warnings).toContainEqual({
    code: 'invalid_text',
    feature: 1,
    parameters: { field: 'TEN' },
  });
});
