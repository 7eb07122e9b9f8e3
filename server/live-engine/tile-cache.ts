import { createHash } from 'node:crypto';

const MOST_BYTES = 32 * 1024 * 1024;
/** Overhead of a cache entry in bytes: the key, the entry and the array object; an empty tile costs little else. */
const ENTRY_BYTES = 512;

/** Ready tiles by place and ETag, those asked for last; bounded by their bytes. */
export function tileCache(mostBytes: number = MOST_BYTES) {
  const kept = new Map<string, Uint8Array>();
  let bytes = 0;
  return {
    /** Shortens filters (up to thousands of ids) and tiles to a hash. */
    hash: (content: string | Uint8Array) =>
      createHash('sha1').update(content).digest('base64url').slice(0, 16),
    /** Looks up a tile and marks it as the most recently used. */
    get(key: string) {
      const tile = kept.get(key);
      if (tile === undefined) return undefined;
      kept.delete(key);
      kept.set(key, tile);
      return tile;
    },
    set(key: string, tile: Uint8Array) {
      const known = kept.get(key);
      if (known !== undefined) kept.delete(key);
      else bytes += tile.byteLength + ENTRY_BYTES;
      kept.set(key, tile);
      for (const [oldest, old] of kept) {
        if (bytes <= mostBytes) break;
        kept.delete(oldest);
        bytes -= old.byteLength + ENTRY_BYTES;
      }
    },
    clear() {
      kept.clear();
      bytes = 0;
    },
  };
}
