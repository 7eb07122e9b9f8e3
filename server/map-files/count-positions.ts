const MAXIMUM_DEPTH = 12;

/** Counts the positions of a geometry in the manner of GeoJSON; what is no position counts for nothing. */
export function countPositions(geometry: unknown, depth = 0): number {
  if (typeof geometry !== 'object' || geometry === null || depth > MAXIMUM_DEPTH) return 0;
  if (!Array.isArray(geometry)) {
    const { coordinates, geometries } = geometry as Record<string, unknown>;
    return countPositions(coordinates ?? geometries, depth + 1);
  }
  if (typeof geometry[0] === 'number') return 1;
  let count = 0;
  for (const part of geometry) count += countPositions(part, depth + 1);
  return count;
}

/** Finds the first usable position of a geometry in the manner of GeoJSON; null for none. */
export function firstPosition(geometry: unknown, depth = 0): [number, number] | null {
  if (typeof geometry !== 'object' || geometry === null || depth > MAXIMUM_DEPTH) return null;
  if (!Array.isArray(geometry)) {
    const { coordinates, geometries } = geometry as Record<string, unknown>;
    return firstPosition(coordinates ?? geometries, depth + 1);
  }
  const [x, y]: unknown[] = geometry;
  if (typeof x === 'number') {
    return typeof y === 'number' && Number.isFinite(x) && Number.isFinite(y) ? [x, y] : null;
  }
  for (const part of geometry) {
    const found = firstPosition(part, depth + 1);
    if (found !== null) return found;
  }
  return null;
}
