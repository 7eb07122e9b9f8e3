import type { Leaf } from './leaf.ts';
import { comesBefore, GRID_BITS } from './mercator.ts';
import { positionAt } from './positions.ts';

export type TileId = { z: number; x: number; y: number };

/** The stretch of a leaf that lies in a tile. */
export type LeafRange = { leaf: Leaf; from: number; to: number };

/** Where a tile's points stand: one contiguous stretch of the Morton order. */
export function* leafRanges(leaves: readonly Leaf[], tile: TileId): Generator<LeafRange, void> {
  const shift = GRID_BITS - tile.z;
  const isBeforeTile = (leaf: Leaf, slot: number) => {
    const { x, y } = positionAt(leaf, slot);
    return comesBefore(x >>> shift, y >>> shift, tile.x, tile.y);
  };
  const isBehindTile = (leaf: Leaf, slot: number) => {
    const { x, y } = positionAt(leaf, slot);
    return comesBefore(tile.x, tile.y, x >>> shift, y >>> shift);
  };
  const first = firstIndex(leaves.length, (index) => {
    const leaf = leaves[index];
    return leaf === undefined || !isBeforeTile(leaf, leaf.size - 1);
  });
  for (let index = first; index < leaves.length; index += 1) {
    const leaf = leaves[index];
    if (leaf === undefined || isBehindTile(leaf, 0)) return;
    // Most leaves lie wholly within: only one at either end has to be searched.
    const from = isBeforeTile(leaf, 0)
      ? firstIndex(leaf.size, (slot) => !isBeforeTile(leaf, slot))
      : 0;
    const to = isBehindTile(leaf, leaf.size - 1)
      ? firstIndex(leaf.size, (slot) => isBehindTile(leaf, slot))
      : leaf.size;
    if (from < to) yield { leaf, from, to };
  }
}

/** The first index for which a condition holds that, once true, stays true; `length` if never. */
function firstIndex(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
