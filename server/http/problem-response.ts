import type { IncomingMessage } from 'node:http';

import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

import { problemText } from '#server/contract/problem-text.ts';
import { AppError, Problem, type ProblemCode } from '#server/contract/problem.ts';
import { PROBLEMS } from '#server/contract/features/all.ts';
import { constraintProblem } from '#server/db/constraint-problems.ts';

import type { AppEnv } from './environment.ts';
import { languageOf } from './language.ts';

/** Turns whatever was thrown into an answer; only what nobody expected is logged with its stack. */
export function answerError(error: unknown, context: Context<AppEnv>): Response {
  const expected = expectedProblem(error);
  const { log } = context.get('deps');
  const requestId = context.get('requestId');
  if (expected?.code === 'server.not_ready') {
    const { cause } = expected;
    const reason = cause instanceof Error ? cause.message : String(cause);
    log.warn({ reason, requestId }, 'a request did not reach the database');
  }
  if (expected !== null) return problemResponse(expected, context);
  if (hasLeft(context)) {
    log.info({ requestId }, 'a client left before its request was whole');
    return problemResponse(new AppError('request.malformed', { cause: error }), context);
  }
  log.error({ err: error, requestId }, 'a request ended in an unexpected error');
  return problemResponse(new AppError('server.internal', { cause: error }), context);
}

/** Tests if the connection ended in the middle of the body; nobody reads the answer then. */
function hasLeft({ env }: Context<AppEnv>): boolean {
  // Without a socket (tests call the server as a function) nobody leaves.
  const { incoming } = (env ?? {}) as { incoming?: IncomingMessage };
  return incoming !== undefined && incoming.destroyed && !incoming.complete;
}

/** RFC 9457: what a program needs by code, what a person needs as a sentence in Vietnamese or English. */
export function problemResponse(error: AppError, context: Context<AppEnv>): Response {
  const status = PROBLEMS[error.code].status;
  const problem: Problem = {
    type: `/problems/${error.code}`,
    title: titleOf(error.code),
    status,
    code: error.code,
    detail: problemText(error.code, languageOf(context), error.parameters),
    instance: context.req.path,
    requestId: context.get('requestId'),
    ...(error.errors.length > 0 && { errors: [...error.errors] }),
    ...(Object.keys(error.parameters).length > 0 && { parameters: { ...error.parameters } }),
  };
  const seconds = error.parameters['seconds'];
  if (typeof seconds === 'number') context.header('retry-after', String(Math.ceil(seconds)));
  return context.body(JSON.stringify(problem), status satisfies ContentfulStatusCode, {
    ...problemHeaders(context),
    'cache-control': 'no-store',
  });
}

/** Headers that tell what a problem is and in which language its sentence is. */
function problemHeaders(context: Context<AppEnv>): Record<string, string> {
  return {
    'content-type': 'application/problem+json; charset=utf-8',
    'content-language': languageOf(context),
    vary: 'accept-language',
  };
}

/** Answers a stored problem once more, with its sentence in the language that is asked for now. */
export function problemAgain(
  stored: unknown,
  context: Context<AppEnv>,
  headers: Readonly<Record<string, string>>,
): Response {
  const problem = Problem.parse(stored);
  const { code, parameters } = problem;
  const detail = isCode(code) ? problemText(code, languageOf(context), parameters) : problem.detail;
  return context.newResponse(
    JSON.stringify({ ...problem, detail }),
    problem.status as ContentfulStatusCode,
    { ...problemHeaders(context), ...headers },
  );
}

function isCode(code: string): code is ProblemCode {
  return Object.hasOwn(PROBLEMS, code);
}

/** `point.not_found` → `Point not found`. */
function titleOf(code: string): string {
  const words = code.replaceAll(/[._]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function expectedProblem(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  if (error instanceof HTTPException) return exceptionProblem(error);
  return constraintProblem(error);
}

/** Problem codes of errors that Hono itself raises while it reads a request. */
const EXCEPTION_CODES: Partial<Record<number, ProblemCode>> = {
  400: 'request.malformed',
  413: 'request.too_large',
  415: 'request.unsupported_media_type',
};

function exceptionProblem(error: HTTPException): AppError | null {
  const code = EXCEPTION_CODES[error.status];
  return code === undefined ? null : new AppError(code, { cause: error });
}
