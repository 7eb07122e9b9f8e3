import { createHash } from 'node:crypto';

import { LRUCache } from 'lru-cache';

const MOST_BYTES = 32 * 1024 * 1024;
/** Overhead of a cache entry in bytes: the key, the entry and the array object; an empty tile costs little else. */
const ENTRY_BYTES = 512;

/** Ready tiles by place and ETag, those asked for last; bounded by their bytes. */
export function tileCache(mostBytes: number = MOST_BYTES) {
  const kept = new LRUCache<string, Uint8Array>({
    maxSize: mostBytes,
    sizeCalculation: ({ byteLength }) => byteLength + ENTRY_BYTES,
  });
  return {
    /** Shortens filters (up to thousands of ids) and tiles to a hash. */
    hash: (content: string | Uint8Array) =>
      createHash('sha1').update(content).digest('base64url').slice(0, 16),
    get: (key: string) => kept.get(key),
    set: (key: string, tile: Uint8Array) => void kept.set(key, tile),
    clear: () => kept.clear(),
  };
}
