import type { SystemSuggestion } from '#server/contract/boundary.ts';
import { AppError } from '#server/contract/problem.ts';

export type MapFileFault =
  | 'not_a_map_file'
  | 'file_broken'
  | 'file_empty'
  | 'no_shapes'
  | 'several_layers'
  | 'crs_unknown'
  | 'too_large'
  | 'too_many_vertices';

export type MapFileErrorParameters = {
  /** A stable word for the particular case, for the catalogue and for tests. */
  reason?: string;
  limit?: number;
  /** SRIDs that would put the file into the city, best first. */
  suggestedSrids?: readonly number[];
  /** The same with the reason for each. */
  suggestions?: readonly SystemSuggestion[];
  /** The layers to choose from, and the same as words. */
  layers?: readonly string[];
  names?: string;
  /** Value that the file declares: a coordinate system, an entry's name. */
  found?: string;
};

const MOST_LAYERS = 50;

/** A map file that cannot be used at all. Each kind of import has its own problem for each fault. */
export class MapFileError extends Error {
  readonly fault: MapFileFault;
  readonly parameters: MapFileErrorParameters;

  constructor(fault: MapFileFault, parameters: MapFileErrorParameters = {}, cause?: unknown) {
    super(fault, { cause });
    this.name = 'MapFileError';
    this.fault = fault;
    this.parameters = parameters;
  }
}

/** Asks which of the layers is meant; the first {@link MOST_LAYERS} are named. */
export function severalLayers(names: readonly string[]): MapFileError {
  const layers = names.slice(0, MOST_LAYERS);
  return new MapFileError('several_layers', { layers, names: layers.join(', ') });
}

/**
 * Runs a library's parser. Turns whatever it throws about damaged content into `file_broken`; known refusals
 * pass through.
 */
export async function brokenIfItThrows<T>(reason: string, parse: () => T | Promise<T>): Promise<T> {
  try {
    return await parse();
  } catch (error) {
    if (error instanceof MapFileError || error instanceof AppError) throw error;
    throw new MapFileError('file_broken', { reason }, error);
  }
}
