import { createRoute } from '@hono/zod-openapi';

import { ImportForm, ImportPreview, ImportProgress } from '#server/contract/point-import.ts';
import type { ProblemCode } from '#server/contract/problem.ts';
import { takesKey, takesNoKey } from '#server/http/idempotency.ts';
import { jsonResponse, problemResponses, secured } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { FORM_PROBLEMS, UPLOAD_PROBLEMS, uploads } from '#server/http/uploads.ts';

import { importPoints } from './commands.ts';
import { previewImport } from './preview.ts';
import { fileOf, streamImport } from './stream-import.ts';

const body = { required: true, content: { 'multipart/form-data': { schema: ImportForm } } };
const refusals = [
  'import.already_running',
  'session.missing',
  'permission.denied',
  'request.invalid',
] as const satisfies readonly ProblemCode[];
const previewProblems = problemResponses(
  ...UPLOAD_PROBLEMS,
  ...refusals,
  'import.not_a_table',
  'import.file_broken',
  'import.text_unreadable',
  'import.empty',
  'import.too_many_rows',
  'import.zip_too_large',
);
/** The refusals of a file's reader come in the last line of the answer: the status was sent long before. */
const runProblems = problemResponses(...FORM_PROBLEMS, ...refusals);

const preview = createRoute({
  method: 'post',
  path: '/point-imports/preview',
  tags: ['imports'],
  summary: 'What importing a table of points would do, row by row; writes nothing',
  middleware: [
    secured('points:import'),
    uploads('imports'),
    takesNoKey('A preview writes nothing.'),
  ] as const,
  request: { body },
  responses: {
    200: jsonResponse(ImportPreview, 'Mapping, rows and what is wrong with them'),
    ...previewProblems,
  },
});

const run = createRoute({
  method: 'post',
  path: '/point-imports',
  tags: ['imports'],
  summary: 'Import a table of points; closing the connection before the end takes everything back',
  middleware: [secured('points:import'), uploads('imports'), takesKey] as const,
  request: { body },
  responses: {
    200: {
      description: 'Progress, one JSON object a line; the last is `done` or `failed`',
      content: { 'text/x-ndjson': { schema: ImportProgress } },
    },
    ...runProblems,
  },
});

export const pointImportRoutes = newRouter()
  .openapi(preview, async (c) => {
    const reading = { signal: c.req.raw.signal };
    const file = { ...(await fileOf(c.req.valid('form'))), reading };
    return c.json(await previewImport(c.var.deps, c.var.actor, file), 200);
  })
  .openapi(run, async (c) => {
    const { deps, actor } = c.var;
    const file = await fileOf(c.req.valid('form'));
    return streamImport(c, ({ report, signal }) =>
      importPoints(deps, actor, file, { report, signal }),
    );
  });
