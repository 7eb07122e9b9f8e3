import { decodeStrictly, markedEncoding } from '#server/tables/decode-text.ts';

import { MapFileError } from './map-file-error.ts';

/** Kind of a file by its content; `other` is text or bytes of no kind that is read here. */
export type Content = 'zip' | 'sqlite' | 'xml' | 'json' | 'mif' | 'other';

const HEAD = 1_024;

/**
 * Recognises the content of a file by its first bytes, never by its name.
 * @throws MapFileError `file_empty`
 */
export function recogniseContent(bytes: Uint8Array): Content {
  const head = Buffer.from(bytes.subarray(0, HEAD));
  const latin = head.toString('latin1');
  if (isZip(bytes)) return 'zip';
  if (latin.startsWith('SQLite format 3\0')) return 'sqlite';
  const text = decodeHead(head).trimStart();
  if (text === '' && bytes.length <= HEAD) throw new MapFileError('file_empty');
  if (text.startsWith('<')) return 'xml';
  if (/^[{[]/.test(text)) return 'json';
  // A table may begin with the same word; the clauses behind it are those of the interchange format.
  return /^version\s+\d+\s/i.test(text) && /^(?:charset|delimiter|coordsys|columns)\b/im.test(text)
    ? 'mif'
    : 'other';
}

export function isZip(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 4)).toString('latin1');
  return start === 'PK\u0003\u0004' || start === 'PK\u0005\u0006';
}

/** Text of a JSON or XML file: UTF-8, or UTF-16 where its mark says so. `bytes` when it is neither. */
export function decodeFileText(bytes: Uint8Array): { text: string; kind: 'unicode' | 'bytes' } {
  const text = decodeStrictly(markedEncoding(bytes) ?? 'utf-8', bytes);
  if (text !== null) return { text, kind: 'unicode' };
  // Kept byte by byte: the attributes say later in which encoding they make sense.
  return { text: Buffer.from(bytes).toString('latin1').replace(/^ï»¿/, ''), kind: 'bytes' };
}

function decodeHead(head: Uint8Array): string {
  return new TextDecoder(markedEncoding(head) ?? 'utf-8').decode(head);
}
