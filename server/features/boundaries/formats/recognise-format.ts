import { decodeStrictly, markedEncoding } from '#server/tables/decode-text.ts';

import { BoundaryFileError } from './boundary-file-error.ts';

export type Content = 'zip' | 'sqlite' | 'xml' | 'json';

const HEAD = 1_024;

/**
 * Recognises the content of a file by its first bytes, never by its name.
 * @throws BoundaryFileError `boundary.file_empty`, `boundary.not_a_boundary_file`
 */
export function recogniseContent(bytes: Uint8Array): Content {
  const head = Buffer.from(bytes.subarray(0, HEAD));
  const latin = head.toString('latin1');
  if (latin.startsWith('PK\u0003\u0004') || latin.startsWith('PK\u0005\u0006')) return 'zip';
  if (latin.startsWith('SQLite format 3\0')) return 'sqlite';
  const text = decodeHead(head).trimStart();
  if (text === '' && bytes.length <= HEAD) throw new BoundaryFileError('boundary.file_empty');
  if (text.startsWith('<')) return 'xml';
  if (text.startsWith('{') || text.startsWith('[')) return 'json';
  throw new BoundaryFileError('boundary.not_a_boundary_file', { reason: 'unknown_content' });
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
