import type { FeatureCollection, Position } from 'geojson';

import type { LonLat } from '#server/contract/geo.ts';

import type { Shape } from '#client/map/shape.ts';

/** About 30 m of latitude: long edges are looked at in steps of this many degrees. */
const STEP_DEGREES = 0.0003;
const MOST_STEPS = 400;

/**
 * Codes of the communes whose areas lie under a shape, in the order in which they are met.
 * Looks at corners and at steps along the edges, in degrees, so that a sliver may be missed:
 * a hint for the person who draws, the server decides.
 */
export function communesUnder(shape: Shape, areas: FeatureCollection): string[] {
  const codes = new Set<string>();
  for (const place of alongShape(shape)) {
    const code = communeAt(place, areas);
    if (code !== null) codes.add(code);
  }
  return [...codes];
}

function communeAt(place: LonLat, areas: FeatureCollection): string | null {
  for (const { geometry, properties } of areas.features) {
    const polygons =
      geometry.type === 'Polygon'
        ? [geometry.coordinates]
        : geometry.type === 'MultiPolygon'
          ? geometry.coordinates
          : [];
    if (!polygons.some((rings) => covers(rings, place))) continue;
    const code: unknown = properties?.['code'];
    if (typeof code === 'string') return code;
  }
  return null;
}

function alongShape({ kind, vertices }: Shape): LonLat[] {
  const [first] = vertices;
  const corners = kind === 'Polygon' && first !== undefined ? [...vertices, first] : vertices;
  return corners.flatMap((corner, index) => {
    const next = corners[index + 1];
    return next === undefined ? [corner] : [corner, ...between(corner, next)];
  });
}

function between(from: LonLat, to: LonLat): LonLat[] {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const steps = Math.min(MOST_STEPS, Math.floor(length / STEP_DEGREES));
  return Array.from({ length: steps }, (_, step): LonLat => {
    const share = (step + 1) / (steps + 1);
    return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
  });
}

/** Even-odd rule over all rings: holes come out by themselves. */
function covers(rings: readonly Position[][], [x, y]: LonLat): boolean {
  let inside = false;
  for (const ring of rings) {
    for (let at = 0; at + 1 < ring.length; at += 1) {
      const [x1 = 0, y1 = 0] = ring[at] ?? [];
      const [x2 = 0, y2 = 0] = ring[at + 1] ?? [];
      const crosses = y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1;
      if (crosses) inside = !inside;
    }
  }
  return inside;
}
