import { ApiProblem } from '#client/api/problem.ts';

import type { EntryProblem } from './entry.ts';

/** A kept refusal as the error that it was. */
export function asError(problem: EntryProblem): ApiProblem {
  const { code, status, sentence, errors, parameters, requestId } = problem;
  const title = sentence;
  return new ApiProblem(
    { type: 'about:blank', title, status, code, errors: [...errors], parameters, requestId },
    null,
  );
}
