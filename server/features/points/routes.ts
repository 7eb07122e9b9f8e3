import { createRoute } from '@hono/zod-openapi';
import { CorrectBody, MergeBody, UndoMergeBody } from '#server/contract/life-cycle.ts';
import { NewPoint, PointDetail, PointListQuery, PointPage } from '#server/contract/point.ts';
import { PointShapes, PointShapesQuery } from '#server/contract/point-shapes.ts';
import { takesKey } from '#server/http/idempotency.ts';
import { jsonBody, jsonResponse, problemResponses, secured } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { RowParameter } from '#server/http/row-parameter.ts';

import { correctPoint, mergePoint, undoMerge } from './commands.ts';
import { proposePoint } from './propose.ts';
import { listPoints } from './list-points.ts';
import { listShapes } from './list-shapes.ts';
import { readPoint } from './point-detail.ts';

const list = createRoute({
  method: 'get',
  path: '/points',
  tags: ['points'],
  summary: 'Points by filter, those where activity came back first',
  middleware: [secured('points:read')] as const,
  request: { query: PointListQuery },
  responses: {
    200: jsonResponse(PointPage, 'A page of points, with the counts of all that match'),
    ...problemResponses('request.invalid', 'session.missing', 'permission.denied'),
  },
});

const shapes = createRoute({
  method: 'get',
  path: '/points.geojson',
  tags: ['points'],
  summary: 'Points by filter in their true shape, at most 2,000',
  middleware: [secured('points:read')] as const,
  request: { query: PointShapesQuery },
  responses: {
    200: jsonResponse(PointShapes, 'A GeoJSON feature collection'),
    ...problemResponses('request.invalid', 'session.missing', 'permission.denied'),
  },
});

const read = createRoute({
  method: 'get',
  path: '/points/{id}',
  tags: ['points'],
  summary: 'One point with its whole life; the look is logged',
  middleware: [secured('points:read')] as const,
  request: { params: RowParameter },
  responses: {
    200: jsonResponse(PointDetail, 'The point'),
    ...problemResponses(
      'request.invalid',
      'session.missing',
      'permission.denied',
      'point.not_found',
    ),
  },
});

const propose = createRoute({
  method: 'post',
  path: '/points',
  tags: ['points'],
  summary: 'Propose a place for the list',
  middleware: [secured('points:propose'), takesKey] as const,
  request: { body: jsonBody(NewPoint) },
  responses: {
    201: jsonResponse(PointDetail, 'The proposed point'),
    ...problemResponses(
      'request.invalid',
      'session.missing',
      'permission.denied',
      'point.geometry_invalid',
      'point.outside_city',
      'point.outside_own_communes',
      'point.too_wide',
      'point.category_unknown',
      'lifecycle.future_date',
      'text.personal_data',
      'text.secret_marking',
    ),
  },
});

/** What the changes of a place that is already there may answer. */
const changeProblems = problemResponses(
  'request.invalid',
  'session.missing',
  'permission.denied',
  'point.not_found',
  'point.outside_city',
  'point.changed_meanwhile',
  'point.merged',
  'point.merge_hides_status',
  'point.merge_other_commune',
  'handover.commune_abolished',
  'text.personal_data',
);

const correct = createRoute({
  method: 'post',
  path: '/points/{id}/correct',
  tags: ['points'],
  summary: 'Correct what is said of a place, or one event of it',
  middleware: [secured('points:correct'), takesKey] as const,
  request: { params: RowParameter, body: jsonBody(CorrectBody) },
  responses: { 200: jsonResponse(PointDetail, 'The corrected point'), ...changeProblems },
});

const merge = createRoute({
  method: 'post',
  path: '/points/{id}/merge',
  tags: ['points'],
  summary: 'Show this entry under another one of the same place',
  middleware: [secured('points:merge'), takesKey] as const,
  request: { params: RowParameter, body: jsonBody(MergeBody) },
  responses: { 200: jsonResponse(PointDetail, 'The merged point'), ...changeProblems },
});

const unmerge = createRoute({
  method: 'post',
  path: '/points/{id}/undo-merge',
  tags: ['points'],
  summary: 'Take a merge back',
  middleware: [secured('points:merge'), takesKey] as const,
  request: { params: RowParameter, body: jsonBody(UndoMergeBody) },
  responses: { 200: jsonResponse(PointDetail, 'The point on its own again'), ...changeProblems },
});

export const pointRoutes = newRouter()
  .openapi(list, async (c) => {
    const page = await listPoints(c.var.deps, c.var.actor, c.req.valid('query'));
    return c.json(page, 200);
  })
  .openapi(shapes, async (c) => {
    const found = await listShapes(c.var.deps, c.var.actor, c.req.valid('query'));
    return c.json(found, 200);
  })
  .openapi(read, async (c) => {
    const point = await readPoint(c.var.deps, c.var.actor, c.req.valid('param').id);
    return c.json(point, 200);
  })
  .openapi(propose, async (c) => {
    const id = await proposePoint(c.var.deps, c.var.actor, c.req.valid('json'));
    return c.json(await readPoint(c.var.deps, c.var.actor, id), 201);
  })
  .openapi(correct, async (c) => {
    const { id } = c.req.valid('param');
    await correctPoint(c.var.deps, c.var.actor, id, c.req.valid('json'));
    return c.json(await readPoint(c.var.deps, c.var.actor, id), 200);
  })
  .openapi(merge, async (c) => {
    const { id } = c.req.valid('param');
    await mergePoint(c.var.deps, c.var.actor, id, c.req.valid('json'));
    return c.json(await readPoint(c.var.deps, c.var.actor, id), 200);
  })
  .openapi(unmerge, async (c) => {
    const { id } = c.req.valid('param');
    await undoMerge(c.var.deps, c.var.actor, id, c.req.valid('json'));
    return c.json(await readPoint(c.var.deps, c.var.actor, id), 200);
  });
