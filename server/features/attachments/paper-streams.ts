import { promisify } from 'node:util';
import { inflate as inflateCallback } from 'node:zlib';

const inflate = promisify(inflateCallback);

const MEBIBYTE = 1_048_576;
/** What one stream of a paper may unpack to, and all together; a scanned page is about 25 MiB. */
const MOST_STREAM_BYTES = 64 * MEBIBYTE;
const MOST_BYTES_IN_ALL = 1_024 * MEBIBYTE;
/** Packings whose unpacking nobody here bounds; no program of today writes them. The short names mean the same. */
const UNBOUNDED = new Set(
  'LZWDecode LZW ASCIIHexDecode AHx ASCII85Decode A85 RunLengthDecode RL'.split(' '),
);
const NAME = /\/([^\s/<>[\](){}%\0]{1,40})/g;
const [LINE_FEED, CARRIAGE_RETURN] = [0x0a, 0x0d];

/**
 * True when a PDF unpacks to more than its readers should be given: a stream, or all of them together, is larger than
 * any page is, or a packing stands in front of it that could hide so. Each stream is unpacked within bounds to see.
 */
export async function unpacksToTooMuch(bytes: Uint8Array): Promise<boolean> {
  const paper = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let left = MOST_BYTES_IN_ALL;
  for (const { before, packed } of partsOf(paper)) {
    if (namesUnboundedPacking(before)) return true;
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

/** Whether one of the names in a stretch between streams is such a packing; `#44` in a name is a `D`. */
function namesUnboundedPacking(between: Buffer): boolean {
  for (const [, name = ''] of between.toString('latin1').matchAll(NAME)) {
    const plain = name.replace(/#([\da-f]{2})/gi, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
    if (UNBOUNDED.has(plain)) return true;
  }
  return false;
}

/** One layer of packing less; null where there is none. */
async function unpack(packed: Buffer, limit: number): Promise<Buffer | 'too_much' | null> {
  // First byte of every deflated stream with a window of up to 32 kB.
  if (((packed[0] ?? 0) & 0x0f) !== 8) return null;
  try {
    return await inflate(packed, { maxOutputLength: Math.max(1, limit) });
  } catch (error) {
    return error instanceof RangeError ? 'too_much' : null;
  }
}

/** The streams of a paper, each with what stands between it and the one before; the last part has no stream. */
function* partsOf(paper: Buffer): Generator<{ before: Buffer; packed: Buffer }> {
  // Behind the last end no stream can be whole: without this, each beginning would be searched to the end again.
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

/** Where the content begins behind the word `stream`: after the end of its line. */
function startOf(paper: Buffer, at: number): number | null {
  if (paper[at] === LINE_FEED) return at + 1;
  if (paper[at] !== CARRIAGE_RETURN) return null;
  return paper[at + 1] === LINE_FEED ? at + 2 : at + 1;
}
