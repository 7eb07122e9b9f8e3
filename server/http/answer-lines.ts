import type { Context } from 'hono';
import { stream } from 'hono/streaming';
import type * as z from 'zod';

import { AppError, type ProblemCode } from '#server/contract/problem.ts';
import { constraintProblem } from '#server/db/constraint-problems.ts';

import type { AppEnv } from './environment.ts';

/** Reason why an answer failed after its status had been sent. */
export type Failure = { code: ProblemCode; requestId: string };
export type LineWriter<Line> = {
  report: (line: Line) => Promise<void>;
  /** Aborted when the reader goes away. */
  signal: AbortSignal;
};

/** The answer of a route that tells its progress, one JSON object a line. */
export function linesResponse<Line extends z.ZodType>(schema: Line, description: string) {
  return { description, content: { 'text/x-ndjson': { schema } } };
}

/**
 * Answers with lines of JSON while something runs. The status has been sent by the time it fails, so the last line says
 * what the body of an error would have said.
 */
export function answerLines<Line>(
  context: Context<AppEnv>,
  run: (writer: LineWriter<Line>) => Promise<void>,
  failed: (failure: Failure) => Line,
): Response {
  const { deps, requestId } = context.var;
  // An upload keeps its place among those of the account until its last line.
  context.set('uploadStreams', true);
  const abort = new AbortController();
  context.header('content-type', 'text/x-ndjson');
  context.header('cache-control', 'no-store');
  return stream(context, async (out) => {
    out.onAbort(() => abort.abort());
    const report = async (line: Line) => {
      await out.write(`${JSON.stringify(line)}\n`);
    };
    try {
      await run({ report, signal: abort.signal });
    } catch (error) {
      const problem = error instanceof AppError ? error : constraintProblem(error);
      if (problem === null && !abort.signal.aborted) {
        deps.log.error({ err: error, requestId }, 'an answer failed while it was sent');
      }
      await report(failed({ code: problem?.code ?? 'server.internal', requestId }));
    } finally {
      (context.get('uploadEnded') as (() => void) | undefined)?.();
    }
  });
}
