import { createRoute } from '@hono/zod-openapi';

import { takesKey, takesNoKey } from '#server/http/idempotency.ts';
import { secured } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { uploads } from '#server/http/uploads.ts';

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
