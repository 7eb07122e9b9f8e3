import * as z from 'zod';

import { AcceptedImport, WaitingImportList } from '#server/contract/import-claim.ts';
import { TableFormat } from '#server/contract/import-history.ts';
import { ImportWordList, NewImportWord } from '#server/contract/import-word.ts';
import type { Actor } from '#server/contract/permission.ts';
import { ImportForm } from '#server/contract/point-import.ts';
import { AppError } from '#server/contract/problem.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { listCategories } from '#server/features/communes/queries.ts';
import { answerTable, TABLE_FILE } from '#server/http/answer-table.ts';
import { jsonResponse, route, RowParameter } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { PREVIEW, RUN, TABLE_PROBLEMS } from '#server/http/table-imports.ts';
import { fileOf, streamImport } from '#server/http/table-imports.ts';
import { readInWorker } from '#server/workers/read-in-worker.ts';

import { acceptImport, readWaitingImports } from './claim-commands.ts';
import { listWords } from './claim-queries.ts';
import { importPoints } from './commands.ts';
import { refusedRows } from './formats/refused-rows.ts';
import { writeTemplate } from './formats/template.ts';
import { judgePoints, previewImport } from './read-preview.ts';
import { type ImportFile, type ImportReader, readImport } from './read-table.ts';
import { takeWordBack, teachWord } from './word-commands.ts';

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

const ALL = { 200: jsonResponse(ImportWordList, 'All words in use, by their spelling') };

const list = route('get', '/point-imports/words', {
  tags: ['imports'],
  summary: 'Words that the office has said to mean a category in the lists that it imports',
  right: 'points:import',
  responses: ALL,
});

const teach = route('post', '/point-imports/words', {
  tags: ['imports'],
  summary: 'Say that a word means a category, for everybody’s lists from now on',
  right: 'points:import',
  body: NewImportWord,
  responses: ALL,
  problems: [
    'point.category_unknown',
    'import.word_understood',
    'import.word_taken',
    'text.personal_data',
    'text.secret_marking',
  ],
});

const withdraw = route('post', '/point-imports/words/{id}/withdraw', {
  tags: ['imports'],
  summary: 'Take a word back; what was imported with it stays',
  right: 'points:import',
  params: RowParameter,
  responses: ALL,
  problems: ['import.word_not_found'],
});

export const pointImportWordRoutes = newRouter()
  .openapi(list, async (c) => {
    return c.json({ items: await asActor(c.var.deps.database, c.var.actor, listWords) }, 200);
  })
  .openapi(teach, async (c) => {
    return c.json({ items: await teachWord(c.var.deps, c.var.actor, c.req.valid('json')) }, 200);
  })
  .openapi(withdraw, async (c) => {
    const { id } = c.req.valid('param');
    return c.json({ items: await takeWordBack(c.var.deps, c.var.actor, id) }, 200);
  });

const preview = route('post', '/point-imports/preview', {
  tags: ['imports'],
  summary: 'What importing a table of points would do, row by row; writes nothing',
  right: 'points:import',
  ...PREVIEW,
});

const run = route('post', '/point-imports', {
  tags: ['imports'],
  summary: 'Import a table of points; closing the connection before the end takes everything back',
  right: 'points:import',
  ...RUN,
});

const waiting = route('get', '/point-imports/waiting', {
  tags: ['imports'],
  summary: 'Tables whose claims wait for a second person',
  right: 'points:import',
  responses: { 200: jsonResponse(WaitingImportList, 'The tables, latest first') },
});

const accept = route('post', '/point-imports/{id}/accept', {
  tags: ['imports'],
  summary: 'Accept what a table that another person imported claims of its points',
  right: 'points:recognise',
  params: RowParameter,
  responses: { 200: jsonResponse(AcceptedImport, 'How many points were accepted') },
  problems: ['import.run_not_found', 'import.nothing_waits', 'import.own_claims'],
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
  })
  .openapi(waiting, async (c) => {
    return c.json({ items: await readWaitingImports(c.var.deps, c.var.actor) }, 200);
  })
  .openapi(accept, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await acceptImport(c.var.deps, c.var.actor, id), 200);
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
