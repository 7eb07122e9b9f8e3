import { createRoute } from '@hono/zod-openapi';
import type * as z from 'zod';

import {
  RoadImportForm,
  RoadNetwork,
  RoadNetworkList,
  RoadPreview,
  RoadReadForm,
} from '#server/contract/road-network.ts';
import { asActor } from '#server/db/transaction.ts';
import { takesKey, takesNoKey } from '#server/http/idempotency.ts';
import { jsonResponse, problemResponses, secured } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { UPLOAD_PROBLEMS, uploads } from '#server/http/uploads.ts';
import { nameOfUpload } from '#server/http/uploaded-file.ts';

import { importRoads, previewRoads, undoRoads } from './commands.ts';
import { listRoadNetworks } from './queries.ts';

const refusals = problemResponses('session.missing', 'permission.denied');
const fileProblems = problemResponses(
  ...UPLOAD_PROBLEMS,
  'import.already_running',
  'session.missing',
  'permission.denied',
  'request.invalid',
  'osm.not_osm',
  'osm.file_broken',
  'roads.none',
);
const form = <Schema extends z.ZodType>(schema: Schema) => ({
  body: { required: true, content: { 'multipart/form-data': { schema } } },
});

const list = createRoute({
  method: 'get',
  path: '/roads',
  tags: ['roads'],
  summary: 'Every road network there has been, with its report',
  middleware: [secured('roads:manage')] as const,
  responses: { 200: jsonResponse(RoadNetworkList, 'Latest first'), ...refusals },
});
const preview = createRoute({
  method: 'post',
  path: '/roads/preview',
  tags: ['roads'],
  summary: 'What importing an OSM file would bring into force; writes nothing',
  middleware: [
    secured('roads:manage'),
    uploads('imports'),
    takesNoKey('A preview writes nothing.'),
  ] as const,
  request: form(RoadReadForm),
  responses: {
    200: jsonResponse(RoadPreview, 'Lengths, one-way streets, islands'),
    ...fileProblems,
  },
});
const take = createRoute({
  method: 'post',
  path: '/roads',
  tags: ['roads'],
  summary: 'Bring the roads of an OSM file into force',
  middleware: [secured('roads:manage'), uploads('imports'), takesKey] as const,
  request: form(RoadImportForm),
  responses: { 200: jsonResponse(RoadNetwork, 'The network in force'), ...fileProblems },
});
const undo = createRoute({
  method: 'post',
  path: '/roads/undo',
  tags: ['roads'],
  summary: 'Go back to the road network before, or to none',
  middleware: [secured('roads:manage'), takesKey] as const,
  responses: {
    200: jsonResponse(RoadNetworkList, 'All networks, latest first'),
    ...refusals,
    ...problemResponses('roads.nothing_to_undo'),
  },
});

export const roadRoutes = newRouter()
  .openapi(list, async (c) => {
    const { deps, actor } = c.var;
    const items = await asActor(deps.database, actor, (sql) => listRoadNetworks(sql));
    return c.json({ items, service: deps.routing?.host ?? null }, 200);
  })
  .openapi(preview, async (c) => {
    const { file } = c.req.valid('form');
    const bytes = new Uint8Array(await file.arrayBuffer());
    return c.json(await previewRoads(bytes, { signal: c.req.raw.signal }), 200);
  })
  .openapi(take, async (c) => {
    const { file, source, sourceDate = null, licence = null } = c.req.valid('form');
    const network = await importRoads(c.var.deps, c.var.actor, {
      bytes: new Uint8Array(await file.arrayBuffer()),
      fileName: nameOfUpload(file),
      source,
      sourceDate,
      licence,
    });
    return c.json(network, 200);
  })
  .openapi(undo, async (c) => {
    const items = await undoRoads(c.var.deps, c.var.actor);
    return c.json({ items, service: c.var.deps.routing?.host ?? null }, 200);
  });
