import { AppError } from '#server/contract/problem.ts';

/** Problems of a file that cannot be read as OpenStreetMap data. */
export const OSM_FILE_PROBLEMS = [
  'osm.not_osm',
  'osm.file_broken',
  'osm.way_too_long',
  'osm.text_unsafe',
  'osm.unpacks_too_large',
] as const;
type OsmFileErrorCode = (typeof OSM_FILE_PROBLEMS)[number];

/** A file that cannot be read as OpenStreetMap data. `reason` is a stable word or the element's kind and id. */
export class OsmFileError extends AppError {
  declare readonly code: OsmFileErrorCode;

  constructor(code: OsmFileErrorCode, reason: string, cause?: unknown) {
    super(code, { parameters: { reason }, cause });
    this.name = 'OsmFileError';
  }
}
