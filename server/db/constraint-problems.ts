import { AppError, type ProblemCode } from '#server/contract/problem.ts';
import { PROBLEMS } from '#server/contract/features/all.ts';
import type { ProblemDeclaration } from '#server/contract/features/declaration.ts';

import { isUnreachable } from './unreachable.ts';

/** Problems by the named constraint that a write broke. */
const PROBLEM_OF_CONSTRAINT = new Map<string, ProblemCode>(
  Object.entries<ProblemDeclaration>(PROBLEMS).flatMap(([code, { constraints = [] }]) =>
    constraints.map((name) => [name, code as ProblemCode] as const),
  ),
);

const PROBLEM_OF_STATE: Record<string, ProblemCode> = {
  // Cancelled by statement_timeout; not available within lock_timeout.
  '57014': 'request.timeout',
  '55P03': 'request.timeout',
  // Serialisation failure and dead-lock, when even the repetitions met one.
  '40001': 'request.timeout',
  '40P01': 'request.timeout',
  // A NUL or half a character, from a form or a file, which the door does not read.
  '22021': 'request.malformed',
  '22P05': 'request.malformed',
  // Insufficient privilege: row-level security refused a write.
  '42501': 'permission.denied',
};

/** Seconds until the next attempt, told to a request that finds the database away. */
const AWAY_SECONDS = 5;

type DatabaseError = Error & { code: string; constraint_name?: string };

/** The expected failure behind a database error; null when it is a bug. */
export function constraintProblem(error: unknown): AppError | null {
  if (isUnreachable(error)) return databaseAway(error);
  if (!isDatabaseError(error)) return null;
  const byConstraint = PROBLEM_OF_CONSTRAINT.get(error.constraint_name ?? '');
  const code = byConstraint ?? PROBLEM_OF_STATE[error.code];
  return code === undefined ? null : new AppError(code, { cause: error });
}

/** Makes the refusal of a request that finds the database away. */
export function databaseAway(cause: unknown): AppError {
  return new AppError('server.not_ready', { cause, parameters: { seconds: AWAY_SECONDS } });
}

function isDatabaseError(error: unknown): error is DatabaseError {
  return (
    error instanceof Error &&
    error.name === 'PostgresError' &&
    'code' in error &&
    typeof error.code === 'string'
  );
}
