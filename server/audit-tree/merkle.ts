import { createHash } from 'node:crypto';

import { hashNode, type Sha256 } from '#server/contract/tree-proof.ts';

/** A complete subtree: `level` 0 is a leaf; the `number`-th of its level from 0 covers 2^level leaves. */
export type NodePlace = { level: number; number: number };
export type TreeNode = NodePlace & { hash: string };
/** Leaves from `start`, up to and without `end`. */
export type Span = { start: number; end: number };

export const sha256: Sha256 = (bytes) => createHash('sha256').update(bytes).digest();

/** Root of the tree without leaves: the hash of nothing (RFC 6962, section 2.1). */
export const EMPTY_ROOT = createHash('sha256').digest('hex');

/** A Merkle tree (RFC 6962) that grows. It holds its right edge alone, one hash for each bit of its size. */
export class GrowingTree {
  #size: number;
  readonly #edge: Map<number, string>;

  /** @param edge the nodes of {@link edgeOf} */
  constructor(size = 0, edge: readonly TreeNode[] = []) {
    this.#size = size;
    this.#edge = new Map(edge.map(({ level, hash }) => [level, hash]));
  }

  get size(): number {
    return this.#size;
  }

  /** Adds a leaf. @returns the nodes above it that it completes, from the lowest */
  add(leaf: string): TreeNode[] {
    const completed: TreeNode[] = [];
    let [hash, level, number] = [leaf, 0, this.#size];
    while (number % 2 === 1) {
      hash = hashNode(this.#hashAt(level), hash, sha256);
      [level, number] = [level + 1, (number - 1) / 2];
      completed.push({ level, number, hash });
    }
    this.#edge.set(level, hash);
    this.#size += 1;
    return completed;
  }

  root(): string {
    const hashes = edgeOf(this.#size).map(({ level }) => this.#hashAt(level));
    return joined(hashes);
  }

  #hashAt(level: number): string {
    const hash = this.#edge.get(level);
    if (hash === undefined) throw new Error(`the tree lacks its node of level ${level}`);
    return hash;
  }
}

/** Gives the complete subtrees that together are the tree of that size, from the left. */
export function edgeOf(size: number): NodePlace[] {
  return nodesOf({ start: 0, end: size });
}

/** Gives the complete subtrees of a span that begins where a subtree of its size may begin, from the left. */
export function nodesOf({ start, end }: Span): NodePlace[] {
  const nodes: NodePlace[] = [];
  for (let at = start; at < end;) {
    const level = Math.floor(Math.log2(end - at));
    nodes.push({ level, number: at / 2 ** level });
    at += 2 ** level;
  }
  return nodes;
}

/** Joins complete subtrees, from the left, into the hash of the whole. */
export function joined(hashes: readonly string[]): string {
  if (hashes.length === 0) return EMPTY_ROOT;
  return hashes.reduceRight((right, left) => hashNode(left, right, sha256));
}

/** Gives the spans whose hashes prove that the leaf at `index` is in the tree (`PATH` of RFC 6962, section 2.1.1). */
export function inclusionSpans(index: number, { start, end }: Span): Span[] {
  if (end - start <= 1) return [];
  const middle = start + largestPowerBelow(end - start);
  return index < middle
    ? [...inclusionSpans(index, { start, end: middle }), { start: middle, end }]
    : [...inclusionSpans(index, { start: middle, end }), { start, end: middle }];
}

/**
 * Gives the spans whose hashes prove that the tree extends that of the first `from` leaves (`PROOF` of RFC 6962,
 * section 2.1.2).
 */
export function consistencySpans(from: number, to: number): Span[] {
  return from === 0 ? [] : spansBeside(from, { start: 0, end: to }, true);
}

/** `SUBPROOF` of RFC 6962; `isKnown`: the asker has the hash of the span that ends at `from`. */
function spansBeside(from: number, { start, end }: Span, isKnown: boolean): Span[] {
  if (from === end) return isKnown ? [] : [{ start, end }];
  const middle = start + largestPowerBelow(end - start);
  return from <= middle
    ? [...spansBeside(from, { start, end: middle }, isKnown), { start: middle, end }]
    : [...spansBeside(from, { start: middle, end }, false), { start, end: middle }];
}

/** The largest power of two that is smaller than a number of at least two. */
function largestPowerBelow(number: number): number {
  return 2 ** (Math.ceil(Math.log2(number)) - 1);
}
