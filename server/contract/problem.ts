import * as z from 'zod';

import { ACCOUNT_PROBLEMS } from './problems/account.ts';
import { ANALYSIS_PROBLEMS } from './problems/analysis.ts';
import { CHECK_PROBLEMS } from './problems/check.ts';
import { FILE_PROBLEMS } from './problems/file.ts';
import { INSPECTION_PROBLEMS } from './problems/inspection.ts';
import { PLAN_PROBLEMS } from './problems/plan.ts';
import { REGISTER_PROBLEMS } from './problems/register.ts';
import { REPLY_PROBLEMS } from './problems/reply.ts';
import { REPORT_PROBLEMS } from './problems/report.ts';
import { REQUEST_PROBLEMS } from './problems/request.ts';
import { ROUTE_PROBLEMS } from './problems/route.ts';
import { SIGNAL_PROBLEMS } from './problems/signal.ts';
import { SUPPORT_SERVICE_PROBLEMS } from './problems/support-service.ts';
import { TIP_PROBLEMS } from './problems/tip.ts';
import { WEEKLY_SHEET_PROBLEMS } from './problems/weekly-sheet.ts';

/** Every expected failure by its code, which is stable and only ever added. */
export const PROBLEMS = {
  ...ACCOUNT_PROBLEMS,
  ...ANALYSIS_PROBLEMS,
  ...CHECK_PROBLEMS,
  ...FILE_PROBLEMS,
  ...INSPECTION_PROBLEMS,
  ...PLAN_PROBLEMS,
  ...REGISTER_PROBLEMS,
  ...REPLY_PROBLEMS,
  ...REPORT_PROBLEMS,
  ...REQUEST_PROBLEMS,
  ...ROUTE_PROBLEMS,
  ...SIGNAL_PROBLEMS,
  ...SUPPORT_SERVICE_PROBLEMS,
  ...TIP_PROBLEMS,
  ...WEEKLY_SHEET_PROBLEMS,
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(PROBLEMS, code);
}

/** One thing wrong with one field: a JSON pointer into the request and a code for the catalogue. */
export const FieldProblem = z.object({ pointer: z.string(), code: z.string() });
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
