import { createRoute } from '@hono/zod-openapi';

import { TipImportForm, TipImportPreview, TipImportResult } from '#server/contract/tip-import.ts';
import { TABLE_PROBLEMS } from '#server/features/point-imports/import-responses.ts';
import { takesKey, takesNoKey } from '#server/http/idempotency.ts';
import { jsonResponse, problemResponses, secured } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { uploads } from '#server/http/uploads.ts';
import { nameOfUpload } from '#server/http/uploaded-file.ts';

import { importTips, previewTipImport, type TipFile } from './commands.ts';

const body = { required: true, content: { 'multipart/form-data': { schema: TipImportForm } } };

const preview = createRoute({
  method: 'post',
  path: '/tip-imports/preview',
  tags: ['tips'],
  summary: 'What importing a table of tips would do, row by row; writes nothing',
  middleware: [
    secured('tips:work'),
    uploads('imports'),
    takesNoKey('A preview writes nothing.'),
  ] as const,
  request: { body },
  responses: {
    200: jsonResponse(TipImportPreview, 'How the headings were read, the rows, what is wrong'),
    ...problemResponses(...TABLE_PROBLEMS),
  },
});

const run = createRoute({
  method: 'post',
  path: '/tip-imports',
  tags: ['tips'],
  summary: 'Take in every row of a table that is ready; the same file again changes nothing',
  middleware: [secured('tips:work'), uploads('imports'), takesKey] as const,
  request: { body },
  responses: {
    200: jsonResponse(TipImportResult, 'How many rows were written'),
    ...problemResponses(...TABLE_PROBLEMS, 'import.nothing_to_write'),
  },
});

async function fileOf({ file }: { file: File }): Promise<TipFile> {
  return { fileName: nameOfUpload(file), bytes: new Uint8Array(await file.arrayBuffer()) };
}

export const tipImportRoutes = newRouter()
  .openapi(preview, async (c) => {
    const reading = { signal: c.req.raw.signal };
    const file = { ...(await fileOf(c.req.valid('form'))), reading };
    return c.json(await previewTipImport(c.var.deps, c.var.actor, file), 200);
  })
  .openapi(run, async (c) => {
    const file = await fileOf(c.req.valid('form'));
    return c.json(await importTips(c.var.deps, c.var.actor, file), 200);
  });
