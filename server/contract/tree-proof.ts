import type { LogConsistency, LogInclusion } from './log-head.ts';

/** SHA-256 of some bytes. */
export type Sha256 = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array;
/** The same of a browser, which answers later. */
type LaterSha256 = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array | Promise<Uint8Array>;

const LEAF = 0;
const NODE = 1;

/** Hashes what a leaf says: SHA-256 over 0x00 and its bytes (RFC 6962, section 2.1). @returns hexadecimal digits */
export function hashLeaf(bytes: Uint8Array, sha256: Sha256): string {
  const input = new Uint8Array(bytes.length + 1);
  input[0] = LEAF;
  input.set(bytes, 1);
  return hexOf(sha256(input));
}

/** Hashes two subtrees into the one above them: SHA-256 over 0x01 and both hashes (RFC 6962, section 2.1). */
export function hashNode(left: string, right: string, sha256: Sha256): string {
  return hexOf(sha256(nodeBytes(left, right)));
}

function nodeBytes(left: string, right: string): Uint8Array<ArrayBuffer> {
  return bytesOf(`${NODE.toString(16).padStart(2, '0')}${left}${right}`);
}

/** Joins two hashes as {@link hashNode} does, with a hash function that may answer later. */
async function join(left: string, right: string, sha256: LaterSha256): Promise<string> {
  return hexOf(await sha256(nodeBytes(left, right)));
}

/** Tests that a leaf stands at its place in the tree with that root (RFC 9162, section 2.1.3.2). */
export async function provesInclusion(
  { index, size, path, leaf }: LogInclusion,
  root: string,
  sha256: LaterSha256,
): Promise<boolean> {
  if (index < 0 || index >= size) return false;
  let at = index;
  let last = size - 1;
  let hash = leaf;
  for (const beside of path) {
    if (last === 0) return false;
    if (isOdd(at) || at === last) {
      hash = await join(beside, hash, sha256);
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)];
    } else hash = await join(hash, beside, sha256);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && hash === root;
}

/**
 * Tests that the tree of `to` leaves begins with the very leaves of the tree of `from` (RFC 9162, section 2.1.4.2).
 * Every tree extends the empty one.
 */
export async function provesExtension(
  { from, to, path }: LogConsistency,
  roots: { from: string; to: string },
  sha256: LaterSha256,
): Promise<boolean> {
  if (from > to || from < 0) return false;
  if (from === to) return path.length === 0 && roots.from === roots.to;
  if (from === 0) return path.length === 0;
  // The old root is itself a subtree of the new one where its size is a power of two.
  const [first, ...rest] = isPowerOfTwo(from) ? [roots.from, ...path] : path;
  if (first === undefined) return false;
  let at = from - 1;
  let last = to - 1;
  while (isOdd(at)) [at, last] = [half(at), half(last)];
  let [older, newer] = [first, first];
  for (const beside of rest) {
    if (last === 0) return false;
    if (isOdd(at) || at === last) {
      older = await join(beside, older, sha256);
      newer = await join(beside, newer, sha256);
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)];
    } else newer = await join(newer, beside, sha256);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && older === roots.from && newer === roots.to;
}

const isOdd = (number: number): boolean => number % 2 === 1;
const half = (number: number): number => Math.floor(number / 2);
const isPowerOfTwo = (number: number): boolean => Number.isInteger(Math.log2(number));

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: hex.length / 2 }, (_, index) =>
    Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16),
  );
}
