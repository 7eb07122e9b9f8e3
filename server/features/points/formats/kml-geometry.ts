import type { Geometry, LonLat } from '#server/contract/geo.ts';

/** A geometry as KML 2.2: longitude, latitude. */
export function kmlGeometry(geometry: Geometry): string {
  switch (geometry.type) {
    case 'Point':
      return `<Point>${coordinates([geometry.coordinates])}</Point>`;
    case 'LineString':
      return `<LineString>${coordinates(geometry.coordinates)}</LineString>`;
    case 'Polygon':
      return polygon(geometry.coordinates);
    case 'MultiPoint':
      return several(geometry.coordinates.map((one) => `<Point>${coordinates([one])}</Point>`));
    case 'MultiLineString':
      return several(
        geometry.coordinates.map((line) => `<LineString>${coordinates(line)}</LineString>`),
      );
    case 'MultiPolygon':
      return several(geometry.coordinates.map(polygon));
  }
}

function several(parts: readonly string[]): string {
  return `<MultiGeometry>${parts.join('')}</MultiGeometry>`;
}

function polygon([outer = [], ...holes]: readonly LonLat[][]): string {
  const ring = (name: string, line: readonly LonLat[]) =>
    `<${name}><LinearRing>${coordinates(line)}</LinearRing></${name}>`;
  const inner = holes.map((hole) => ring('innerBoundaryIs', hole));
  return `<Polygon>${ring('outerBoundaryIs', outer)}${inner.join('')}</Polygon>`;
}

function coordinates(line: readonly LonLat[]): string {
  return `<coordinates>${line.map((place) => place.join(',')).join(' ')}</coordinates>`;
}
