/** A geometry of GeoJSON with its positions. */
export type Shape = { type: string; coordinates: unknown; geometries?: Shape[] };
type Box = readonly [west: number, south: number, east: number, north: number];

/** The box around all positions of a geometry, in its own coordinates. */
export function boxOf(shape: Shape): Box {
  const positions = positionsOf(shape.geometries ?? shape.coordinates);
  const [xs, ys] = [positions.map(([x]) => x), positions.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

export function meets([west, south, east, north]: Box, other: readonly number[]): boolean {
  const [w = 0, s = 0, e = 0, n = 0] = other;
  return west <= e && east >= w && south <= n && north >= s;
}

function positionsOf(nested: unknown): [number, number][] {
  if (!Array.isArray(nested)) return nested === null ? [] : [...ofShape(nested as Shape)];
  const [x, y] = nested as unknown[];
  if (typeof x === 'number' && typeof y === 'number') return [[x, y]];
  return nested.flatMap(positionsOf);
}

function ofShape({ coordinates, geometries }: Shape): [number, number][] {
  return positionsOf(geometries ?? coordinates);
}
