import {
  ImportRowQuery,
  ImportRunDetail,
  ImportRunList,
  ImportRunQuery,
  ImportRunRowList,
} from '#server/contract/import-history.ts';
import { linkPages } from '#server/http/page-links.ts';
import { jsonResponse, route, RowParameter } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { readHistory, readRunRows } from '#server/features/import-history/read-runs.ts';

import { undoImport } from './claim-commands.ts';
import { readRun } from './read-history.ts';

const list = route('get', '/point-imports', {
  tags: ['imports'],
  summary: 'Imports of points, latest first, with their counts of rows',
  right: 'points:import',
  query: ImportRunQuery,
  responses: { 200: jsonResponse(ImportRunList, 'A page of imports') },
});

const one = route('get', '/point-imports/{id}', {
  tags: ['imports'],
  summary: 'One import, and the points that keep it from being undone',
  right: 'points:import',
  params: RowParameter,
  responses: { 200: jsonResponse(ImportRunDetail, 'The import') },
  problems: ['import.run_not_found'],
});

const rows = route('get', '/point-imports/{id}/rows', {
  tags: ['imports'],
  summary: 'Rows of an import by line: what became of each, and why',
  right: 'points:import',
  params: RowParameter,
  query: ImportRowQuery,
  responses: { 200: jsonResponse(ImportRunRowList, 'A page of rows') },
  problems: ['import.run_not_found'],
});

const undo = route('post', '/point-imports/{id}/undo', {
  tags: ['imports'],
  summary: 'Undo a whole import while nothing stands on its points',
  right: 'points:import',
  params: RowParameter,
  responses: { 200: jsonResponse(ImportRunDetail, 'The import after it was undone') },
  problems: [
    'import.run_not_found',
    'import.undone_already',
    'import.rows_not_kept',
    'import.points_stand',
  ],
});

export const pointImportHistoryRoutes = newRouter()
  .openapi(list, async (c) => {
    const { before } = c.req.valid('query');
    const page = await readHistory(c.var.deps, c.var.actor, 'points', before);
    linkPages(c, page.next, 'before');
    return c.json(page, 200);
  })
  .openapi(one, async (c) => {
    return c.json(await readRun(c.var.deps, c.var.actor, c.req.valid('param').id), 200);
  })
  .openapi(rows, async (c) => {
    const given = { runId: c.req.valid('param').id, ...c.req.valid('query') };
    const page = await readRunRows(c.var.deps, c.var.actor, 'points', given);
    linkPages(c, page.next, 'after');
    return c.json(page, 200);
  })
  .openapi(undo, async (c) => {
    return c.json(await undoImport(c.var.deps, c.var.actor, c.req.valid('param').id), 200);
  });
