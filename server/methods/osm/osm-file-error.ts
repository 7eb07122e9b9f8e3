import { AppError } from '#server/contract/problem.ts';

/** A file that cannot be read as OpenStreetMap data. */
export class OsmFileError extends AppError {
  declare readonly code: 'osm.not_osm' | 'osm.file_broken';

  constructor(code: 'osm.not_osm' | 'osm.file_broken', reason: string, cause?: unknown) {
    super(code, { parameters: { reason }, cause });
    this.name = 'OsmFileError';
  }
}
