/** Begins each file of Chromium's simple cache, which holds fetched answers and those of the Cache Storage. */
const HEAD_MAGIC = Buffer.from('305c72a71b6dfbfc', 'hex');
/** Begins the end mark of each stream in it. */
const END_MAGIC = Buffer.from('d8410d97456ffaf4', 'hex');
const HEAD_BYTES = 24;
const MARK_BYTES = 24;
const KEY_HASH_BYTES = 32;
const [FLAG_KEY_HASH, SIZE_AT] = [2, 16];

export type CacheEntry = {
  /** What it answers: for a fetched answer, the address behind some words of the browser. */
  key: string;
  body: Uint8Array;
  /** Headers as the browser keeps them. */
  head: Uint8Array;
};

/**
 * Takes a file of the simple cache apart; null where it is none. Source: net/disk_cache/simple/simple_entry_format.h:
 * head, key, body, end mark, headers, hash of the key, end mark.
 */
export function readCacheEntry(file: Buffer): CacheEntry | null {
  if (file.length < HEAD_BYTES || !HEAD_MAGIC.equals(file.subarray(0, 8))) return null;
  const bodyAt = HEAD_BYTES + file.readUInt32LE(12);
  const lastMark = file.length - MARK_BYTES;
  const key = file.subarray(HEAD_BYTES, bodyAt).toString();
  if (lastMark < bodyAt || !END_MAGIC.equals(file.subarray(lastMark, lastMark + 8))) {
    // Not written to its end: the rest is a body.
    return { key, body: file.subarray(bodyAt), head: new Uint8Array() };
  }
  const hashed = (file.readUInt32LE(lastMark + 8) & FLAG_KEY_HASH) !== 0;
  const headEnd = lastMark - (hashed ? KEY_HASH_BYTES : 0);
  const headAt = headEnd - file.readUInt32LE(lastMark + SIZE_AT);
  return {
    key,
    body: file.subarray(bodyAt, Math.max(bodyAt, headAt - MARK_BYTES)),
    head: file.subarray(Math.max(bodyAt, headAt), headEnd),
  };
}
