import { brotliDecompressSync, constants, inflateRawSync } from 'node:zlib';

import { readCacheEntry } from './cache-entry.ts';
import { blocksOf, recordsOf } from './leveldb.ts';
import { unsnap } from './unsnap.ts';

/** Something that a thief reads: a file, or what was unpacked from one. */
export type Piece = {
  /** Path of the file, then how its content was unpacked: `Cache_Data/1a2b_0 > body > gzip`. */
  place: string;
  bytes: Buffer;
};

/** A photo in a row in a block in a table, and one more. */
const DEEPEST = 5;
const MOST_BYTES = 64_000_000;
const LIMITS = { maxOutputLength: MOST_BYTES };
/** What breaks off is read as far as it goes. */
const AS_FAR = { ...LIMITS, finishFlush: constants.Z_SYNC_FLUSH };

const GZIP = Buffer.from([0x1f, 0x8b, 0x08]);
const ZLIB = [0x01, 0x5e, 0x9c, 0xda].map((second) => Buffer.from([0x78, second]));
const [GZIP_HEAD_BYTES, NAMED, ZLIB_HEAD_BYTES] = [10, 8, 2];
const ZIPPED = Buffer.from('PK\u0003\u0004');
/** Values of IndexedDB that Chromium has packed by itself begin so. */
const PACKED_VALUE = Buffer.from([0xff, 0x11, 0x02]);
/** Gzip in base64. */
const GZIP_TEXT = Buffer.from('H4sI');
const BASE64_RUN = /^[\w+/=-]+/;

/** Gives a piece and everything that can be unpacked from it, at any depth. */
export function* unpack(piece: Piece, depth = 0): Generator<Piece> {
  yield piece;
  if (depth === DEEPEST) return;
  for (const inner of unpackOnce(piece)) yield* unpack(inner, depth + 1);
}

function* unpackOnce({ place, bytes }: Piece): Generator<Piece> {
  const name = (how: string, found: Uint8Array): Piece => ({
    place: `${place} > ${how}`,
    bytes: Buffer.from(found.buffer, found.byteOffset, found.byteLength),
  });
  if (place.endsWith('.ldb')) for (const block of blocksOf(bytes)) yield name('block', block);
  if (place.endsWith('.log')) for (const record of recordsOf(bytes)) yield name('record', record);
  const entry = readCacheEntry(bytes);
  if (entry !== null) {
    yield name('head', entry.head);
    const body = name(`body of ${entry.key}`, entry.body);
    yield body;
    for (const [how, opens] of Object.entries(CODINGS)) {
      const opened = attempt(() => opens(body.bytes));
      if (opened !== null) yield name(`body of ${entry.key} > ${how}`, opened);
    }
    return;
  }
  for (const found of packedIn(bytes)) yield name(found.how, found.bytes);
}

/** Codings of an answer that do not show in their first bytes. The others are found by {@link packedIn}. */
const CODINGS: Record<string, (bytes: Buffer) => Buffer> = {
  brotli: (bytes) => brotliDecompressSync(bytes, LIMITS),
  'raw deflate': (bytes) => inflateRawSync(bytes, LIMITS),
};

/** Everything packed that stands somewhere in some bytes. */
function* packedIn(bytes: Buffer): Generator<{ how: string; bytes: Uint8Array }> {
  for (const at of placesOf(bytes, GZIP)) {
    const found = attempt(() => gunzip(bytes.subarray(at)));
    if (found !== null) yield { how: 'gzip', bytes: found };
  }
  for (const magic of ZLIB) {
    for (const at of placesOf(bytes, magic)) {
      const found = attempt(() => inflateRawSync(bytes.subarray(at + ZLIB_HEAD_BYTES), LIMITS));
      if (found !== null) yield { how: 'deflate', bytes: found };
    }
  }
  for (const at of placesOf(bytes, ZIPPED)) {
    const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    const found = attempt(() => inflateRawSync(bytes.subarray(from), AS_FAR));
    if (found !== null) yield { how: 'zip', bytes: found };
  }
  for (const at of placesOf(bytes, PACKED_VALUE)) {
    const found = unsnap(bytes.subarray(at + PACKED_VALUE.length));
    if (found !== null) yield { how: 'packed value', bytes: found };
  }
  for (const at of placesOf(bytes, GZIP_TEXT)) {
    const [run = ''] = BASE64_RUN.exec(bytes.subarray(at).toString('latin1')) ?? [];
    const found = attempt(() => gunzip(Buffer.from(run, 'base64')));
    if (found !== null) yield { how: 'gzip in base64', bytes: found };
  }
}

/** Unpacks gzip (RFC 1952) that other bytes may follow. Its head may hold a name, which ends with a zero. */
function gunzip(bytes: Buffer): Buffer {
  const named = ((bytes[3] ?? 0) & NAMED) !== 0;
  const from = named ? bytes.indexOf(0, GZIP_HEAD_BYTES) + 1 : GZIP_HEAD_BYTES;
  return inflateRawSync(bytes.subarray(from), AS_FAR);
}

/** Runs a reader of packed bytes; null where they are something else, or empty. */
function attempt(open: () => Buffer): Buffer | null {
  try {
    const found = open();
    return found.length === 0 ? null : found;
  } catch {
    return null;
  }
}

/** All places of a needle in some bytes. */
export function* placesOf(bytes: Buffer, needle: Uint8Array): Generator<number> {
  for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at + 1)) yield at;
}
