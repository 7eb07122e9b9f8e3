import type { MultiPolygon } from 'geojson';

import type { SystemSuggestion } from '#server/contract/boundary.ts';
import type {
  AttributeValue,
  LayerText,
  MapCrs,
  MapFormat,
  MapWarningCode,
  Warning,
} from '#server/map-files/map-file.ts';

export type BoundaryFormat = MapFormat | 'osm';

export type BoundaryWarningCode =
  | MapWarningCode
  | 'mostly_outside_city'
  | 'bad_coordinates'
  | 'not_a_polygon'
  | 'empty_geometry'
  | 'ring_closed'
  | 'ring_dropped'
  | 'winding_reversed'
  | 'self_crossing'
  | 'self_crossing_unchecked';
export type BoundaryWarning = Warning<BoundaryWarningCode>;

export type BoundaryFeature = {
  /** Place in the file, from 0; features that had to be left out keep their number. */
  index: number;
  properties: Record<string, AttributeValue>;
  /** WGS 84, longitude first; rings closed and wound after RFC 7946, but perhaps self-crossing. */
  geometry: MultiPolygon;
};

export type BoundaryFile = {
  format: BoundaryFormat;
  layer: string | null;
  crs: MapCrs;
  /** Systems to try where this one is doubtful; empty otherwise. */
  suggestions: SystemSuggestion[];
  features: BoundaryFeature[];
  fields: string[];
  encoding: LayerText;
  vertexCount: number;
  warnings: BoundaryWarning[];
};
