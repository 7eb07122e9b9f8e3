import { gzipSync } from 'node:zlib';

import { MOST_GROUND_TILE_BYTES } from '#server/contract/ground.ts';

import { encodeThings } from './encode-things.ts';
import type { TileThing } from './tile-things.ts';

/** Name of the operating system in the head of a gzip file (RFC 1952): "unknown", so that all write the same bytes. */
const SYSTEM_BYTE = 9;
const UNKNOWN_SYSTEM = 255;
const MOST_GUESSES = 6;
/** A guess aims a little lower than the limit, and one that comes this near is good enough. */
const AIM = 0.96;
const NEAR = 0.9;
/** Bytes of a thing beside its vertices, roughly. */
const BYTES_OF_A_THING = 6;

export type FittedTile = { bytes: Uint8Array<ArrayBuffer>; left: number };

/**
 * Encodes and packs a tile of at most {@link MOST_GROUND_TILE_BYTES} bytes. Where all of it is more, things are left out
 * from the end of their order: by rank, and within a rank the smaller ones first. `left` counts them.
 */
export function fitTile(things: readonly TileThing[], most = MOST_GROUND_TILE_BYTES): FittedTile {
  // Equal ones stay in the order in which they came.
  const ordered = things.toSorted((one, other) => one.rank - other.rank || other.size - one.size);
  const whole = pack(ordered);
  if (whole.length <= most) return { bytes: whole, left: 0 };
  const costs = costsOf(ordered);
  let [kept, bytes] = [0, pack([])];
  let [tooMany, size] = [ordered.length, whole.length];
  for (let guess = 0; guess < MOST_GUESSES || kept === 0; guess += 1) {
    if (kept + 1 >= tooMany) break;
    // Bytes grow about as the costs do.
    const wanted = ((costs[tooMany] ?? 0) * AIM * most) / size;
    const near = costs.findLastIndex((cost) => cost <= wanted);
    const count = Math.min(tooMany - 1, Math.max(kept + 1, near));
    const packed = pack(ordered.slice(0, count));
    if (packed.length > most) [tooMany, size] = [count, packed.length];
    else {
      [kept, bytes] = [count, packed];
      if (packed.length >= NEAR * most) break;
    }
  }
  return { bytes, left: ordered.length - kept };
}

/** Rough bytes of the first n things, by n. */
function costsOf(things: readonly TileThing[]): number[] {
  const costs = [0];
  for (const { paths } of things) {
    const numbers = paths.reduce((sum, path) => sum + path.length, 0);
    costs.push((costs.at(-1) ?? 0) + numbers + BYTES_OF_A_THING);
  }
  return costs;
}

function pack(things: readonly TileThing[]): Uint8Array<ArrayBuffer> {
  const packed = new Uint8Array(gzipSync(encodeThings(things)));
  packed[SYSTEM_BYTE] = UNKNOWN_SYSTEM;
  return packed;
}
