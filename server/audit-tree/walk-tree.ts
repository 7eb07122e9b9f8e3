import { leafOf, type LineContent } from './leaf.ts';
import { GrowingTree } from './merkle.ts';

/** A line at its place, from 1; `leaf` is the hash that was kept for it, null where none was. */
export type PlacedLine = { place: number; leaf: string | null; line: LineContent | null };

/** The first place whose line is missing, or does not give the hash that was kept for it. */
export type TreeFault = { place: number; reason: 'missing' | 'altered' };

export type WalkedTree = {
  fault: TreeFault | null;
  size: number;
  root: string;
  /** Roots of the tree at the sizes that were asked for and reached. */
  roots: ReadonlyMap<number, string>;
  /** True where `noted` was the root at some size. */
  isNoted: boolean;
  /** Places of the leaves that were asked for. */
  places: ReadonlyMap<string, number>;
};

type Asked = { sizes?: readonly number[]; noted?: string | null; leaves?: readonly string[] };

/**
 * Builds the tree of the log anew from what its lines say, page by page, up to the first fault. Trusts no kept hash: two
 * walks give the same root only for the same lines in the same order.
 */
export async function walkTree(
  pages: AsyncIterable<readonly PlacedLine[]>,
  { sizes = [], noted = null, leaves = [] }: Asked = {},
): Promise<WalkedTree> {
  const tree = new GrowingTree();
  const wanted = new Set(sizes);
  const sought = new Set(leaves);
  const roots = new Map([[0, tree.root()]]);
  const places = new Map<string, number>();
  let isNoted = noted === tree.root();
  let fault: TreeFault | null = null;
  for await (const page of pages) {
    for (const { place, leaf, line } of page) {
      fault = faultOf({ place, leaf, line }, tree.size + 1);
      if (fault !== null || line === null) break;
      const hash = leafOf(line);
      tree.add(hash);
      if (sought.has(hash)) places.set(hash, place);
      if (wanted.has(place)) roots.set(place, tree.root());
      if (noted !== null) isNoted ||= tree.root() === noted;
    }
    if (fault !== null) break;
  }
  return { fault, size: tree.size, root: tree.root(), roots, isNoted, places };
}

function faultOf({ place, leaf, line }: PlacedLine, expected: number): TreeFault | null {
  if (place !== expected || line === null) return { place: expected, reason: 'missing' };
  if (leaf !== null && leafOf(line) !== leaf) return { place, reason: 'altered' };
  return null;
}
