import {
  OsmImportForm,
  OsmImportList,
  OsmImportProgress,
  OsmPreview,
  OsmReadForm,
} from '#server/contract/osm-import.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Feature } from '#server/feature.ts';
import { answerLines, linesResponse } from '#server/http/answer-lines.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { READING_PROBLEMS, readUpload } from '#server/http/uploads.ts';
import { OSM_FILE_PROBLEMS } from '#server/methods/osm/osm-file-error.ts';

import { importOsm, previewOsm, undoOsm } from './commands.ts';
import { listOsmImports } from './queries.ts';

const list = route('get', '/osm-imports', {
  tags: ['osm-imports'],
  summary: 'Every import of an OSM file there has been, with its parts and coverage',
  right: 'boundaries:manage',
  responses: { 200: jsonResponse(OsmImportList, 'Latest first') },
});

const preview = route('post', '/osm-imports/preview', {
  tags: ['osm-imports'],
  summary: 'What importing an OSM file would bring, cover and replace; writes nothing',
  right: 'boundaries:manage',
  form: OsmReadForm,
  withoutKey: 'A preview writes nothing.',
  responses: { 200: jsonResponse(OsmPreview, 'Reports of the parts, and the coverage') },
  problems: [
    ...READING_PROBLEMS,
    ...OSM_FILE_PROBLEMS,
    'osm.empty',
    'osm.no_positions',
    'osm.outside_city',
  ],
});

const take = route('post', '/osm-imports', {
  tags: ['osm-imports'],
  summary:
    'Bring parts of an OSM file in force; closing the connection before the end takes everything back',
  right: 'boundaries:manage',
  form: OsmImportForm,
  responses: {
    200: linesResponse(
      OsmImportProgress,
      'Progress, one JSON object a line; the last is `done` or `failed`',
    ),
  },
});

const undo = route('post', '/osm-imports/undo', {
  tags: ['osm-imports'],
  summary: 'Go back from the latest import: each part to the version before',
  right: 'boundaries:manage',
  responses: { 200: jsonResponse(OsmImportList, 'All imports, latest first') },
  problems: ['osm.nothing_to_undo'],
});

const osmImportRoutes = newRouter()
  .openapi(list, async (c) => {
    const { deps, actor } = c.var;
    const items = await asActor(deps.database, actor, (sql) => listOsmImports(sql));
    return c.json({ items }, 200);
  })
  .openapi(preview, async (c) => {
    const upload = await readUpload(c.req.valid('form').file);
    return c.json(await previewOsm(c.var.deps, upload, { signal: c.req.raw.signal }), 200);
  })
  .openapi(take, async (c) => {
    const { deps, actor } = c.var;
    const { file, source, sourceDate = null, licence = null, parts = null } = c.req.valid('form');
    const order = { ...(await readUpload(file)), source, sourceDate, licence, parts };
    return answerLines<OsmImportProgress>(
      c,
      async (watcher) => {
        const result = await importOsm(deps, actor, order, watcher);
        await watcher.report({ phase: 'done', result });
      },
      (failure) => ({ phase: 'failed', ...failure }),
    );
  })
  .openapi(undo, async (c) => c.json({ items: await undoOsm(c.var.deps, c.var.actor) }, 200));

export const osmImports = {
  uses: ['boundaries', 'communes', 'geocoding', 'ground', 'roads'],
  subjects: {
    'osm-imports': 'Extracts of OpenStreetMap',
  },
  operations: [osmImportRoutes],
} as const satisfies Feature;
