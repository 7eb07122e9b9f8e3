import type { Context } from 'hono';
import * as z from 'zod';

import { GROUND_LAYERS } from '#server/contract/ground.ts';
import { AppError } from '#server/contract/problem.ts';
import { readOneMoment } from '#server/db/transaction.ts';
import type { Feature } from '#server/feature.ts';
import type { AppEnv } from '#server/http/environment.ts';
import { declaredNames, refuseUnknownNames } from '#server/http/known-query.ts';
import { rootOf } from '#server/http/public-address.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { mountUnread, newRouter, readPart } from '#server/http/router.ts';
import { refuseOutsideGrid, TileJson, TileParameters } from '#server/http/tile-address.ts';

import { readGroundInForce, readGroundTile } from './read-ground.ts';

const TileQuery = z.object({
  /** Version from the configuration: a tile that is asked for by it may be kept for good. */
  v: z
    .string()
    .regex(/^[0-9a-f]{1,64}$/)
    .optional(),
});

const KNOWN = declaredNames(TileQuery);

const tile = route('get', '/tiles/ground/{z}/{x}/{y}', {
  byItself: true,
  tags: ['tiles'],
  summary: 'Land, water, streets and their names in a tile (MVT); y ends in .mvt',
  right: 'signed-in',
  collections: true,
  ahead: true,
  unread: true,
  params: TileParameters,
  query: TileQuery,
  responses: {
    200: {
      description: 'A vector tile, gzipped; empty where nothing is drawn, or there is no ground',
      content: {
        'application/vnd.mapbox-vector-tile': { schema: z.string().meta({ format: 'binary' }) },
      },
    },
    304: { description: 'The same ground is in force' },
  },
  problems: ['tile.out_of_range'],
});

const description = route('get', '/tiles/ground.json', {
  tags: ['tiles'],
  summary: 'TileJSON 3 of the ground in force',
  right: 'signed-in',
  collections: true,
  ahead: true,
  responses: { 200: jsonResponse(TileJson, 'Where the tiles are and what they hold') },
  problems: ['ground.none'],
});

const FIELDS: Readonly<Record<string, Record<string, string>>> = {
  waterways: { name: 'name' },
  streets: { name: 'name', bridge: '1 on a bridge', tunnel: '1 in a tunnel' },
  labels: { name: 'name', rank: '0 is the largest' },
};

const VECTOR_LAYERS = Object.entries(GROUND_LAYERS).map(([id, classes]) => {
  const fields: Record<string, string> = { ...FIELDS[id] };
  if (classes.length > 0) fields['class'] = classes.join(', ');
  return { id, fields };
});

/** Seconds of a year, the longest that browsers keep anything. */
const FOR_GOOD = 'private, max-age=31536000, immutable';

const groundRoutes = newRouter().openapi(description, async (c) => {
  const ground = await readOneMoment(c.var.deps.database, readGroundInForce);
  if (ground === null) throw new AppError('ground.none');
  const { version, attribution, minzoom, maxzoom, bounds } = ground;
  return c.json(
    {
      tilejson: '3.0.0' as const,
      name: 'Địa Bàn',
      attribution,
      tiles: [`${rootOf(c)}/api/tiles/ground/{z}/{x}/{y}.mvt?v=${version}`],
      minzoom,
      maxzoom,
      bounds,
      vector_layers: VECTOR_LAYERS,
    },
    200,
  );
});

mountUnread(groundRoutes, tile, answerTile);

export const ground = {
  ahead: [groundRoutes],
} as const satisfies Feature;

/** Answers by Response itself, as the tiles of points are. */
async function answerTile(c: Context<AppEnv>): Promise<Response> {
  // A name that is given twice has a list of values, which is refused.
  const query = Object.fromEntries(
    Object.entries(c.req.queries()).map(([name, values]) => [
      name,
      values.length === 1 ? values[0] : values,
    ]),
  );
  refuseUnknownNames(Object.keys(query), KNOWN);
  const { v } = readPart(TileQuery, 'query', query);
  const place = readPart(TileParameters, 'param', c.req.param());
  refuseOutsideGrid(place);
  const { bytes, version } = await readGroundTile(c.get('deps'), place, v);
  const etag = `"${version ?? 'none'}"`;
  const isWanted = v !== undefined && v === version;
  const headers: Record<string, string> = {
    // Under its version a tile never changes, and it is the same for everybody.
    'cache-control': isWanted ? FOR_GOOD : 'private, no-cache',
    etag,
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'x-request-id': c.get('requestId'),
  };
  if (c.req.header('if-none-match') === etag) return new Response(null, { status: 304, headers });
  headers['content-type'] = 'application/vnd.mapbox-vector-tile';
  headers['content-encoding'] = 'gzip';
  return new Response(bytes, { status: 200, headers });
}
