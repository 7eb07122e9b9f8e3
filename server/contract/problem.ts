import * as z from 'zod';

import type { ProblemCode } from './features/all.ts';

export type { ProblemCode };

/**
 * One thing wrong with one field: a JSON pointer (RFC 6901) and a code for the catalogue. `in` names the part of the
 * request that the pointer leads into, where it is not the body.
 */
export const FieldProblem = z.object({
  pointer: z.string(),
  in: z.enum(['query', 'path', 'header', 'cookie']).optional(),
  code: z.string(),
});
export type FieldProblem = z.infer<typeof FieldProblem>;

/** RFC 9457 problem details, with a stable code. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string(),
    detail: z.string().optional(),
    instance: z.string().optional(),
    requestId: z.string(),
    errors: z.array(FieldProblem).optional(),
    /** Parameters of the sentence for the code: dates, names, positions in a text. */
    parameters: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;

/** An expected failure. Anything else that is thrown is a bug and becomes `server.internal`. */
export class AppError extends Error {
  readonly code: ProblemCode;
  readonly errors: readonly FieldProblem[];
  readonly parameters: Readonly<Record<string, unknown>>;

  constructor(
    code: ProblemCode,
    more: {
      errors?: readonly FieldProblem[];
      parameters?: Record<string, unknown>;
      cause?: unknown;
    } = {},
  ) {
    super(code, { cause: more.cause });
    this.name = 'AppError';
    this.code = code;
    this.errors = more.errors ?? [];
    this.parameters = more.parameters ?? {};
  }
}
