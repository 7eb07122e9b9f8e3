import { STRIDE, type Path } from './shape.ts';

/** Vertices of a longer path are weighed in stretches: time stays in proportion to the length, whatever the file holds. */
const MOST_VERTICES = 2_000;

/**
 * Gives each vertex its weight, by the way in which Douglas and Peucker (1973) choose the vertices of a simplified
 * line. The first and the last one are always kept. Works in place.
 */
export function weigh(path: Path): void {
  const last = path.length - STRIDE;
  if (last < 0) return;
  const step = MOST_VERTICES * STRIDE;
  for (let from = 0; from < last; from += step) {
    const to = Math.min(from + step, last);
    path[from + 2] = Infinity;
    path[to + 2] = Infinity;
    weighBetween(path, from, to);
  }
  path[last + 2] = Infinity;
}

function weighBetween(path: Path, start: number, end: number): void {
  const open = [start, end];
  while (open.length > 0) {
    const to = open.pop() ?? 0;
    const from = open.pop() ?? 0;
    let [farthest, most] = [-1, 0];
    for (let at = from + STRIDE; at < to; at += STRIDE) {
      const square = squareOfDistance(path, at, from, to);
      if (square > most) [farthest, most] = [at, square];
    }
    if (farthest === -1) continue;
    // No heavier than the ends of its stretch: without these it is not looked at.
    path[farthest + 2] = Math.min(most, path[from + 2] ?? 0, path[to + 2] ?? 0);
    open.push(from, farthest, farthest, to);
  }
}

/** The square of the distance between a vertex and the straight line from one vertex to another. */
function squareOfDistance(path: Path, at: number, from: number, to: number): number {
  const [x, y] = [path[at] ?? 0, path[at + 1] ?? 0];
  let [nearX, nearY] = [path[from] ?? 0, path[from + 1] ?? 0];
  const [dx, dy] = [(path[to] ?? 0) - nearX, (path[to + 1] ?? 0) - nearY];
  if (dx !== 0 || dy !== 0) {
    const share = ((x - nearX) * dx + (y - nearY) * dy) / (dx * dx + dy * dy);
    const inside = Math.min(1, Math.max(0, share));
    nearX += dx * inside;
    nearY += dy * inside;
  }
  return (x - nearX) ** 2 + (y - nearY) ** 2;
}
