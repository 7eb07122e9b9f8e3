import * as z from 'zod';

import { TableFormat } from '#server/contract/import-history.ts';
import type { Actor } from '#server/contract/permission.ts';
import { ImportForm } from '#server/contract/point-import.ts';
import { AppError } from '#server/contract/problem.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { listCategories } from '#server/features/communes/queries.ts';
import { answerTable, TABLE_FILE } from '#server/http/answer-table.ts';
import { route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { fileOf, TABLE_PROBLEMS } from '#server/http/table-imports.ts';
import { readInWorker } from '#server/workers/read-in-worker.ts';

import { refusedRows } from './formats/refused-rows.ts';
import { writeTemplate } from './formats/template.ts';
import { judgePoints } from './read-preview.ts';
import { readImport, type ImportFile, type ImportReader } from './read-table.ts';
import { listWords } from './word-queries.ts';

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

/** Gives an empty table with the words that are understood today, those of the office among them. */
async function readTemplate(
  { database }: Pick<Deps, 'database'>,
  actor: Actor,
  format: TableFormat,
): Promise<Uint8Array> {
  const { categories, taught } = await asActor(database, actor, async (sql) => ({
    categories: await listCategories(sql),
    taught: await listWords(sql),
  }));
  return writeTemplate(format, categories, taught);
}

/**
 * Gives the rows of a table that would not be written as a file with the same columns, the reasons beside them. Nothing
 * of it is kept: the cells may hold what the register must not hold.
 * @throws AppError what reading throws; `import.nothing_refused`
 */
async function readRefused(
  deps: ImportReader,
  actor: Actor,
  file: ImportFile,
  format: TableFormat,
): Promise<Uint8Array> {
  const read = await readImport(deps, actor, file);
  const { judged } = await asActor(deps.database, actor, (sql) =>
    judgePoints(sql, deps, read, file),
  );
  const refused = refusedRows(judged.problems);
  if (refused.length === 0) throw new AppError('import.nothing_refused');
  const { fileName, bytes, layer = null, sourceSrid = null } = file;
  const written = await readInWorker(
    'refusedRows',
    { fileName, bytes, layer, sourceSrid, format, refused },
    file.reading,
  );
  return written.bytes;
}
