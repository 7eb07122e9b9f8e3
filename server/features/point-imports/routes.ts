import { createRoute } from '@hono/zod-openapi';
import { stream } from 'hono/streaming';
import type * as z from 'zod';

import { ImportForm, ImportPreview, ImportProgress } from '#server/contract/point-import.ts';
import { AppError } from '#server/contract/problem.ts';
import { constraintProblem } from '#server/db/constraint-problems.ts';
import { jsonResponse, problemResponses, secured } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { nameOfUpload } from '#server/http/uploaded-file.ts';

import { importPoints } from './commands.ts';
import { previewImport, type ImportFile } from './preview.ts';

const body = { required: true, content: { 'multipart/form-data': { schema: ImportForm } } };
const fileProblems = problemResponses(
  'session.missing',
  'permission.denied',
  'request.invalid',
  'request.too_large',
  'import.not_a_table',
  'import.file_broken',
  'import.empty',
  'import.too_many_rows',
  'import.zip_too_large',
);

const preview = createRoute({
  method: 'post',
  path: '/point-imports/preview',
  tags: ['imports'],
  summary: 'What importing a table of points would do, row by row; writes nothing',
  middleware: [secured('points:import')] as const,
  request: { body },
  responses: {
    200: jsonResponse(ImportPreview, 'Mapping, rows and what is wrong with them'),
    ...fileProblems,
  },
});

const run = createRoute({
  method: 'post',
  path: '/point-imports',
  tags: ['imports'],
  summary: 'Import a table of points; closing the connection before the end takes everything back',
  middleware: [secured('points:import')] as const,
  request: { body },
  responses: {
    200: {
      description: 'Progress, one JSON object a line; the last is `done` or `failed`',
      content: { 'text/x-ndjson': { schema: ImportProgress } },
    },
    ...fileProblems,
  },
});

export const pointImportRoutes = newRouter()
  .openapi(preview, async (c) => {
    const file = await fileOf(c.req.valid('form'));
    return c.json(await previewImport(c.var.deps, c.var.actor, file), 200);
  })
  .openapi(run, async (c) => {
    const { deps, actor, requestId } = c.var;
    const file = await fileOf(c.req.valid('form'));
    const abort = new AbortController();
    c.header('content-type', 'text/x-ndjson');
    c.header('cache-control', 'no-store');
    return stream(c, async (out) => {
      out.onAbort(() => abort.abort());
      const report = async (progress: ImportProgress) => {
        await out.write(`${JSON.stringify(progress)}\n`);
      };
      try {
        const result = await importPoints(deps, actor, file, { report, signal: abort.signal });
        await report({ phase: 'done', result });
      } catch (error) {
        // The status has long been sent: the last line says what an error's body would have said.
        const problem = error instanceof AppError ? error : constraintProblem(error);
        if (problem === null) deps.log.error({ err: error, requestId }, 'import failed');
        await report({ phase: 'failed', code: problem?.code ?? 'server.internal', requestId });
      }
    });
  });

async function fileOf(form: z.infer<typeof ImportForm>): Promise<ImportFile> {
  return {
    fileName: nameOfUpload(form.file),
    bytes: new Uint8Array(await form.file.arrayBuffer()),
    mapping: form.mapping,
  };
}
