import type { EncodingPreview } from '#server/tables/guess-encoding.ts';
import type { TextEncoding } from '#server/tables/vietnamese-encodings.ts';

export type MapFormat = 'geojson' | 'shapefile' | 'geopackage' | 'kml' | 'gpx' | 'mif' | 'tab';
export type AttributeValue = string | number | null;

export type MapWarningCode =
  /** No coordinate system in the file; degrees, so WGS 84 was assumed. */
  | 'crs_assumed'
  /** Called WGS 84, but on a TM-3 grid that only VN-2000 uses: probably 200 m off. */
  | 'crs_may_be_vn2000'
  /** The person's choice of coordinate system overrides what the file says. */
  | 'crs_overridden'
  | 'axes_swapped'
  | 'invalid_text'
  | 'encoding_guessed'
  | 'attributes_missing'
  | 'record_counts_differ'
  | 'unsaved_changes';

/** Something to tell the reader. `feature` is the place in the file, from 0; absent for the whole file. */
export type Warning<Code extends string> = {
  code: Code;
  feature?: number;
  parameters?: Readonly<Record<string, string | number>>;
};
export type MapWarning = Warning<MapWarningCode>;

export type MapCrs = {
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
  | 'gpx'
  | 'mapinfo'
  | 'assumed'
  | 'chosen';

export type MapLimits = {
  maximumBytes: number;
  /** Limit for all entries of a zip together, as declared and as really unpacked. */
  maximumUnpackedBytes: number;
  maximumZipEntries: number;
  /** Unpacked over packed size, for archives that unpack to more than 20 MB. */
  maximumZipRatio: number;
  /** JSON and XML are held in memory several times over while they are parsed. */
  maximumTextBytes: number;
  maximumFeatures: number;
  maximumVertices: number;
};

const MEGABYTE = 1024 * 1024;

export const DEFAULT_LIMITS: MapLimits = {
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

export type MapFeature = {
  properties: Record<string, AttributeValue>;
  /** A geometry in the manner of GeoJSON, unchecked, in the file's own coordinates; null for none. */
  geometry: unknown;
};

/** A layer as its reader leaves it: coordinates and text still as they stand in the file. */
export type MapLayer<Format extends string = MapFormat> = {
  format: Format;
  layer: string | null;
  crs: DeclaredCrs;
  features: MapFeature[];
  /** `bytes`: each character of a text stands for one byte, to be decoded. */
  text: 'unicode' | 'bytes';
  declaredEncoding: TextEncoding | null;
  warnings: MapWarning[];
};

/** Encoding in which the texts of a layer were read. */
export type LayerText = {
  used: TextEncoding | 'unicode';
  guessed: boolean;
  /** The first values that differ, as each encoding would read them. */
  previews: EncodingPreview[];
};

/** Choice of a layer of a file. */
export type LayerChoice = {
  limits: MapLimits;
  /** Name of the layer, where there are several; null: the only one. */
  layer: string | null;
  /** True for a geometry that the reader can use; layers without any are passed over. */
  takes: (geometry: unknown) => boolean;
};
