import { LRUCache } from 'lru-cache';

import type { TilePlace } from './tile-things.ts';

/** All tiles that the maps of an office show in a day. */
const MOST_BYTES = 48 * 2 ** 20;
/** Memory that an entry takes beside its bytes, roughly. */
const BYTES_AN_ENTRY = 300;

/** Keeps the tiles of the ground that were asked for last, by their version. */
export class GroundTileMemory {
  readonly #tiles = new LRUCache<string, Uint8Array<ArrayBuffer>>({
    maxSize: MOST_BYTES,
    sizeCalculation: (bytes) => bytes.length + BYTES_AN_ENTRY,
  });

  find(version: string, place: TilePlace): Uint8Array<ArrayBuffer> | undefined {
    return this.#tiles.get(keyOf(version, place));
  }

  keep(version: string, place: TilePlace, bytes: Uint8Array<ArrayBuffer>): void {
    this.#tiles.set(keyOf(version, place), bytes);
  }
}

function keyOf(version: string, { z, x, y }: TilePlace): string {
  return `${version}/${z}/${x}/${y}`;
}
