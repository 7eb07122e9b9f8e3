import { signedArea, STRIDE, type Path } from './shape.ts';

type Cell = { x: number; y: number; half: number; distance: number; most: number };

/** Cells that are looked at; a ring with more corners than this helps is labelled a little beside the best place. */
const MOST_CELLS = 400;

/**
 * The place for a name in an area: the one farthest from its edge, found to a thirtieth of the area's shorter side by
 * looking at ever smaller squares (Garcia-Castellanos and Lombardo 2007; the search is that of Agafonkin, "polylabel").
 * @param rings the outer ring first, then the holes
 * @returns x and y in units of the world; always inside an area that has one
 */
export function labelPoint(rings: readonly Path[]): [x: number, y: number] {
  const [outer = []] = rings;
  let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < outer.length; at += STRIDE) {
    west = Math.min(west, outer[at] ?? 0);
    east = Math.max(east, outer[at] ?? 0);
    north = Math.min(north, outer[at + 1] ?? 0);
    south = Math.max(south, outer[at + 1] ?? 0);
  }
  const side = Math.min(east - west, south - north);
  if (side <= 0) return [Math.round(west), Math.round(north)];
  const open: Cell[] = [];
  for (let x = west; x < east; x += side) {
    for (let y = north; y < south; y += side) {
      open.push(cellAt(x + side / 2, y + side / 2, side / 2, rings));
    }
  }
  let best = cellAt(...centroid(outer), 0, rings);
  for (let looked = 0; looked < MOST_CELLS; looked += 1) {
    const cell = takeMost(open);
    if (cell === undefined) break;
    if (cell.distance > best.distance) best = cell;
    if (cell.most - best.distance <= side / 30) continue;
    const half = cell.half / 2;
    for (const [dx, dy] of [
      [-half, -half],
      [half, -half],
      [-half, half],
      [half, half],
    ] as const) {
      open.push(cellAt(cell.x + dx, cell.y + dy, half, rings));
    }
  }
  return [Math.round(best.x), Math.round(best.y)];
}

/** Takes the cell out that may hold the place farthest from the edge. */
function takeMost(cells: Cell[]): Cell | undefined {
  let chosen = 0;
  for (let index = 1; index < cells.length; index += 1) {
    if ((cells[index]?.most ?? 0) > (cells[chosen]?.most ?? 0)) chosen = index;
  }
  const last = cells.pop();
  const taken = cells[chosen];
  if (taken === undefined || last === undefined) return last;
  cells[chosen] = last;
  return taken;
}

function cellAt(x: number, y: number, half: number, rings: readonly Path[]): Cell {
  const distance = distanceToEdge(x, y, rings);
  return { x, y, half, distance, most: distance + half * Math.SQRT2 };
}

/** The distance to the nearest edge, negative outside the area. */
export function distanceToEdge(x: number, y: number, rings: readonly Path[]): number {
  let isInside = false;
  let square = Infinity;
  for (const ring of rings) {
    for (let at = 0; at + STRIDE < ring.length; at += STRIDE) {
      const [ax, ay] = [ring[at] ?? 0, ring[at + 1] ?? 0];
      const [bx, by] = [ring[at + STRIDE] ?? 0, ring[at + STRIDE + 1] ?? 0];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) isInside = !isInside;
      const [dx, dy] = [bx - ax, by - ay];
      const length = dx * dx + dy * dy;
      const share = length === 0 ? 0 : ((x - ax) * dx + (y - ay) * dy) / length;
      const inside = Math.min(1, Math.max(0, share));
      square = Math.min(square, (x - ax - dx * inside) ** 2 + (y - ay - dy * inside) ** 2);
    }
  }
  return (isInside ? 1 : -1) * Math.sqrt(square);
}

function centroid(ring: Path): [x: number, y: number] {
  const area = signedArea(ring);
  const [x0, y0] = [ring[0] ?? 0, ring[1] ?? 0];
  let [sumX, sumY] = [0, 0];
  for (let at = 0; at + STRIDE < ring.length; at += STRIDE) {
    const [x, y] = [(ring[at] ?? 0) - x0, (ring[at + 1] ?? 0) - y0];
    const [nextX, nextY] = [(ring[at + STRIDE] ?? 0) - x0, (ring[at + STRIDE + 1] ?? 0) - y0];
    const cross = x * nextY - nextX * y;
    sumX += (x + nextX) * cross;
    sumY += (y + nextY) * cross;
  }
  return area === 0 ? [x0, y0] : [x0 + sumX / (6 * area), y0 + sumY / (6 * area)];
}
