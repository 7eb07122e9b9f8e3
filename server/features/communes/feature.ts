import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import * as z from 'zod';

import { FormerNamesForm, FormerNamesReport } from '#server/contract/boundary.ts';
import { CommuneList } from '#server/contract/commune.ts';
import { Category } from '#server/contract/point.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Feature } from '#server/feature.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { READING_PROBLEMS, readUpload } from '#server/http/uploads.ts';

import { importFormerNamesAs, readAreas } from './commands.ts';
import { findActiveSet, listCategories, listCommunes } from './queries.ts';
import { MOST_SIMPLIFICATION } from './rules.ts';

const compress = promisify(gzip);
const GEOJSON = { 'content-type': 'application/geo+json; charset=utf-8' };
const GZIP = { 'content-encoding': 'gzip' };

const AreasQuery = z.object({
  /** Degrees by which a border may be simplified; 0.0001 is about 11 m. */
  simplify: z.coerce.number().min(0).max(MOST_SIMPLIFICATION).default(0),
});

const communeRoutes = newRouter()
  .openapi(
    route('get', '/communes', {
      tags: ['communes'],
      summary: 'The communes in force, with the old names that lead to them',
      right: 'signed-in',
      responses: { 200: jsonResponse(CommuneList, 'All communes, by code') },
    }),
    async (c) => {
      const { database, clock } = c.var.deps;
      const { items, active } = await asActor(database, c.var.actor, async (sql) => ({
        items: await listCommunes(sql, clock.today()),
        active: await findActiveSet(sql),
      }));
      const approximate = active?.approximate ?? true;
      return c.json({ items, approximate, boundarySource: active?.source ?? null }, 200);
    },
  )
  .openapi(
    route('get', '/communes.geojson', {
      tags: ['communes'],
      summary: 'The areas of the communes in force, perhaps approximate and then marked so',
      right: 'signed-in',
      query: AreasQuery,
      responses: {
        200: {
          description: 'A FeatureCollection; the ETag changes with the boundary set',
          content: {
            'application/geo+json': {
              schema: z.object({
                type: z.literal('FeatureCollection'),
                features: z.array(z.any()),
              }),
            },
          },
        },
        304: { description: 'Unchanged' },
      },
    }),
    async (c) => {
      const known = c.req.header('if-none-match') ?? null;
      const { simplify } = c.req.valid('query');
      const { etag, collection } = await readAreas(c.var.deps, c.var.actor, simplify, known);
      const headers = { etag, 'cache-control': 'private, no-cache', vary: 'accept-encoding' };
      if (collection === null) return c.body(null, 304, headers);
      const packed = /\bgzip\b/.test(c.req.header('accept-encoding') ?? '');
      const body = packed ? new Uint8Array(await compress(collection)) : collection;
      return c.body(body, 200, { ...headers, ...GEOJSON, ...(packed && GZIP) });
    },
  )
  .openapi(
    route('get', '/categories', {
      tags: ['communes'],
      summary: 'Kinds of places',
      right: 'signed-in',
      responses: {
        200: jsonResponse(z.object({ items: z.array(Category) }), 'All categories, by number'),
      },
    }),
    async (c) => {
      const items = await asActor(c.var.deps.database, c.var.actor, listCategories);
      return c.json({ items }, 200);
    },
  )
  .openapi(
    route('post', '/communes/former-names', {
      tags: ['communes'],
      summary: 'Take the names of communes before a reorganisation from a table',
      right: 'boundaries:manage',
      form: FormerNamesForm,
      responses: { 200: jsonResponse(FormerNamesReport, 'How many names were read and written') },
      problems: [
        ...READING_PROBLEMS,
        'import.file_broken',
        'import.not_a_table',
        'import.empty',
        'import.mapping_incomplete',
        'import.too_many_rows',
        'import.rows_invalid',
      ],
    }),
    async (c) => {
      const { file, source } = c.req.valid('form');
      const { bytes } = await readUpload(file);
      return c.json(await importFormerNamesAs(c.var.deps, c.var.actor, { bytes, source }), 200);
    },
  );

export const communes = {
  subjects: {
    communes: 'Communes, their areas, and the kinds of places',
  },
  operations: [communeRoutes],
} as const satisfies Feature;
