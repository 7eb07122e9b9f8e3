import { LRUCache } from 'lru-cache';

/** Bytes of tiles, unpacked, that one page holds: some two hundred crowded ones. */
const MOST_BYTES = 24 * 1_048_576;

type Remembered = { tag: string; bytes: Uint8Array };

/**
 * Tiles with their ETags in memory alone: the browser's own cache would leave on the disk where places are. A tile that
 * has not changed is answered by 304 and comes from here.
 */
export function rememberTiles(mostBytes = MOST_BYTES) {
  const tiles = new LRUCache<string, Remembered>({
    maxSize: mostBytes,
    sizeCalculation: ({ bytes }) => bytes.byteLength + 1,
  });
  return {
    /** Asks for a tile; the answer is the server's where it is neither 200 nor 304. */
    async fetch(address: string, signal: AbortSignal): Promise<Response | Uint8Array> {
      const known = tiles.get(address);
      const response = await fetch(address, {
        credentials: 'same-origin',
        cache: 'no-store',
        signal,
        ...(known !== undefined && { headers: { 'if-none-match': known.tag } }),
      });
      if (response.status === 304 && known !== undefined) return known.bytes;
      if (!response.ok) return response;
      const bytes = new Uint8Array(await response.arrayBuffer());
      const tag = response.headers.get('etag');
      if (tag !== null) tiles.set(address, { tag, bytes });
      return bytes;
    },
  };
}
