import { createRoute } from '@hono/zod-openapi';

import {
  IMPORT_BODY,
  PREVIEW_RESPONSES,
  RUN_RESPONSES,
} from '#server/features/point-imports/import-responses.ts';
import { fileOf, streamImport } from '#server/features/point-imports/stream-import.ts';
import { takesKey, takesNoKey } from '#server/http/idempotency.ts';
import { secured } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { uploads } from '#server/http/uploads.ts';

import { importObjects, previewObjectImport } from './import-objects.ts';

const preview = createRoute({
  method: 'post',
  path: '/inspection-object-imports/preview',
  tags: ['imports'],
  summary: 'What importing a table of businesses would do, row by row; writes nothing',
  middleware: [
    secured('inspection_objects:manage'),
    uploads('imports'),
    takesNoKey('A preview writes nothing.'),
  ] as const,
  request: { body: IMPORT_BODY },
  responses: PREVIEW_RESPONSES,
});

const run = createRoute({
  method: 'post',
  path: '/inspection-object-imports',
  tags: ['imports'],
  summary: 'Import a table of businesses; closing the connection before the end takes it all back',
  middleware: [secured('inspection_objects:manage'), uploads('imports'), takesKey] as const,
  request: { body: IMPORT_BODY },
  responses: RUN_RESPONSES,
});

export const inspectionObjectImportRoutes = newRouter()
  .openapi(preview, async (c) => {
    const reading = { signal: c.req.raw.signal };
    const file = { ...(await fileOf(c.req.valid('form'))), reading };
    return c.json(await previewObjectImport(c.var.deps, c.var.actor, file), 200);
  })
  .openapi(run, async (c) => {
    const { deps, actor } = c.var;
    const file = await fileOf(c.req.valid('form'));
    return streamImport(c, (watcher) => importObjects(deps, actor, file, watcher));
  });
