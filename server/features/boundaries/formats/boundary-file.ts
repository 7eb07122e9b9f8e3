import type { MultiPolygon, Position } from 'geojson';

import type { EncodingPreview } from '#server/tables/guess-encoding.ts';
import type { TextEncoding } from '#server/tables/vietnamese-encodings.ts';

export type BoundaryFormat = 'geojson' | 'shapefile' | 'geopackage' | 'kml' | 'osm';
export type AttributeValue = string | number | null;

export type BoundaryWarningCode =
  /** No coordinate system in the file; degrees, so WGS 84 was assumed. */
  | 'crs_assumed'
  /** Called WGS 84, but on a TM-3 grid that only VN-2000 uses: probably 200 m off. */
  | 'crs_may_be_vn2000'
  /** The person's choice of coordinate system overrides what the file says. */
  | 'crs_overridden'
  | 'axes_swapped'
  | 'mostly_outside_city'
  | 'bad_coordinates'
  | 'not_a_polygon'
  | 'empty_geometry'
  | 'ring_closed'
  | 'ring_dropped'
  | 'winding_reversed'
  | 'self_crossing'
  | 'self_crossing_unchecked'
  | 'invalid_text'
  | 'encoding_guessed'
  | 'attributes_missing'
  | 'record_counts_differ'
  | 'unsaved_changes';

/** Something to tell the reader. `feature` is the place in the file, from 0; absent for the whole file. */
export type BoundaryWarning = {
  code: BoundaryWarningCode;
  feature?: number;
  parameters?: Readonly<Record<string, string | number>>;
};

export type BoundaryCrs = {
  name: string;
  srid: number | null;
  datumShift: 'none' | 'vn2000';
  detectedFrom: CrsSource;
};
export type CrsSource =
  | 'prj'
  | 'geojson_crs'
  | 'geojson_default'
  | 'geopackage'
  | 'kml'
  | 'assumed'
  | 'chosen';

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
  crs: BoundaryCrs;
  features: BoundaryFeature[];
  fields: string[];
  encoding: {
    used: TextEncoding | 'unicode';
    guessed: boolean;
    /** The first values that differ, as each encoding would read them. */
    previews: EncodingPreview[];
  };
  vertexCount: number;
  warnings: BoundaryWarning[];
};

export type BoundaryLimits = {
  maximumBytes: number;
  /** Limit for all entries of a zip together, as declared and as really unpacked. */
  maximumUnpackedBytes: number;
  maximumZipEntries: number;
  /** Unpacked over packed size, for archives that unpack to more than 20 MB. */
  maximumZipRatio: number;
  /** JSON and KML are held in memory several times over while they are parsed. */
  maximumTextBytes: number;
  maximumFeatures: number;
  maximumVertices: number;
};

const MEGABYTE = 1024 * 1024;

export const DEFAULT_LIMITS: BoundaryLimits = {
  maximumBytes: 300 * MEGABYTE,
  maximumUnpackedBytes: 300 * MEGABYTE,
  maximumZipEntries: 1_000,
  maximumZipRatio: 200,
  maximumTextBytes: 100 * MEGABYTE,
  maximumFeatures: 20_000,
  maximumVertices: 2_000_000,
};

/** Coordinate system that the file declares; both empty when it declares none. */
export type DeclaredCrs = { from: CrsSource; srid: number | null; wkt: string | null };

export type RawFeature = {
  properties: Record<string, AttributeValue>;
  /** Polygons → rings → positions, in the file's own coordinates; null when it is no polygon. */
  polygons: Position[][][] | null;
};

/** A file as its reader leaves it: coordinates and text still as they stand in the file. */
export type RawLayer = {
  format: BoundaryFormat;
  layer: string | null;
  crs: DeclaredCrs;
  features: RawFeature[];
  /** `bytes`: each character of a text stands for one byte, to be decoded. */
  text: 'unicode' | 'bytes';
  declaredEncoding: TextEncoding | null;
  warnings: BoundaryWarning[];
};
