import { deflateSync } from 'node:zlib';

import sharp from 'sharp';

import type { IsoDate } from '#server/contract/time.ts';

import { pdfOf, pdfStream } from './pdf.ts';

/** A photo as a telephone takes it: with make, place (GPS), an orientation and a colour profile, and its day if one is given. */
export async function telephonePhoto(
  format: 'jpeg' | 'png' | 'webp' = 'jpeg',
  size: { width: number; height: number } = { width: 640, height: 480 },
  day: IsoDate | null = null,
): Promise<Uint8Array<ArrayBuffer>> {
  const { data, info } = await sharp({
    create: {
      ...size,
      channels: 3,
      noise: { type: 'gaussian', mean: 128, sigma: 20 },
      background: '#888',
    },
  })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const photo = sharp(data, { raw: { ...size, channels: info.channels } })
    .withExif({
      IFD0: { Make: 'Dien thoai minh hoa' },
      ...(day === null
        ? {}
        : { IFD2: { DateTimeOriginal: `${day.replaceAll('-', ':')} 09:30:00` } }),
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '21/1 1/1 55/1' },
    })
    .withIccProfile('p3')
    .withMetadata({ orientation: 6 });
  return new Uint8Array(await photo.toFormat(format).toBuffer());
}

/** Names of the segments before the picture of a JPEG: `APP1` holds EXIF and GPS, `APP2` the profile. */
export function jpegSegments(bytes: Uint8Array): string[] {
  const names: string[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 2; at < bytes.length && bytes[at] === 0xff; at += 2 + view.getUint16(at + 2)) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xda) break;
    names.push(marker >= 0xe0 && marker <= 0xef ? `APP${marker - 0xe0}` : marker.toString(16));
  }
  return names;
}

/** A PNG of a few bytes that claims to be `width` by `height` pixels. */
export function pngBomb(width: number, height: number): Uint8Array<ArrayBuffer> {
  const head = new DataView(new ArrayBuffer(33));
  [0x89504e47, 0x0d0a1a0a, 13, 0x49484452, width, height, 0x08020000].forEach((word, place) =>
    head.setUint32(place * 4, word),
  );
  head.setUint8(28, 0);
  head.setUint32(29, crc32(new Uint8Array(head.buffer, 12, 17)));
  const pixels = chunk('IDAT', deflateSync(new Uint8Array(1_000)));
  return new Uint8Array([...new Uint8Array(head.buffer), ...pixels, ...chunk('IEND', [])]);
}

function chunk(name: string, content: Iterable<number>): number[] {
  const named = new Uint8Array([...Buffer.from(name), ...content]);
  const numbers = new DataView(new ArrayBuffer(8));
  numbers.setUint32(0, named.length - 4);
  numbers.setUint32(4, crc32(named));
  const [length, sum] = [new Uint8Array(numbers.buffer, 0, 4), new Uint8Array(numbers.buffer, 4)];
  return [...length, ...named, ...sum];
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** A PDF of one page with these lines, in any letters: a table of its own says what each code means. */
export function paper(...lines: string[]): Uint8Array<ArrayBuffer> {
  return pdfOf(paperObjects(...lines));
}

function codeOf(letter: string): string {
  return (letter.codePointAt(0) ?? 0).toString(16).padStart(4, '0');
}

type PageContent = { filter?: string; letters?: readonly string[] };

/** A PDF of one page with this content stream. */
export function paperOf(content: string | Uint8Array, more?: PageContent): Uint8Array<ArrayBuffer> {
  return pdfOf(objectsOfPage(content, more));
}

/** The objects of a paper with these lines: root, pages, page and what it is drawn with. */
export function paperObjects(...lines: string[]): (string | Buffer)[] {
  const shown = lines.map((line) => `<${Array.from(line, codeOf).join('')}> Tj T*`).join(' ');
  const letters = [...new Set(lines.join(''))].map(
    (letter) => `<${codeOf(letter)}> <${codeOf(letter)}>`,
  );
  return objectsOfPage(`BT /F1 12 Tf 72 700 Td 20 TL ${shown} ET`, { letters });
}

function objectsOfPage(
  content: string | Uint8Array,
  { filter = '', letters = [] }: PageContent = {},
): (string | Buffer)[] {
  const map = `1 begincodespacerange <0000> <ffff> endcodespacerange ${letters.length} beginbfchar ${letters.join(' ')} endbfchar`;
  const toUnicode = `/CIDInit /ProcSet findresource begin begincmap ${map} endcmap end`;
  return [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    pdfStream(content, filter),
    '<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>',
    '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 600 /FontDescriptor 8 0 R >>',
    pdfStream(toUnicode),
    '<< /Type /FontDescriptor /FontName /A /Flags 4 /FontBBox [0 0 600 800] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>',
  ];
}
