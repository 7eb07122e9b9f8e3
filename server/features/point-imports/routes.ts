import { AcceptedImport, WaitingImportList } from '#server/contract/import-claim.ts';
import { jsonResponse, route, RowParameter } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { acceptImport, readWaitingImports } from './claim-commands.ts';
import { importPoints } from './commands.ts';
import { PREVIEW, RUN } from '#server/http/table-imports.ts';
import { previewImport } from './read-preview.ts';
import { fileOf, streamImport } from '#server/http/table-imports.ts';

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
