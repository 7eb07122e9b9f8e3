import { createHash } from 'node:crypto';

import { AppError } from '#server/contract/problem.ts';

const MOST_HEAD_BYTES = 8_192;
const MOST_PARTS = 50;
const MOST_FIELD_BYTES = 1_048_576;
const LINE_END = Buffer.from('\r\n');
const HEAD_END = Buffer.from('\r\n\r\n');

/** One part of a form: a field without a file name, or a file with one. */
export type Part = {
  name: string;
  fileName: string | null;
  mediaType: string;
  content: Buffer;
  /** SHA-256 of the content, hexadecimal, updated as blocks arrive. */
  sha256: string;
};

/**
 * Reads a body of `multipart/form-data` (RFC 7578) block by block as it arrives, so that a large file never stops the
 * server from answering others. The platform's own reader blocks it for half a second for 60 MB.
 * @throws AppError `request.malformed` for a body that is no form or is cut off, `request.too_large` for a field (not a
 * file) of more than 1 MiB
 */
export async function readMultipart(
  body: AsyncIterable<Uint8Array>,
  contentType: string,
): Promise<Part[]> {
  const reader = new PartReader(boundaryOf(contentType));
  for await (const block of body) reader.take(block);
  return reader.finish();
}

function boundaryOf(contentType: string): string {
  const found = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType);
  const boundary = found?.[1] ?? found?.[2];
  if (boundary === undefined) throw new AppError('request.malformed');
  return boundary;
}

type Head = Omit<Part, 'content' | 'sha256'>;

/** Cuts a body at its boundaries; bytes that may begin a boundary wait for the next block. */
class PartReader {
  readonly #delimiter: Buffer;
  readonly #parts: Part[] = [];
  #state: 'preamble' | 'after_boundary' | 'head' | 'content' | 'end' = 'preamble';
  #rest: Buffer = LINE_END;
  #head: Head | null = null;
  #content: Buffer[] = [];
  #contentBytes = 0;
  #hash = createHash('sha256');

  constructor(boundary: string) {
    this.#delimiter = Buffer.from(`\r\n--${boundary}`);
  }

  take(block: Uint8Array): void {
    if (this.#state === 'end') return;
    const bytes = Buffer.from(block.buffer, block.byteOffset, block.byteLength);
    this.#rest = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    while (this.#step());
  }

  finish(): Part[] {
    if (this.#state !== 'end') throw new AppError('request.malformed');
    return this.#parts;
  }

  /** Takes one step; false when it needs more bytes. */
  #step(): boolean {
    switch (this.#state) {
      case 'preamble':
      case 'content':
        return this.#readContent();
      case 'after_boundary':
        return this.#readAfterBoundary();
      case 'head':
        return this.#readHead();
      case 'end':
        return false;
    }
  }

  #readContent(): boolean {
    const at = this.#rest.indexOf(this.#delimiter);
    if (at === -1) {
      const decided = Math.max(0, this.#rest.length - this.#delimiter.length + 1);
      this.#keep(this.#rest.subarray(0, decided));
      this.#rest = this.#rest.subarray(decided);
      return false;
    }
    this.#keep(this.#rest.subarray(0, at));
    this.#rest = this.#rest.subarray(at + this.#delimiter.length);
    this.#closePart();
    this.#state = 'after_boundary';
    return true;
  }

  #keep(bytes: Buffer): void {
    if (this.#head === null || bytes.length === 0) return;
    this.#contentBytes += bytes.length;
    if (this.#head.fileName === null && this.#contentBytes > MOST_FIELD_BYTES) {
      throw new AppError('request.too_large');
    }
    this.#hash.update(bytes);
    this.#content.push(bytes);
  }

  #closePart(): void {
    if (this.#head === null) return;
    const content = Buffer.concat(this.#content);
    this.#parts.push({ ...this.#head, content, sha256: this.#hash.digest('hex') });
    this.#head = null;
    this.#hash = createHash('sha256');
    this.#content = [];
    this.#contentBytes = 0;
  }

  #readAfterBoundary(): boolean {
    if (this.#rest.length < 2) return false;
    if (this.#rest.toString('latin1', 0, 2) === '--') {
      this.#state = 'end';
      return false;
    }
    // Spaces may come between the boundary and the end of its line.
    const end = this.#rest.indexOf(LINE_END);
    this.#refuseBeyondHead(end, LINE_END);
    if (end === -1) return false;
    if (this.#rest.toString('latin1', 0, end).trim() !== '') {
      throw new AppError('request.malformed');
    }
    // The line end is kept, so that a part without headings also ends in an empty line.
    this.#rest = this.#rest.subarray(end);
    this.#state = 'head';
    return true;
  }

  #readHead(): boolean {
    const end = this.#rest.indexOf(HEAD_END);
    this.#refuseBeyondHead(end, HEAD_END);
    if (end === -1) return false;
    if (this.#parts.length >= MOST_PARTS) throw new AppError('request.malformed');
    this.#head = headOf(this.#rest.toString('utf8', 0, end));
    this.#rest = this.#rest.subarray(end + HEAD_END.length);
    this.#state = 'content';
    return true;
  }

  /** Refuses an end that lies too far off, or that can only do so; its first bytes may have come already. */
  #refuseBeyondHead(end: number, mark: Buffer): void {
    const earliest = end === -1 ? this.#rest.length - mark.length + 1 : end;
    if (earliest > MOST_HEAD_BYTES) throw new AppError('request.malformed');
  }
}

function headOf(text: string): Head {
  let disposition = '';
  let mediaType = 'application/octet-stream';
  for (const line of text.split('\r\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (name === 'content-disposition') disposition = value;
    if (name === 'content-type') mediaType = value;
  }
  const name = parameterOf(disposition, 'name');
  if (!/^form-data\s*(?:;|$)/i.test(disposition) || name === null) {
    throw new AppError('request.malformed');
  }
  return { name, fileName: parameterOf(disposition, 'filename'), mediaType };
}

const PARAMETER = /;\s*([\w-]+)="([^"]*)"/g;

/** Reads a quoted parameter; browsers write quotes and line ends within it as %22, %0D and %0A. */
function parameterOf(disposition: string, name: string): string | null {
  const parameters = [...disposition.matchAll(PARAMETER)];
  const found = parameters.find(([, key = '']) => key.toLowerCase() === name)?.[2];
  if (found === undefined) return null;
  return found.replace(/%(22|0D|0A)/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
