import * as z from 'zod';

import { RouteDetail } from '#server/contract/route.ts';
import {
  AddUnplannedStop,
  FieldRouteList,
  FinishShift,
  RecordStopResult,
  RouteOutcome,
} from '#server/contract/route-result.ts';
import { RouteLine } from '#server/contract/travel.ts';
import { jsonResponse, route, RowParameter } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { DOCUMENT_FORMATS, readWays, writeRouteDocument } from './document-commands.ts';
import { addUnplannedStop, finishShift, recordStopResult } from './field-commands.ts';
import { readFieldRoutes } from './read-field-routes.ts';
import { readOutcome, readRoute } from './read-route.ts';

/** A number, or a number with the name of a file form: `12`, `12.gpx`. */
const RouteParameter = z.object({
  id: z
    .string()
    .regex(/^[1-9]\d{0,8}(\.(gpx|kml|geojson|ics))?$/)
    .transform((text) => {
      const [number = '', format] = text.split('.');
      return {
        routeId: Number(number),
        format: format as keyof typeof DOCUMENT_FORMATS | undefined,
      };
    }),
});

/** Planners read their draft unless they ask for the published state; everybody else reads the published state. */
const View = z.enum(['draft', 'published']).default('draft');

const text = z.string();
const read = route('get', '/routes/{id}', {
  tags: ['routes'],
  summary:
    'A route with times and broken rules; `{id}.gpx`, `.kml`, `.geojson`, `.ics` give it as a file',
  right: 'routes:read',
  params: RouteParameter,
  query: z.object({ shift: z.coerce.number().int().positive().optional(), view: View }),
  responses: {
    200: {
      description: 'The route, or its file',
      content: {
        'application/json': { schema: RouteDetail },
        'application/gpx+xml': { schema: text },
        'application/vnd.google-earth.kml+xml': { schema: text },
        'application/geo+json': { schema: text },
        'text/calendar': { schema: text },
      },
    },
  },
  problems: ['route.not_found'],
});

const Ways = z
  .object({ items: z.array(z.object({ shiftId: z.number().int(), way: RouteLine })) })
  .meta({ id: 'RouteWays' });
const ways = route('get', '/routes/{id}/ways', {
  tags: ['routes'],
  summary: 'The ways of the teams as lines, straight and called approximate where no network is',
  right: 'routes:read',
  params: RowParameter,
  query: z.object({ view: View }),
  responses: { 200: jsonResponse(Ways, 'One way for each team') },
  problems: ['route.not_found'],
});

const outcome = route('get', '/routes/{id}/outcome', {
  tags: ['routes'],
  summary: 'Plan against result, random stops apart',
  right: 'routes:read',
  params: RowParameter,
  responses: { 200: jsonResponse(RouteOutcome, 'What was planned, what came of it') },
  problems: ['route.not_found'],
});

const mine = route('get', '/routes/mine', {
  tags: ['routes'],
  summary: 'The published routes of the own team, whole, to take along without a network',
  right: 'routes:work',
  responses: {
    200: jsonResponse(FieldRouteList, 'Routes with their stops and what has been recorded'),
  },
});

const result = route('post', '/routes/{id}/results', {
  tags: ['routes'],
  summary: 'What happened at a stop; signs raise a suspicion, never a status',
  right: 'routes:work',
  params: RowParameter,
  body: RecordStopResult,
  responses: { 200: jsonResponse(FieldRouteList, 'The own routes with the result') },
  problems: [
    'route.not_found',
    'route.stop_unknown',
    'route.shift_finished',
    'route.result_id_taken',
    'lifecycle.future_date',
    'text.personal_data',
  ],
});

const unplanned = route('post', '/routes/{id}/unplanned', {
  tags: ['routes'],
  summary: 'Add a stop on the way that nobody had planned',
  right: 'routes:work',
  params: RowParameter,
  body: AddUnplannedStop,
  responses: { 200: jsonResponse(FieldRouteList, 'The own routes with the stop') },
  problems: [
    'route.not_found',
    'route.stop_unknown',
    'route.shift_finished',
    'route.result_id_taken',
    'text.personal_data',
  ],
});

const finish = route('post', '/routes/{id}/finish', {
  tags: ['routes'],
  summary: "End the team's day; what has no result is put off to a later route",
  right: 'routes:work',
  params: RowParameter,
  body: FinishShift,
  responses: { 200: jsonResponse(FieldRouteList, 'The own routes') },
  problems: ['route.not_found', 'route.stop_unknown', 'route.shift_finished', 'text.personal_data'],
});

export const fieldRouteRoutes = newRouter()
  .openapi(mine, async (c) => c.json(await readFieldRoutes(c.var.deps, c.var.actor), 200))
  .openapi(ways, async (c) =>
    c.json(
      await readWays(c.var.deps, c.var.actor, c.req.valid('param').id, c.req.valid('query').view),
      200,
    ),
  )
  .openapi(outcome, async (c) =>
    c.json(await readOutcome(c.var.deps, c.var.actor, c.req.valid('param').id), 200),
  )
  .openapi(read, async (c) => {
    const { deps, actor } = c.var;
    const { routeId, format } = c.req.valid('param').id;
    const { shift: shiftId, view } = c.req.valid('query');
    if (format === undefined) return c.json(await readRoute(deps, actor, routeId, view), 200);
    const body = await writeRouteDocument(deps, actor, { routeId, format, shiftId });
    return c.body(body, 200, {
      'content-type': `${DOCUMENT_FORMATS[format].type}; charset=utf-8`,
      'content-disposition': `attachment; filename="route-${routeId}.${format}"`,
      'cache-control': 'no-store',
    });
  })
  .openapi(result, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await recordStopResult(c.var.deps, c.var.actor, id, c.req.valid('json')), 200);
  })
  .openapi(unplanned, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await addUnplannedStop(c.var.deps, c.var.actor, id, c.req.valid('json')), 200);
  })
  .openapi(finish, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await finishShift(c.var.deps, c.var.actor, id, c.req.valid('json')), 200);
  });
