import type { BoundingBox, LonLat, MapSquare } from '#server/contract/geo.ts';

import { GRID_BITS, gridX, gridY, unpackPositions } from './grid-positions.ts';
import type { Leaf } from './leaf.ts';
import { filterByIds, filterHits, type Hits } from './match.ts';
import { IdBitset } from './point-ids.ts';

/**
 * Part of the points that a reader has chosen, beside the filter: the box, intersected with the union of the squares,
 * with the area inside the ring (longitude first, open: the last corner joins the first) and with the ids.
 */
export type Region = {
  bbox?: BoundingBox | undefined;
  squares?: readonly MapSquare[] | undefined;
  within?: readonly LonLat[] | undefined;
  ids?: readonly number[] | undefined;
};

type GridBox = Leaf['bounds'];

/** One condition of a region: a point must lie in one of the boxes and, where they are given, in the ring and the ids. */
export type RegionPart = {
  boxes: readonly GridBox[];
  ring: readonly Edge[] | null;
  ids: IdBitset | null;
};

/** Edge of a ring in steps of the grid. */
type Edge = { fromX: number; fromY: number; toX: number; toY: number };

const WORLD: GridBox = { minX: 0, maxX: 2 ** GRID_BITS - 1, minY: 0, maxY: 2 ** GRID_BITS - 1 };

/** The conditions of a region; a point must meet all of them. */
export function regionParts({ bbox, squares, within, ids }: Region): RegionPart[] {
  const plain = (boxes: readonly GridBox[]) => ({ boxes, ring: null, ids: null });
  return [
    ...(bbox === undefined ? [] : [plain(gridBoxes(bbox))]),
    ...(squares === undefined ? [] : [plain(squares.map(squareBox))]),
    ...(within === undefined ? [] : [ringPart(within)]),
    ...(ids === undefined ? [] : [{ ...plain([WORLD]), ids: new IdBitset(ids) }]),
  ];
}

/** False when no point of the leaf can lie in the part. */
export function mayLieIn(leaf: Leaf, { boxes }: RegionPart): boolean {
  return boxes.some((box) => overlaps(leaf.bounds, box));
}

// Unpacked positions of the leaf in work.
const FULL_XS = new Uint32Array(0x10000);
const FULL_YS = new Uint32Array(0x10000);

/** Keeps the hits that lie in a part of a region. */
export function keepInside(leaf: Leaf, hits: Hits, { boxes, ring, ids }: RegionPart): void {
  if (ids !== null) filterByIds(hits, leaf.ids, ids);
  const insideBoxes = boxes.some((box) => contains(box, leaf.bounds));
  if (insideBoxes && ring === null) return;
  const edges = ring === null ? null : edgesBeside(ring, leaf.bounds);
  if (edges !== null && !edges.some((edge) => mayCross(edge, leaf.bounds))) {
    // No edge comes near: all points of the leaf lie on the same side of the ring.
    if (!isInside(edges, leaf.bounds.minX, leaf.bounds.minY)) hits.count = 0;
    if (insideBoxes) return;
  }
  unpackPositions(leaf, FULL_XS, FULL_YS);
  filterHits(hits, (slot) => {
    const x = FULL_XS[slot] ?? 0;
    const y = FULL_YS[slot] ?? 0;
    const inABox =
      insideBoxes ||
      boxes.some((box) => x >= box.minX && x <= box.maxX && y >= box.minY && y <= box.maxY);
    return inABox && (edges === null || isInside(edges, x, y));
  });
}

/**
 * Tests whether a position lies in a ring, by counting the edges to its right (even-odd rule). Edges are straight on
 * the map. A ring that crosses itself holds what lies inside an odd number of its loops.
 */
function isInside(edges: readonly Edge[], x: number, y: number): boolean {
  let inside = false;
  for (const { fromX, fromY, toX, toY } of edges) {
    if (fromY > y === toY > y) continue;
    if (x < fromX + ((toX - fromX) * (y - fromY)) / (toY - fromY)) inside = !inside;
  }
  return inside;
}

function mayCross({ fromX, toX, fromY, toY }: Edge, box: GridBox): boolean {
  return (
    Math.min(fromX, toX) <= box.maxX &&
    Math.max(fromX, toX) >= box.minX &&
    Math.min(fromY, toY) <= box.maxY &&
    Math.max(fromY, toY) >= box.minY
  );
}

/** The edges that can lie to the right of a position in a box, at its height. */
function edgesBeside(ring: readonly Edge[], { minX, minY, maxY }: GridBox): Edge[] {
  return ring.filter(
    ({ fromX, fromY, toX, toY }) =>
      Math.max(fromX, toX) >= minX && Math.min(fromY, toY) <= maxY && Math.max(fromY, toY) >= minY,
  );
}

function ringPart(corners: readonly LonLat[]): RegionPart {
  const xs = corners.map(([longitude]) => gridX(longitude));
  const ys = corners.map(([, latitude]) => gridY(latitude));
  const box = {
    minX: Math.min(...xs),
    maxX: Math.max(...xs),
    minY: Math.min(...ys),
    maxY: Math.max(...ys),
  };
  const ring = xs.map((toX, at) => ({
    fromX: xs.at(at - 1) ?? 0,
    fromY: ys.at(at - 1) ?? 0,
    toX,
    toY: ys[at] ?? 0,
  }));
  return { boxes: corners.length < 3 ? [] : [box], ring, ids: null };
}

function squareBox({ z, x, y }: MapSquare): GridBox {
  const side = 2 ** (GRID_BITS - z);
  return { minX: x * side, maxX: (x + 1) * side - 1, minY: y * side, maxY: (y + 1) * side - 1 };
}

/**
 * A bounding box (degrees, west > east crosses the antimeridian) as boxes of the grid, edges included.
 * A box that is not one (NaN, south of itself) accepted nothing.
 */
function gridBoxes(bbox: BoundingBox): GridBox[] {
  const [west, south, east, north] = bbox;
  if (!bbox.every(Number.isFinite) || south > north) return [];
  const minY = gridY(north);
  const maxY = gridY(south);
  const whole = { ...WORLD, minY, maxY };
  if (east - west >= 360) return [whole];
  const minX = gridX(west);
  const maxX = gridX(east);
  if (minX <= maxX) return [{ minX, maxX, minY, maxY }];
  return [
    { ...whole, minX },
    { ...whole, maxX },
  ];
}

function overlaps(bounds: GridBox, box: GridBox): boolean {
  return (
    bounds.minX <= box.maxX &&
    bounds.maxX >= box.minX &&
    bounds.minY <= box.maxY &&
    bounds.maxY >= box.minY
  );
}

function contains(box: GridBox, inner: GridBox): boolean {
  return (
    box.minX <= inner.minX &&
    box.maxX >= inner.maxX &&
    box.minY <= inner.minY &&
    box.maxY >= inner.maxY
  );
}
