import type { Feature, FeatureCollection, LineString, Position } from 'geojson';

const DIGITS = 6;

/**
 * The borders of areas as lines, each border between two areas once. Two neighbours that both
 * draw it would fill each other's dashes. Areas must share their vertices to six decimals.
 */
export function sharedBorders(areas: FeatureCollection): FeatureCollection<LineString> {
  const rings = areas.features.flatMap((area, owner) =>
    ringsOf(area).map((ring) => ({ owner, ring })),
  );
  const owners = new Map<string, number[]>();
  for (const { owner, ring } of rings) {
    for (const key of edgeKeys(ring)) owners.set(key, [...(owners.get(key) ?? []), owner]);
  }
  const features: Feature<LineString>[] = [];
  for (const { owner, ring } of rings) {
    // Edges with the same area beyond them make one line, so that its dashes run through.
    let run: Position[] = [];
    let beyond: number | null = null;
    const close = () => {
      if (run.length > 1 && (beyond === null || owner < beyond)) features.push(lineOf(run));
      run = [];
    };
    for (const [index, key] of edgeKeys(ring).entries()) {
      const other = owners.get(key)?.find((candidate) => candidate !== owner) ?? null;
      const [from, to] = [ring[index], ring[index + 1]];
      if (from === undefined || to === undefined) continue;
      if (run.length === 0 || other !== beyond) {
        close();
        run = [from];
        beyond = other;
      }
      run.push(to);
    }
    close();
  }
  return { type: 'FeatureCollection', features };
}

function ringsOf({ geometry }: Feature): Position[][] {
  switch (geometry.type) {
    case 'Polygon':
      return geometry.coordinates;
    case 'MultiPolygon':
      return geometry.coordinates.flat();
    case 'Point':
    case 'MultiPoint':
    case 'LineString':
    case 'MultiLineString':
    case 'GeometryCollection':
      return [];
  }
}

/** One key for each edge of a ring, the same in whichever direction the edge is walked. */
function edgeKeys(ring: readonly Position[]): string[] {
  const vertices = ring.map((position) =>
    position.map((degrees) => degrees.toFixed(DIGITS)).join(),
  );
  return vertices.slice(1).map((vertex, index) => {
    const before = vertices[index] ?? vertex;
    return before < vertex ? `${before} ${vertex}` : `${vertex} ${before}`;
  });
}

function lineOf(coordinates: Position[]): Feature<LineString> {
  return { type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates } };
}
