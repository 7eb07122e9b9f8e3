import { PREVIEW, RUN, fileOf, streamImport } from '#server/http/table-imports.ts';
import { route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { importObjects, previewObjectImport } from './import-commands.ts';

const preview = route('post', '/inspection-object-imports/preview', {
  tags: ['imports'],
  summary: 'What importing a table of businesses would do, row by row; writes nothing',
  right: 'inspection_objects:manage',
  ...PREVIEW,
});

const run = route('post', '/inspection-object-imports', {
  tags: ['imports'],
  summary: 'Import a table of businesses; closing the connection before the end takes it all back',
  right: 'inspection_objects:manage',
  ...RUN,
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
