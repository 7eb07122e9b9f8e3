import { AppError } from '#server/contract/problem.ts';
import type {
  MapFileError,
  MapFileErrorParameters,
  MapFileFault,
} from '#server/map-files/map-file-error.ts';

export type BoundaryFileErrorCode = (typeof CODES)[MapFileFault];

const CODES = {
  not_a_map_file: 'boundary.not_a_boundary_file',
  file_broken: 'boundary.file_broken',
  file_empty: 'boundary.file_empty',
  no_shapes: 'boundary.no_polygons',
  several_layers: 'boundary.several_layers',
  crs_unknown: 'boundary.crs_unknown',
  too_large: 'boundary.zip_too_large',
  too_many_vertices: 'boundary.too_many_vertices',
} as const satisfies Readonly<Record<MapFileFault, string>>;

/** A boundary file that cannot be used at all. What is wrong with single features is a warning. */
export class BoundaryFileError extends AppError {
  declare readonly code: BoundaryFileErrorCode;

  constructor(
    code: BoundaryFileErrorCode,
    parameters: MapFileErrorParameters = {},
    cause?: unknown,
  ) {
    super(code, { parameters, cause });
    this.name = 'BoundaryFileError';
  }
}

/** The problem that a fault of a map file is for an import of boundaries. */
export function boundaryProblem(error: MapFileError): BoundaryFileError {
  return new BoundaryFileError(CODES[error.fault], error.parameters, error);
}
