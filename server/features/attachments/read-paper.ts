import { promisify } from 'node:util';
import { inflate as inflateCallback } from 'node:zlib';

import { getDocumentProxy } from 'unpdf';

import { AppError } from '#server/contract/problem.ts';

import { hasSecretStamp } from './secret-marking.ts';

const inflate = promisify(inflateCallback);

const MEBIBYTE = 1_048_576;
/** What one stream of a paper may unpack to, and all together; a scanned page is about 25 MiB. */
const MOST_STREAM_BYTES = 64 * MEBIBYTE;
const MOST_BYTES_IN_ALL = 1_024 * MEBIBYTE;
const MOST_PAGES_READ = 50;
const MOST_READING_MILLISECONDS = 5_000;

/**
 * Reads the text layer of a PDF as far as it goes and refuses a paper that is stamped secret.
 * A scan without a text layer tells nothing: there the form's own words must do.
 * Throws `attachment.secret`, or `attachment.unreadable` when it is damaged, locked or unpacks to too much.
 */
export async function refuseSecretPaper(bytes: Uint8Array): Promise<void> {
  await refuseBomb(bytes);
  const lines = await readLines(bytes).catch((cause: unknown) => {
    throw unreadable(cause);
  });
  if (hasSecretStamp(lines)) throw new AppError('attachment.secret');
}

function unreadable(cause?: unknown): AppError {
  return new AppError('attachment.unreadable', { parameters: { type: 'PDF' }, cause });
}

/** The lines of the first pages, and beside them each run of text that was set on its own. */
async function readLines(bytes: Uint8Array): Promise<string[]> {
  // The reader takes the memory that it is given for its own.
  const paper = await getDocumentProxy(bytes.slice(), { isEvalSupported: false, verbosity: 0 });
  const until = performance.now() + MOST_READING_MILLISECONDS;
  const lines: string[] = [];
  try {
    const pages = Math.min(paper.numPages, MOST_PAGES_READ);
    for (let number = 1; number <= pages && performance.now() < until; number += 1) {
      const { items } = await (await paper.getPage(number)).getTextContent();
      let line = '';
      for (const item of items) {
        if (!('str' in item)) continue;
        lines.push(item.str);
        line += item.str;
        if (!item.hasEOL) continue;
        lines.push(line);
        line = '';
      }
      lines.push(line);
    }
    return lines;
  } finally {
    await paper.destroy();
  }
}

/** Unpacks every stream within bounds before a reader does it without any. */
async function refuseBomb(bytes: Uint8Array): Promise<void> {
  const paper = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // An old packing whose unpacking nobody here bounds.
  if (paper.includes('LZWDecode')) throw unreadable();
  let left = MOST_BYTES_IN_ALL;
  for (const packed of streamsOf(paper)) {
    for (let layer: Buffer | null = packed; layer !== null;) {
      layer = await unpack(layer, Math.min(left, MOST_STREAM_BYTES));
      left -= layer?.length ?? 0;
    }
  }
}

/** One layer of packing less; null where there is none. Throws where the limit is passed. */
async function unpack(packed: Buffer, limit: number): Promise<Buffer | null> {
  // First byte of every deflated stream with a window of up to 32 kB.
  if (((packed[0] ?? 0) & 0x0f) !== 8) return null;
  try {
    return await inflate(packed, { maxOutputLength: Math.max(1, limit) });
  } catch (error) {
    if (error instanceof RangeError) throw unreadable(error);
    return null;
  }
}

function* streamsOf(paper: Buffer): Generator<Buffer> {
  const LINE_FEED = 0x0a;
  for (let at = paper.indexOf('stream'); at !== -1; at = paper.indexOf('stream', at + 6)) {
    const start = paper.indexOf(LINE_FEED, at) + 1;
    const isHead = start > 0 && start - at <= 8;
    const end = isHead ? paper.indexOf('endstream', start) : -1;
    if (end === -1) continue;
    yield paper.subarray(start, end);
    at = end + 3;
  }
}
