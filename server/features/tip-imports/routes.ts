import { TipImportForm, TipImportPreview, TipImportResult } from '#server/contract/tip-import.ts';
import { TABLE_PROBLEMS } from '#server/http/table-imports.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { readUpload } from '#server/http/uploads.ts';

import { importTips, previewTipImport } from './commands.ts';

const preview = route('post', '/tip-imports/preview', {
  tags: ['tips'],
  summary: 'What importing a table of tips would do, row by row; writes nothing',
  right: 'tips:work',
  form: TipImportForm,
  withoutKey: 'A preview writes nothing.',
  responses: {
    200: jsonResponse(TipImportPreview, 'How the headings were read, the rows, what is wrong'),
  },
  problems: TABLE_PROBLEMS,
});

const run = route('post', '/tip-imports', {
  tags: ['tips'],
  summary: 'Take in every row of a table that is ready; the same file again changes nothing',
  right: 'tips:work',
  form: TipImportForm,
  responses: { 200: jsonResponse(TipImportResult, 'How many rows were written') },
  problems: [...TABLE_PROBLEMS, 'import.nothing_to_write'],
});

export const tipImportRoutes = newRouter()
  .openapi(preview, async (c) => {
    const reading = { signal: c.req.raw.signal };
    const file = { ...(await readUpload(c.req.valid('form').file)), reading };
    return c.json(await previewTipImport(c.var.deps, c.var.actor, file), 200);
  })
  .openapi(run, async (c) => {
    const file = await readUpload(c.req.valid('form').file);
    return c.json(await importTips(c.var.deps, c.var.actor, file), 200);
  });
