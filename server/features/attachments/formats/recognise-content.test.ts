import { describe, expect, it } from 'vitest';

import { recogniseContent } from './recognise-content.ts';

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

describe('what a file is', () => {
  it.each([
    ['\xff\xd8\xff\xe0\x00\x10JFIF', 'jpeg'],
    ['\x89PNG\r\n\x1a\n', 'png'],
    ['RIFF\x10\x00\x00\x00WEBPVP8 ', 'webp'],
    ['\x00\x00\x00\x18ftypheic\x00\x00', 'heic'],
    ['\x00\x00\x00\x18ftypmif1\x00\x00', 'heic'],
    ['%PDF-1.7\n', 'pdf'],
    ...['heix', 'heim', 'heis', 'hevc', 'hevx', 'msf1', 'avif', 'avis'].map((brand) => [
      `\x00\x00\x00\x18ftyp${brand}\x00\x00`,
      'heic',
    ]),
  ])('is read from its first bytes: %j', (head, kind) => {
    expect(recogniseContent(bytes(head))).toBe(kind);
  });

  it.each([
    '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
    '<!doctype html><script>alert(1)</script>',
    'GIF89a',
    ' %PDF-1.7',
    'RIFF\x10\x00\x00\x00WAVEfmt ',
    '\x00\x00\x00\x18ftypisom\x00\x00',
    'PK\x03\x04',
    '\xff\xd8',
    '\x89PNG\r\n\x1a',
    'RIFX\x10\x00\x00\x00WEBPVP8 ',
    '\x00\x00\x00\x18ftyqheic\x00\x00',
    '%PDF 1.7',
    '',
  ])('is nothing that is taken when it begins %j', (head) => {
    expect(recogniseContent(bytes(head))).toBeNull();
  });
});
