import type { Context } from 'hono';
import { LRUCache } from 'lru-cache';
import * as z from 'zod';

import { CITY_BOUNDS } from '#server/contract/geo.ts';
import type { Actor } from '#server/contract/permission.ts';
import { PointFilter } from '#server/contract/point.ts';
import { AppError } from '#server/contract/problem.ts';
import { POINT_TILE_FIELDS, POINT_TILE_ZOOMS } from '#server/contract/tile-fields.ts';
import { POINTS_LAYER } from '#server/contract/tile.ts';
import type { Feature } from '#server/feature.ts';
import type { AppEnv } from '#server/http/environment.ts';
import { declaredNames, refuseUnknownNames } from '#server/http/known-query.ts';
import { rootOf } from '#server/http/public-address.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { mountUnread, newRouter, readPart } from '#server/http/router.ts';
import { refuseOutsideGrid, TileJson, TileParameters } from '#server/http/tile-address.ts';
import { engineFilter } from '#server/live-engine/engine-filter.ts';
import { takeTurns } from '#server/live-engine/turns.ts';

const KNOWN = declaredNames(PointFilter);
const MOST_REMEMBERED = 1_000;

/** Codes of all communes make a long one; longer ones are not worth the memory. */
const MOST_CHARACTERS = 2_000;

const tile = route('get', '/tiles/points/{z}/{x}/{y}', {
  byItself: true,
  tags: ['tiles'],
  summary: 'Points of a tile (MVT), by the same filter as the list; y ends in .mvt',
  right: 'points:read',
  collections: true,
  ahead: true,
  unread: true,
  params: TileParameters,
  query: PointFilter,
  responses: {
    200: {
      description: 'A vector tile, gzipped; empty where nothing matches',
      content: {
        'application/vnd.mapbox-vector-tile': { schema: z.string().meta({ format: 'binary' }) },
      },
    },
    304: { description: 'Nothing has changed under this tile' },
  },
  problems: ['tile.out_of_range'],
});

const description = route('get', '/tiles/points.json', {
  tags: ['tiles'],
  summary: 'TileJSON 3 of the tiles of points',
  right: 'points:read',
  collections: true,
  ahead: true,
  responses: { 200: jsonResponse(TileJson, 'Where the tiles are and what they hold') },
});

/** Making a tile takes milliseconds, and a map asks for twenty at once. */
const tileTurn = takeTurns();

const readFilter = filterReader();

const tileRoutes = newRouter().openapi(description, (c) => {
  refuseOtherCollections(c.var.actor);
  return c.json(
    {
      tilejson: '3.0.0' as const,
      name: 'Địa Bàn',
      tiles: [`${rootOf(c)}/api/tiles/points/{z}/{x}/{y}.mvt`],
      minzoom: POINT_TILE_ZOOMS.first,
      maxzoom: POINT_TILE_ZOOMS.last,
      bounds: [...CITY_BOUNDS],
      vector_layers: [{ id: POINTS_LAYER, fields: POINT_TILE_FIELDS }],
    },
    200,
    // Ahead of what says so for other addresses.
    { 'cache-control': 'private, no-cache' },
  );
});

mountUnread(tileRoutes, tile, answerTile);

export const tiles = {
  subjects: {
    tiles: 'Tiles of the map',
  },
  ahead: [tileRoutes],
} as const satisfies Feature;

/** A token that is confined to collections opens these tiles where it names the points. */
function refuseOtherCollections({ token }: Actor): void {
  if (token?.collections?.includes('points') === false) throw new AppError('token.not_enough');
}

/**
 * Answers by Response itself, with headers in a plain object: what the router would build and read again in
 * between takes longer than finding out that a tile has not changed.
 */
async function answerTile(c: Context<AppEnv>): Promise<Response> {
  const deps = c.get('deps');
  const actor = c.get('actor');
  refuseOtherCollections(actor);
  const asked = readFilter(c.req.url);
  const place = readPart(TileParameters, 'param', c.req.param());
  refuseOutsideGrid(place);
  const filter = await engineFilter(deps, actor, asked);
  const headers: Record<string, string> = {
    // No browser keeps where places are once the session is over; pages hold tiles and tags in memory.
    'cache-control': 'private, no-store',
    vary: 'cookie',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'x-request-id': c.get('requestId'),
  };
  const known = deps.points.tileEtag(actor, place, filter);
  const held = c.req.header('if-none-match');
  if (known !== null && held === known) {
    return new Response(null, { status: 304, headers: { ...headers, etag: known } });
  }
  if (!deps.points.hasTile(actor, place, filter)) await tileTurn(actor.accountId);
  // A commit may have come in meanwhile: the tile brings the tag that is true of it.
  const { bytes, etag } = await deps.points.tile(actor, place, filter);
  headers['etag'] = etag;
  if (held === etag) return new Response(null, { status: 304, headers });
  headers['content-type'] = 'application/vnd.mapbox-vector-tile';
  headers['content-encoding'] = 'gzip';
  return new Response(bytes as Uint8Array<ArrayBuffer>, { status: 200, headers });
}

/**
 * Reads the filter of an address. All tiles of a map are asked for with the same words: what they mean is
 * remembered, but for searches, since what somebody looked for is nobody's business afterwards.
 */
function filterReader(): (url: string) => PointFilter {
  const remembered = new LRUCache<string, PointFilter>({ max: MOST_REMEMBERED });
  return (url) => {
    const start = url.indexOf('?');
    const text = start === -1 ? '' : url.slice(start + 1);
    const known = remembered.get(text);
    if (known !== undefined) return known;
    const query = queryOf(text);
    refuseUnknownNames(Object.keys(query), KNOWN);
    const filter = readPart(PointFilter, 'query', query);
    if (filter.q === undefined && text.length <= MOST_CHARACTERS) {
      remembered.set(text, Object.freeze(filter));
    }
    return filter;
  };
}

/** A name that is given twice has a list of values, which no field of the filter takes. */
function queryOf(text: string): Record<string, string | string[]> {
  const query = new URLSearchParams(text);
  return Object.fromEntries(
    [...new Set(query.keys())].map((name) => {
      const values = query.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}
