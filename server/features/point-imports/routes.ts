import { createRoute } from '@hono/zod-openapi';

import { AcceptedImport, WaitingImportList } from '#server/contract/import-claim.ts';
import { takesKey, takesNoKey } from '#server/http/idempotency.ts';
import { jsonResponse, problemResponses, secured } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { RowParameter } from '#server/http/row-parameter.ts';
import { uploads } from '#server/http/uploads.ts';

import { acceptImport, readWaitingImports } from './claim-commands.ts';
import { importPoints } from './commands.ts';
import { IMPORT_BODY, PREVIEW_RESPONSES, RUN_RESPONSES } from './import-responses.ts';
import { previewImport } from './preview.ts';
import { fileOf, streamImport } from './stream-import.ts';

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
  request: { body: IMPORT_BODY },
  responses: PREVIEW_RESPONSES,
});

const run = createRoute({
  method: 'post',
  path: '/point-imports',
  tags: ['imports'],
  summary: 'Import a table of points; closing the connection before the end takes everything back',
  middleware: [secured('points:import'), uploads('imports'), takesKey] as const,
  request: { body: IMPORT_BODY },
  responses: RUN_RESPONSES,
});

const waiting = createRoute({
  method: 'get',
  path: '/point-imports/waiting',
  tags: ['imports'],
  summary: 'Tables whose claims wait for a second person',
  middleware: [secured('points:import')] as const,
  responses: {
    200: jsonResponse(WaitingImportList, 'The tables, latest first'),
    ...problemResponses('session.missing', 'permission.denied'),
  },
});

const accept = createRoute({
  method: 'post',
  path: '/point-imports/{id}/accept',
  tags: ['imports'],
  summary: 'Accept what a table that another person imported claims of its points',
  middleware: [secured('points:recognise'), takesKey] as const,
  request: { params: RowParameter },
  responses: {
    200: jsonResponse(AcceptedImport, 'How many points were accepted'),
    ...problemResponses(
      'request.invalid',
      'session.missing',
      'permission.denied',
      'import.run_not_found',
      'import.nothing_waits',
      'import.own_claims',
    ),
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
  })
  .openapi(waiting, async (c) => {
    return c.json({ items: await readWaitingImports(c.var.deps, c.var.actor) }, 200);
  })
  .openapi(accept, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await acceptImport(c.var.deps, c.var.actor, id), 200);
  });
