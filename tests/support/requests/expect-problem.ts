import { expect } from 'vitest';

import { Problem, type ProblemCode } from '#server/contract/problem.ts';
import { PROBLEMS } from '#server/contract/features/all.ts';

/** The answer is exactly this problem, with its status and its media type. */
export async function expectProblem(response: Response, code: ProblemCode): Promise<Problem> {
  const text = await response.text();
  expect(text).toContain(`"code":"${code}"`);
  expect(response.status).toBe(PROBLEMS[code].status);
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  return Problem.parse(JSON.parse(text));
}
