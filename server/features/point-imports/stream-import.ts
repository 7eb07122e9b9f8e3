import type { Context } from 'hono';
import { stream } from 'hono/streaming';
import type * as z from 'zod';

import type { ImportForm, ImportProgress, ImportResult } from '#server/contract/point-import.ts';
import { AppError } from '#server/contract/problem.ts';
import { constraintProblem } from '#server/db/constraint-problems.ts';
import type { AppEnv } from '#server/http/environment.ts';
import { nameOfUpload } from '#server/http/uploaded-file.ts';

import type { ImportWatcher } from './commands.ts';
import type { ImportFile } from './preview.ts';

/** Answers with the progress of an import, line by line, and with its result or failure as the last. */
export function streamImport(
  c: Context<AppEnv>,
  run: (watcher: ImportWatcher) => Promise<ImportResult>,
): Response {
  const { deps, requestId } = c.var;
  c.set('uploadStreams', true);
  const abort = new AbortController();
  c.header('content-type', 'text/x-ndjson');
  c.header('cache-control', 'no-store');
  return stream(c, async (out) => {
    out.onAbort(() => abort.abort());
    const report = async (progress: ImportProgress) => {
      await out.write(`${JSON.stringify(progress)}\n`);
    };
    try {
      const result = await run({ report, signal: abort.signal });
      await report({ phase: 'done', result });
    } catch (error) {
      // The status has long been sent: the last line says what an error's body would have said.
      const problem = error instanceof AppError ? error : constraintProblem(error);
      if (problem === null) deps.log.error({ err: error, requestId }, 'import failed');
      await report({ phase: 'failed', code: problem?.code ?? 'server.internal', requestId });
    } finally {
      c.var.uploadEnded();
    }
  });
}

/** The file and the mapping of an import's form. */
export async function fileOf(form: z.infer<typeof ImportForm>): Promise<ImportFile> {
  return {
    fileName: nameOfUpload(form.file),
    bytes: new Uint8Array(await form.file.arrayBuffer()),
    mapping: form.mapping,
    choices: form.choices,
  };
}
