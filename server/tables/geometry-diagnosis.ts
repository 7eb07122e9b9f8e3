import { Geometry, isInBox, type LonLat } from '#server/contract/geo.ts';

import { diagnoseNumbers } from './coordinate-diagnosis.ts';
import type { City, CoordinateDiagnosis } from './coordinate-diagnosis.ts';
import type { RawGeometry } from './table.ts';
import { fromGrid } from '#server/contract/vn2000-grids.ts';

export type GeometryDiagnosis = {
  /** Judged by the first position; the others are converted in the same way. */
  diagnosis: CoordinateDiagnosis;
  /** In WGS 84, longitude first; null when it cannot be placed. */
  geometry: Geometry | null;
};

const MAXIMUM_DEPTH = 4;

/**
 * Says what the positions of a geometry are and gives it in WGS 84 under that reading.
 * A geometry that is not one, or not closed, or has too many vertices comes back as null with
 * `import.coordinates_unreadable`.
 */
export function diagnoseGeometry(raw: RawGeometry, city: City): GeometryDiagnosis {
  const first = firstPosition(raw.coordinates);
  if (first === null) return unreadable();
  const diagnosis = diagnoseNumbers(first[0], first[1], city);
  if (diagnosis.severity === 'error') return { diagnosis, geometry: null };

  const parsed = Geometry.safeParse({
    type: raw.type,
    coordinates: mapPositions(raw.coordinates, converterFor(diagnosis), 1),
  });
  if (!parsed.success || !isClosed(parsed.data)) return unreadable();
  const strays = !everyPosition(parsed.data.coordinates, (position) =>
    isInBox(position, city.bbox),
  );
  if (diagnosis.severity === 'fine' && strays) {
    const outside = {
      code: 'import.outside_city',
      severity: 'needs_consent',
      position: diagnosis.position,
    } as const;
    return { diagnosis: outside, geometry: parsed.data };
  }
  return { diagnosis, geometry: parsed.data };
}

function unreadable(): GeometryDiagnosis {
  return {
    diagnosis: { code: 'import.coordinates_unreadable', severity: 'error' },
    geometry: null,
  };
}

function converterFor(diagnosis: CoordinateDiagnosis): (x: number, y: number) => LonLat {
  if (diagnosis.code === 'import.coordinates_swapped') return (x, y) => [y, x];
  if (diagnosis.code !== 'import.coordinates_vn2000') return (x, y) => [x, y];
  const { grid } = diagnosis.assumption;
  return (x, y) => fromGrid(grid, Math.min(x, y), Math.max(x, y));
}

function firstPosition(coordinates: unknown): [number, number] | null {
  let part: unknown = coordinates;
  for (let depth = 0; depth < MAXIMUM_DEPTH && Array.isArray(part); depth += 1) {
    const [x, y]: unknown[] = part;
    if (typeof x === 'number' && typeof y === 'number') return [x, y];
    part = x;
  }
  return null;
}

/** Heights and anything after them are left out: the register is flat. */
function mapPositions(
  part: unknown,
  convert: (x: number, y: number) => LonLat,
  depth: number,
): unknown {
  if (!Array.isArray(part) || depth > MAXIMUM_DEPTH) return null;
  const [x, y]: unknown[] = part;
  if (typeof x === 'number' && typeof y === 'number') return convert(x, y);
  return part.map((inner: unknown) => mapPositions(inner, convert, depth + 1));
}

function everyPosition(part: unknown, holds: (position: LonLat) => boolean): boolean {
  if (!Array.isArray(part)) return false;
  const [x, y]: unknown[] = part;
  if (typeof x === 'number' && typeof y === 'number') return holds([x, y]);
  return part.every((inner) => everyPosition(inner, holds));
}

function isClosed(geometry: Geometry): boolean {
  const polygons =
    geometry.type === 'Polygon'
      ? [geometry.coordinates]
      : geometry.type === 'MultiPolygon'
        ? geometry.coordinates
        : [];
  return polygons.flat().every((ring) => {
    const [start, end] = [ring[0], ring.at(-1)];
    return start !== undefined && end !== undefined && start[0] === end[0] && start[1] === end[1];
  });
}
