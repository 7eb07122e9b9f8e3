import * as z from 'zod';

import {
  ImportRowQuery,
  ImportRunDetail,
  ImportRunList,
  ImportRunQuery,
  ImportRunRowList,
  TableFormat,
} from '#server/contract/import-history.ts';
import { TipImportForm, TipImportPreview, TipImportResult } from '#server/contract/tip-import.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Feature } from '#server/feature.ts';
import { listCategories } from '#server/features/communes/queries.ts';
import { readHistory, readRunRows } from '#server/features/import-history/read-runs.ts';
import { answerTable, TABLE_FILE } from '#server/http/answer-table.ts';
import { linkPages } from '#server/http/page-links.ts';
import { jsonResponse, route, RowParameter } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { TABLE_PROBLEMS } from '#server/http/table-imports.ts';
import { readUpload } from '#server/http/uploads.ts';

import { importTips, previewTipImport, refusedTips } from './commands.ts';
import { writeTipTemplate } from './formats/tip-template.ts';
import { readTipRun } from './read-tip-run.ts';
import { undoTipImport } from './undo-commands.ts';

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

const tipImportRoutes = newRouter()
  .openapi(preview, async (c) => {
    const reading = { signal: c.req.raw.signal };
    const file = { ...(await readUpload(c.req.valid('form').file)), reading };
    return c.json(await previewTipImport(c.var.deps, c.var.actor, file), 200);
  })
  .openapi(run, async (c) => {
    const file = await readUpload(c.req.valid('form').file);
    return c.json(await importTips(c.var.deps, c.var.actor, file), 200);
  });

const tags = ['tips'];
const right = 'tips:work';

const list = route('get', '/tip-imports', {
  tags,
  summary: 'Imports of tips within reach, latest first, with their counts of rows',
  right,
  query: ImportRunQuery,
  responses: { 200: jsonResponse(ImportRunList, 'A page of imports') },
});

const template = route('get', '/tip-imports/template', {
  tags,
  summary: 'An empty table with the headings and the words that an import of tips understands',
  right,
  query: z.object({ format: TableFormat }),
  responses: TABLE_FILE,
});

const one = route('get', '/tip-imports/{id}', {
  tags,
  summary: 'One import of tips, and what keeps it from being undone',
  right,
  params: RowParameter,
  responses: { 200: jsonResponse(ImportRunDetail, 'The import') },
  problems: ['import.run_not_found'],
});

const rows = route('get', '/tip-imports/{id}/rows', {
  tags,
  summary: 'Rows of an import of tips by line: what became of each, and why',
  right,
  params: RowParameter,
  query: ImportRowQuery,
  responses: { 200: jsonResponse(ImportRunRowList, 'A page of rows') },
  problems: ['import.run_not_found'],
});

const undo = route('post', '/tip-imports/{id}/undo', {
  tags,
  summary: 'Undo a whole import of tips while nothing stands on them',
  right,
  params: RowParameter,
  responses: { 200: jsonResponse(ImportRunDetail, 'The import after it was undone') },
  problems: [
    'import.run_not_found',
    'import.undone_already',
    'import.rows_not_kept',
    'import.undo_by_analyst',
    'import.tips_stand',
  ],
});

const refused = route('post', '/tip-imports/refused', {
  tags,
  summary: 'Rows of a table that would not be written, in the same columns, each with its reasons',
  right,
  form: TipImportForm.extend({ format: TableFormat }),
  withoutKey: 'It gives back what was sent and writes nothing.',
  responses: TABLE_FILE,
  problems: [...TABLE_PROBLEMS, 'import.nothing_refused'],
});

const tipImportHistoryRoutes = newRouter()
  .openapi(list, async (c) => {
    const { before } = c.req.valid('query');
    const page = await readHistory(c.var.deps, c.var.actor, 'tips', before);
    linkPages(c, page.next, 'before');
    return c.json(page, 200);
  })
  .openapi(template, async (c) => {
    const { format } = c.req.valid('query');
    const categories = await asActor(c.var.deps.database, c.var.actor, listCategories);
    return answerTable(await writeTipTemplate(format, categories), format, 'mau-nhap-tin');
  })
  .openapi(one, async (c) =>
    c.json(await readTipRun(c.var.deps, c.var.actor, c.req.valid('param').id), 200),
  )
  .openapi(rows, async (c) => {
    const given = { runId: c.req.valid('param').id, ...c.req.valid('query') };
    const page = await readRunRows(c.var.deps, c.var.actor, 'tips', given);
    linkPages(c, page.next, 'after');
    return c.json(page, 200);
  })
  .openapi(undo, async (c) =>
    c.json(await undoTipImport(c.var.deps, c.var.actor, c.req.valid('param').id), 200),
  )
  .openapi(refused, async (c) => {
    const form = c.req.valid('form');
    const file = { ...(await readUpload(form.file)), reading: { signal: c.req.raw.signal } };
    const bytes = await refusedTips(c.var.deps, c.var.actor, file, form.format);
    return answerTable(bytes, form.format, 'dong-chua-nhap');
  });

export const tipImports = {
  uses: ['communes', 'import-history', 'tips'],
  operations: [tipImportRoutes, tipImportHistoryRoutes],
} as const satisfies Feature;
