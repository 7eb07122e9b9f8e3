import { AppError } from '#server/contract/problem.ts';

export type OsmFileErrorCode =
  | 'osm.not_osm'
  | 'osm.file_broken'
  | 'osm.way_too_long'
  | 'osm.text_unsafe'
  | 'osm.unpacks_too_large';

/** A file that cannot be read as OpenStreetMap data. `reason` is a stable word or the element's kind and id. */
export class OsmFileError extends AppError {
  declare readonly code: OsmFileErrorCode;

  constructor(code: OsmFileErrorCode, reason: string, cause?: unknown) {
    super(code, { parameters: { reason }, cause });
    this.name = 'OsmFileError';
  }
}
