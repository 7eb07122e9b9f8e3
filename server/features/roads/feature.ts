import {
  RoadImportForm,
  RoadNetwork,
  RoadNetworkList,
  RoadPreview,
  RoadReadForm,
} from '#server/contract/road-network.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Feature } from '#server/feature.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { READING_PROBLEMS, readUpload } from '#server/http/uploads.ts';
import { OSM_FILE_PROBLEMS } from '#server/methods/osm/osm-file-error.ts';

import { importRoads, previewRoads, undoRoads } from './commands.ts';
import { listRoadNetworks } from './queries.ts';

const fileProblems = [...READING_PROBLEMS, ...OSM_FILE_PROBLEMS, 'roads.none'] as const;

const list = route('get', '/roads', {
  tags: ['roads'],
  summary: 'Every road network there has been, with its report',
  right: 'roads:manage',
  responses: { 200: jsonResponse(RoadNetworkList, 'Latest first') },
});

const preview = route('post', '/roads/preview', {
  tags: ['roads'],
  summary: 'What importing an OSM file would bring into force; writes nothing',
  right: 'roads:manage',
  form: RoadReadForm,
  withoutKey: 'A preview writes nothing.',
  responses: { 200: jsonResponse(RoadPreview, 'Lengths, one-way streets, islands') },
  problems: fileProblems,
});

const take = route('post', '/roads', {
  tags: ['roads'],
  summary: 'Bring the roads of an OSM file into force',
  right: 'roads:manage',
  form: RoadImportForm,
  responses: { 200: jsonResponse(RoadNetwork, 'The network in force') },
  problems: fileProblems,
});

const undo = route('post', '/roads/undo', {
  tags: ['roads'],
  summary: 'Go back to the road network before, or to none',
  right: 'roads:manage',
  responses: { 200: jsonResponse(RoadNetworkList, 'All networks, latest first') },
  problems: ['roads.nothing_to_undo'],
});

const roadRoutes = newRouter()
  .openapi(list, async (c) => {
    const { deps, actor } = c.var;
    const items = await asActor(deps.database, actor, (sql) => listRoadNetworks(sql));
    return c.json({ items, service: deps.routing?.host ?? null }, 200);
  })
  .openapi(preview, async (c) => {
    const { bytes } = await readUpload(c.req.valid('form').file);
    return c.json(await previewRoads(bytes, { signal: c.req.raw.signal }), 200);
  })
  .openapi(take, async (c) => {
    const { file, source, sourceDate = null, licence = null } = c.req.valid('form');
    const network = await importRoads(c.var.deps, c.var.actor, {
      ...(await readUpload(file)),
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

export const roads = {
  uses: ['communes'],
  subjects: {
    roads: 'The road network',
  },
  operations: [roadRoutes],
} as const satisfies Feature;
