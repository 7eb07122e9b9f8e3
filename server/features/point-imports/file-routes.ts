import * as z from 'zod';

import { TableFormat } from '#server/contract/import-history.ts';
import { ImportForm } from '#server/contract/point-import.ts';
import { answerTable, TABLE_FILE } from '#server/http/answer-table.ts';
import { route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { fileOf, TABLE_PROBLEMS } from '#server/http/table-imports.ts';

import { readRefused } from './read-refused.ts';
import { readTemplate } from './read-template.ts';

const refused = route('post', '/point-imports/refused', {
  tags: ['imports'],
  summary: 'Rows of a table that would not be written, in the same columns, each with its reasons',
  right: 'points:import',
  form: ImportForm.extend({ format: TableFormat }),
  withoutKey: 'It gives back what was sent and writes nothing.',
  responses: TABLE_FILE,
  problems: [...TABLE_PROBLEMS, 'import.nothing_refused'],
});

const template = route('get', '/point-imports/template', {
  tags: ['imports'],
  summary: 'An empty table with the headings and the words that an import understands',
  right: 'points:import',
  query: z.object({ format: TableFormat }),
  responses: TABLE_FILE,
});

export const pointImportFileRoutes = newRouter()
  .openapi(refused, async (c) => {
    const form = c.req.valid('form');
    const file = { ...(await fileOf(form)), reading: { signal: c.req.raw.signal } };
    const bytes = await readRefused(c.var.deps, c.var.actor, file, form.format);
    return answerTable(bytes, form.format, 'dong-chua-nhap');
  })
  .openapi(template, async (c) => {
    const { format } = c.req.valid('query');
    return answerTable(
      await readTemplate(c.var.deps, c.var.actor, format),
      format,
      'mau-nhap-diem',
    );
  });
