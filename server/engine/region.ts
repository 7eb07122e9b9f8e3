import type { BoundingBox, MapSquare } from '#server/contract/geo.ts';

import type { Leaf } from './leaf.ts';
import { keepHits, type Hits } from './match.ts';
import { GRID_BITS, gridX, gridY } from './mercator.ts';
import { unpackPositions } from './positions.ts';

type GridBox = Leaf['bounds'];

/** Where to look: in the box, and in one of the squares. */
export type Region = { bbox?: BoundingBox | undefined; squares?: readonly MapSquare[] | undefined };

/** For each part of a region the boxes of the grid of which a point must lie in one. */
export function regionBoxes({ bbox, squares }: Region): GridBox[][] {
  return [
    ...(bbox === undefined ? [] : [gridBoxes(bbox)]),
    ...(squares === undefined ? [] : [squares.map(squareBox)]),
  ];
}

function squareBox({ z, x, y }: MapSquare): GridBox {
  const side = 2 ** (GRID_BITS - z);
  return { minX: x * side, maxX: (x + 1) * side - 1, minY: y * side, maxY: (y + 1) * side - 1 };
}

// Positions of the leaf at hand.
const XS = new Uint32Array(0x10000);
const YS = new Uint32Array(0x10000);

/**
 * A bounding box (degrees, west > east crosses the antimeridian) as boxes of the grid, edges included.
 * A box that is not one (NaN, south of itself) holds nothing.
 */
function gridBoxes(bbox: BoundingBox): GridBox[] {
  const [west, south, east, north] = bbox;
  if (!bbox.every(Number.isFinite) || south > north) return [];
  const minY = gridY(north);
  const maxY = gridY(south);
  const whole = { minX: 0, maxX: 2 ** 30 - 1, minY, maxY };
  if (east - west >= 360) return [whole];
  const minX = gridX(west);
  const maxX = gridX(east);
  if (minX <= maxX) return [{ minX, maxX, minY, maxY }];
  return [
    { ...whole, minX },
    { ...whole, maxX },
  ];
}

export function overlaps(leaf: Leaf, box: GridBox): boolean {
  const { bounds } = leaf;
  return (
    bounds.minX <= box.maxX &&
    bounds.maxX >= box.minX &&
    bounds.minY <= box.maxY &&
    bounds.maxY >= box.minY
  );
}

/** Narrows hits to the points in one of the boxes. */
export function keepInside(leaf: Leaf, hits: Hits, boxes: readonly GridBox[]): void {
  if (boxes.some((box) => contains(box, leaf.bounds))) return;
  unpackPositions(leaf, XS, YS);
  keepHits(hits, (slot) => {
    const x = XS[slot] ?? 0;
    const y = YS[slot] ?? 0;
    return boxes.some((box) => x >= box.minX && x <= box.maxX && y >= box.minY && y <= box.maxY);
  });
}

function contains(box: GridBox, inner: GridBox): boolean {
  return (
    box.minX <= inner.minX &&
    box.maxX >= inner.maxX &&
    box.minY <= inner.minY &&
    box.maxY >= inner.maxY
  );
}
