import { promisify } from 'node:util';
import { inflate as inflateCallback } from 'node:zlib';

const inflate = promisify(inflateCallback);

const MEBIBYTE = 1_048_576;
/** Most bytes that one stream of a paper, and all of them together, may unpack to; a scanned page has about 25 MiB. */
const MOST_STREAM_BYTES = 64 * MEBIBYTE;
const MOST_BYTES_IN_ALL = 1_024 * MEBIBYTE;
/**
 * Filters that we cannot unpack within bounds; no program of today writes them. The short names mean the same filters.
 */
const UNBOUNDED = new Set(
  'LZWDecode LZW ASCIIHexDecode AHx ASCII85Decode A85 RunLengthDecode RL'.split(' '),
);
const NAME = /\/([^\s/<>[\](){}%\0]{1,40})/g;
const [LINE_FEED, CARRIAGE_RETURN] = [0x0a, 0x0d];

/**
 * Tests whether a PDF unpacks to more than its readers can take: one stream or all together are larger than any page,
 * or a filter that could hide this stands before a stream. Each stream is unpacked within bounds to see.
 */
export async function unpacksToTooMuch(bytes: Uint8Array): Promise<boolean> {
  const paper = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let left = MOST_BYTES_IN_ALL;
  for (const { before, packed } of partsOf(paper)) {
    if (namesOneOf(before, UNBOUNDED)) return true;
    for (let layer: Buffer | null = packed; layer !== null;) {
      const unpacked: Buffer | 'too_much' | null = await unpack(
        layer,
        Math.min(left, MOST_STREAM_BYTES),
      );
      if (unpacked === 'too_much') return true;
      left -= unpacked?.length ?? 0;
      layer = unpacked;
    }
  }
  return false;
}

/** Tests whether one of the names stands anywhere in a paper that {@link unpacksToTooMuch} lets pass, packed or not. */
export async function namesAnyOf(bytes: Uint8Array, names: ReadonlySet<string>): Promise<boolean> {
  const paper = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const { before, packed } of partsOf(paper)) {
    if (namesOneOf(before, names)) return true;
    for (let layer: Buffer | null = packed; layer !== null;) {
      if (namesOneOf(layer, names)) return true;
      const unpacked: Buffer | 'too_much' | null = await unpack(layer, MOST_STREAM_BYTES);
      layer = unpacked === 'too_much' ? null : unpacked;
    }
  }
  return false;
}

/** Tests whether one of the names stands in a text; `#44` in a name is a `D`. */
function namesOneOf(text: Buffer, names: ReadonlySet<string>): boolean {
  for (const [, name = ''] of text.toString('latin1').matchAll(NAME)) {
    const plain = name.replace(/#([\da-f]{2})/gi, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
    if (names.has(plain)) return true;
  }
  return false;
}

/** Removes one layer of packing; null where there is none. */
async function unpack(packed: Buffer, limit: number): Promise<Buffer | 'too_much' | null> {
  // Lowest bits of the first byte of every deflated stream.
  if (((packed[0] ?? 0) & 0x0f) !== 8) return null;
  try {
    return await inflate(packed, { maxOutputLength: Math.max(1, limit) });
  } catch (error) {
    return error instanceof RangeError ? 'too_much' : null;
  }
}

/** Lists the streams of a paper, each with the text between it and the stream before; the last part has no stream. */
function* partsOf(paper: Buffer): Generator<{ before: Buffer; packed: Buffer }> {
  // No stream after the last end is complete: without this, each beginning would be searched to the end again.
  const lastEnd = paper.lastIndexOf('endstream');
  let from = 0;
  for (let at = paper.indexOf('stream'); at !== -1 && at < lastEnd;) {
    const start = startOf(paper, at + 6);
    const end = start === null ? -1 : paper.indexOf('endstream', start);
    if (start !== null && end !== -1) {
      yield { before: paper.subarray(from, at), packed: paper.subarray(start, end) };
      from = end;
    }
    at = paper.indexOf('stream', start === null || end === -1 ? at + 6 : end + 9);
  }
  yield { before: paper.subarray(from), packed: paper.subarray(0, 0) };
}

/** Finds the beginning of the content: after the line with the word `stream`. */
function startOf(paper: Buffer, at: number): number | null {
  if (paper[at] === LINE_FEED) return at + 1;
  if (paper[at] !== CARRIAGE_RETURN) return null;
  return paper[at + 1] === LINE_FEED ? at + 2 : at + 1;
}
