import * as z from 'zod';

import { ApiProblem } from '#client/api/problem.ts';

const LayersFound = z.object({ layers: z.array(z.string()) });

/** The layers that the server found in a map file where it could not tell which one is meant; else none. */
export function layersIn(error: unknown): string[] {
  const parameters = error instanceof ApiProblem ? error.parameters : {};
  const found = LayersFound.safeParse(parameters);
  return found.success ? found.data.layers : [];
}
