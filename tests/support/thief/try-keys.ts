import { createCipheriv } from 'node:crypto';

import { isReadable, placesToOpen, SAMPLE_BYTES, SECOND_BLOCK, type Sealed } from './keys.ts';

const BLOCK_BYTES = 16;
const BLOCKS = SAMPLE_BYTES / BLOCK_BYTES;

/**
 * Prepares to try keys on everything that is sealed: gives what a key may open. Each key encrypts the counters of all
 * samples at once, which is many times faster than one after the other.
 */
export function tryKeysOn(sealed: readonly Sealed[]): (key: Buffer) => Sealed[] {
  const places = sealed.flatMap((one) =>
    [...placesToOpen(one)].map((place) => ({ one, ...place })),
  );
  const counters = Buffer.concat(places.map(({ nonce }) => countersOf(nonce)));
  const samples = new Uint8Array(places.length * SAMPLE_BYTES);
  for (const [at, { body }] of places.entries()) {
    samples.set(body.subarray(0, SAMPLE_BYTES), at * SAMPLE_BYTES);
  }
  const plain = Buffer.alloc(samples.length);
  return (key) => {
    const cipher = createCipheriv(`aes-${key.length * 8}-ecb`, key, null).setAutoPadding(false);
    const stream = cipher.update(counters);
    for (let at = 0; at < plain.length; at += 1) plain[at] = (stream[at] ?? 0) ^ (samples[at] ?? 0);
    const opens = places.filter(({ body }, at) => {
      const from = at * SAMPLE_BYTES;
      return isReadable(plain.subarray(from, from + Math.min(body.length, SAMPLE_BYTES)));
    });
    return [...new Set(opens.map(({ one }) => one))];
  };
}

/** The blocks that AES-GCM encrypts for the beginning of a text. */
function countersOf(nonce: Buffer): Buffer {
  return Buffer.concat(
    Array.from({ length: BLOCKS }, (_, at) => {
      const counter = Buffer.from(SECOND_BLOCK);
      counter[3] = (SECOND_BLOCK[3] ?? 0) + at;
      return Buffer.concat([nonce, counter]);
    }),
  );
}
