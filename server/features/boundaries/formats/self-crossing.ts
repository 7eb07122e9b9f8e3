import type { Position } from 'geojson';

/** Comparisons left for a whole file, so that a spiteful ring cannot hold the process. */
export type CrossingBudget = { left: number };

export const CROSSING_BUDGET = 100_000_000;

type Segments = {
  left: Float64Array;
  right: Float64Array;
  bottom: Float64Array;
  top: Float64Array;
};

/**
 * Finds where a closed ring crosses itself: the first crossing found, null for none, `unchecked` when the budget
 * is spent. Only true crossings count; rings that merely touch themselves are left to the database. Segments are
 * swept from west to east, so that usual rings cost little more than a sort.
 */
export function findSelfCrossing(
  ring: readonly Position[],
  budget: CrossingBudget,
): Position | 'unchecked' | null {
  const count = ring.length - 1;
  if (count < 4) return null;
  const boxes = boxesOf(ring, count);
  const { left, right, bottom, top } = boxes;
  const order = Uint32Array.from({ length: count }, (_, i) => i).toSorted(
    (a, b) => (left[a] ?? 0) - (left[b] ?? 0),
  );
  for (let at = 0; at < count; at += 1) {
    const i = order[at] ?? 0;
    for (let next = at + 1; next < count; next += 1) {
      const j = order[next] ?? 0;
      if ((left[j] ?? 0) > (right[i] ?? 0)) break;
      budget.left -= 1;
      if (budget.left < 0) return 'unchecked';
      if ((bottom[j] ?? 0) > (top[i] ?? 0) || (top[j] ?? 0) < (bottom[i] ?? 0)) continue;
      if (areNeighbours(i, j, count)) continue;
      const crossing = crossingOf(ring[i], ring[i + 1], ring[j], ring[j + 1]);
      if (crossing) return crossing;
    }
  }
  return null;
}

function boxesOf(ring: readonly Position[], count: number): Segments {
  const boxes: Segments = {
    left: new Float64Array(count),
    right: new Float64Array(count),
    bottom: new Float64Array(count),
    top: new Float64Array(count),
  };
  for (let i = 0; i < count; i += 1) {
    const [x1 = NaN, y1 = NaN] = ring[i] ?? [];
    const [x2 = NaN, y2 = NaN] = ring[i + 1] ?? [];
    boxes.left[i] = Math.min(x1, x2);
    boxes.right[i] = Math.max(x1, x2);
    boxes.bottom[i] = Math.min(y1, y2);
    boxes.top[i] = Math.max(y1, y2);
  }
  return boxes;
}

function areNeighbours(i: number, j: number, count: number): boolean {
  const apart = Math.abs(i - j);
  return apart <= 1 || apart === count - 1;
}

function crossingOf(
  a: Position = [],
  b: Position = [],
  c: Position = [],
  d: Position = [],
): Position | null {
  const [ax = NaN, ay = NaN] = a;
  const [bx = NaN, by = NaN] = b;
  const [cx = NaN, cy = NaN] = c;
  const [dx = NaN, dy = NaN] = d;
  const sideOfC = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
  const sideOfD = (bx - ax) * (dy - ay) - (by - ay) * (dx - ax);
  if (!(sideOfC * sideOfD < 0)) return null;
  const sideOfA = (dx - cx) * (ay - cy) - (dy - cy) * (ax - cx);
  const sideOfB = (dx - cx) * (by - cy) - (dy - cy) * (bx - cx);
  if (!(sideOfA * sideOfB < 0)) return null;
  const share = sideOfC / (sideOfC - sideOfD);
  return [cx + share * (dx - cx), cy + share * (dy - cy)];
}
