import { AppError } from '#server/contract/problem.ts';

export type BoundaryFileErrorCode =
  | 'boundary.not_a_boundary_file'
  | 'boundary.file_broken'
  | 'boundary.file_empty'
  | 'boundary.no_polygons'
  | 'boundary.several_layers'
  | 'boundary.crs_unknown'
  | 'boundary.zip_too_large'
  | 'boundary.too_many_vertices';

export type BoundaryFileErrorParameters = {
  /** A stable word for the particular case, for the catalogue and for tests. */
  reason?: string;
  limit?: number;
  /** SRIDs that would put the file into the city, best first. */
  suggestedSrids?: readonly number[];
  /** The layers to choose from, and the same as words. */
  layers?: readonly string[];
  names?: string;
  /** Value that the file declares: a coordinate system, an entry's name. */
  found?: string;
};

const MOST_LAYERS = 50;

/** A boundary file that cannot be used at all. What is wrong with single features is a warning. */
export class BoundaryFileError extends AppError {
  declare readonly code: BoundaryFileErrorCode;

  constructor(
    code: BoundaryFileErrorCode,
    parameters: BoundaryFileErrorParameters = {},
    cause?: unknown,
  ) {
    super(code, { parameters, cause });
    this.name = 'BoundaryFileError';
  }
}

/** Asks which of the layers is meant; the first {@link MOST_LAYERS} are named. */
export function severalLayers(names: readonly string[]): BoundaryFileError {
  const layers = names.slice(0, MOST_LAYERS);
  return new BoundaryFileError('boundary.several_layers', { layers, names: layers.join(', ') });
}

/** Runs a library's parser; whatever it throws about damaged content becomes `boundary.file_broken`. */
export async function brokenIfItThrows<T>(reason: string, parse: () => T | Promise<T>): Promise<T> {
  try {
    return await parse();
  } catch (error) {
    if (error instanceof BoundaryFileError) throw error;
    throw new BoundaryFileError('boundary.file_broken', { reason }, error);
  }
}
