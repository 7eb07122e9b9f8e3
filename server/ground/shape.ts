import type { GroundLayer } from '#server/contract/ground.ts';

import type { WorldBox } from './world.ts';

/**
 * A line or a ring: three numbers for each vertex, x and y in units of the world and the weight, which is the square of
 * the distance by which the line would change without this vertex. A ring ends with its first vertex.
 */
export type Path = number[];
export const STRIDE = 3;

/** Properties that a feature of a tile has; shapes that show the same share one object. */
export type ShapeProperties = {
  layer: GroundLayer;
  /** Empty for buildings. */
  class: string;
  name: string | null;
  bridge: boolean;
  tunnel: boolean;
  /** Only of labels, 0 is the largest. */
  rank: number | null;
};

/** One thing of the ground, shown in the tiles from zoom `first` to zoom `last`. */
export type Shape = WorldBox & {
  properties: ShapeProperties;
  kind: 'point' | 'line' | 'area';
  first: number;
  last: number;
  /**
   * One path a part for points and lines. A part of an area is an outer ring, which goes clockwise on the map, with its
   * holes, which go the other way.
   */
  parts: Path[][];
};

/** Makes a shape with the smallest box around it. Every shape is made here: equal objects are read faster. */
export function shapeOf(
  { properties, kind, first, last }: Pick<Shape, 'properties' | 'kind' | 'first' | 'last'>,
  parts: Path[][],
): Shape {
  const { west, north, east, south } = boxAround(parts);
  return { west, north, east, south, properties, kind, first, last, parts };
}

/** The smallest box around the first path of each part; holes lie within. */
function boxAround(parts: readonly Path[][]): WorldBox {
  const box = { west: Infinity, north: Infinity, east: -Infinity, south: -Infinity };
  for (const [path = []] of parts) {
    for (let at = 0; at < path.length; at += STRIDE) {
      const [x, y] = [path[at] ?? 0, path[at + 1] ?? 0];
      if (x < box.west) box.west = x;
      if (x > box.east) box.east = x;
      if (y < box.north) box.north = y;
      if (y > box.south) box.south = y;
    }
  }
  return box;
}

/** The area of a ring by the surveyor's formula, positive when it goes clockwise on the map. */
export function signedArea(ring: Path): number {
  let sum = 0;
  // Seen from the first vertex, so that the products stay exact.
  const [x0, y0] = [ring[0] ?? 0, ring[1] ?? 0];
  for (let at = 0; at + STRIDE < ring.length; at += STRIDE) {
    const [x, y] = [(ring[at] ?? 0) - x0, (ring[at + 1] ?? 0) - y0];
    const [nextX, nextY] = [(ring[at + STRIDE] ?? 0) - x0, (ring[at + STRIDE + 1] ?? 0) - y0];
    sum += x * nextY - nextX * y;
  }
  return sum / 2;
}

/** The same ring, turned round where it does not go as wanted. */
export function turned(ring: Path, clockwise: boolean): Path {
  if (signedArea(ring) > 0 === clockwise) return ring;
  const reversed: Path = [];
  for (let at = ring.length - STRIDE; at >= 0; at -= STRIDE) {
    reversed.push(ring[at] ?? 0, ring[at + 1] ?? 0, ring[at + 2] ?? 0);
  }
  return reversed;
}
