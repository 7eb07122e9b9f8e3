declare module 'topojson-server' {
  import type { GeoJSON } from 'geojson';
  import type { Topology } from 'topojson-specification';

  /** Geometries of which each edge that several have is there once. */
  export function topology(objects: Record<string, GeoJSON>): Topology;
}
