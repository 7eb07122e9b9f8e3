import { CorrectBody, MergeBody, UndoMergeBody } from '#server/contract/life-cycle.ts';
import { PointGroups, PointGroupsQuery } from '#server/contract/point-groups.ts';
import {
  NewPoint,
  PointDetail,
  PointListQuery,
  PointPage,
  PointRecordQuery,
  ReviewPointPaperBody,
} from '#server/contract/point.ts';
import { PointShapes, PointShapesQuery } from '#server/contract/point-shapes.ts';
import { linkPages } from '#server/http/page-links.ts';
import { jsonResponse, route, RowParameter } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { answerFile, EXPORT_PROBLEMS } from './export-routes.ts';
import { correctPoint, mergePoint, reviewPointPaper, undoMerge } from './commands.ts';
import { proposePoint } from './propose-commands.ts';
import { groupPoints, listPoints, listShapes } from './read-points.ts';

const GEOJSON = { 'content-type': 'application/geo+json; charset=utf-8' };

const list = route('get', '/points', {
  tags: ['points'],
  summary: 'Points by filter, those where activity came back first',
  right: 'points:read',
  list: 'points',
  query: PointListQuery,
  responses: {
    200: jsonResponse(PointPage, 'A page of points, with the counts of all that match'),
  },
});

const shapes = route('get', '/points.geojson', {
  tags: ['points'],
  summary:
    'Points by filter in their true shape: at most 2,000, or with a purpose all of them as a file',
  right: 'points:read',
  list: 'points',
  query: PointShapesQuery,
  responses: {
    200: {
      description: 'A GeoJSON feature collection',
      content: { 'application/geo+json': { schema: PointShapes } },
    },
  },
  problems: EXPORT_PROBLEMS,
});

const groups = route('get', '/point-groups', {
  tags: ['points'],
  summary: 'Counts of the points of a filter by category and by commune',
  right: 'points:read',
  query: PointGroupsQuery,
  responses: { 200: jsonResponse(PointGroups, 'The groups, the largest first') },
});

const read = route('get', '/points/{id}', {
  tags: ['points'],
  summary: 'One point with its whole life, or as it was on a past evening; the look is logged',
  right: 'points:read',
  params: RowParameter,
  query: PointRecordQuery,
  responses: { 200: jsonResponse(PointDetail, 'The point') },
  problems: ['point.not_found', 'point.not_listed_then'],
});

const propose = route('post', '/points', {
  tags: ['points'],
  summary: 'Propose a place for the list',
  right: 'points:propose',
  body: NewPoint,
  responses: { 201: jsonResponse(PointDetail, 'The proposed point') },
  problems: [
    'point.geometry_invalid',
    'point.outside_city',
    'point.outside_own_communes',
    'point.too_wide',
    'point.category_unknown',
    'lifecycle.future_date',
    'text.personal_data',
    'text.secret_marking',
  ],
});

/** Problems that changes of an existing place may answer. */
const changeProblems = [
  'point.not_found',
  'point.outside_city',
  'point.changed_meanwhile',
  'point.merged',
  'point.merge_hides_status',
  'point.merge_other_commune',
  'handover.commune_abolished',
  'text.personal_data',
] as const;

const correct = route('post', '/points/{id}/correct', {
  tags: ['points'],
  summary: 'Correct what is said of a place, or one event of it',
  right: 'points:correct',
  params: RowParameter,
  body: CorrectBody,
  responses: { 200: jsonResponse(PointDetail, 'The corrected point') },
  problems: changeProblems,
});

const merge = route('post', '/points/{id}/merge', {
  tags: ['points'],
  summary: 'Show this entry under another one of the same place',
  right: 'points:merge',
  params: RowParameter,
  body: MergeBody,
  responses: { 200: jsonResponse(PointDetail, 'The merged point') },
  problems: changeProblems,
});

const unmerge = route('post', '/points/{id}/undo-merge', {
  tags: ['points'],
  summary: 'Take a merge back',
  right: 'points:merge',
  params: RowParameter,
  body: UndoMergeBody,
  responses: { 200: jsonResponse(PointDetail, 'The point on its own again') },
  problems: changeProblems,
});

const reviewPaper = route('post', '/points/{id}/papers', {
  tags: ['points'],
  summary: 'Say what the paper of an event shows that was entered after its day',
  right: 'papers:review',
  params: RowParameter,
  body: ReviewPointPaperBody,
  responses: { 200: jsonResponse(PointDetail, 'The point after the look') },
  problems: [
    'point.not_found',
    'late_entry.not_found',
    'late_entry.same_person',
    'late_entry.already_reviewed',
    'text.personal_data',
    'text.secret_marking',
  ],
});

export const pointRoutes = newRouter()
  .openapi(reviewPaper, async (c) => {
    const { deps, actor } = c.var;
    const { id } = c.req.valid('param');
    await reviewPointPaper(deps, actor, id, c.req.valid('json'));
    return c.json(await deps.joined.readRecord(deps, actor, id), 200);
  })
  .openapi(list, async (c) => {
    const page = await listPoints(c.var.deps, c.var.actor, c.req.valid('query'));
    linkPages(c, page.next);
    return c.json(page, 200);
  })
  .openapi(shapes, async (c) => {
    const query = c.req.valid('query');
    // The file is GeoJSON too, but streamed: not the type of an answer that was parsed.
    if (query.purpose !== undefined) return (await answerFile(c, 'geojson', query)) as never;
    return c.json(await listShapes(c.var.deps, c.var.actor, query), 200, GEOJSON);
  })
  .openapi(groups, async (c) => {
    const found = await groupPoints(c.var.deps, c.var.actor, c.req.valid('query'));
    return c.json(found, 200);
  })
  .openapi(read, async (c) => {
    const { deps, actor } = c.var;
    const { id } = c.req.valid('param');
    const when = c.req.valid('query');
    const past = when.as_of !== undefined || when.known_at !== undefined;
    const point = past
      ? await deps.joined.readPastRecord(deps, actor, id, when)
      : await deps.joined.readRecord(deps, actor, id);
    return c.json(point, 200);
  })
  .openapi(propose, async (c) => {
    const id = await proposePoint(c.var.deps, c.var.actor, c.req.valid('json'));
    return c.json(await c.var.deps.joined.readRecord(c.var.deps, c.var.actor, id), 201);
  })
  .openapi(correct, async (c) => {
    const { id } = c.req.valid('param');
    await correctPoint(c.var.deps, c.var.actor, id, c.req.valid('json'));
    return c.json(await c.var.deps.joined.readRecord(c.var.deps, c.var.actor, id), 200);
  })
  .openapi(merge, async (c) => {
    const { id } = c.req.valid('param');
    await mergePoint(c.var.deps, c.var.actor, id, c.req.valid('json'));
    return c.json(await c.var.deps.joined.readRecord(c.var.deps, c.var.actor, id), 200);
  })
  .openapi(unmerge, async (c) => {
    const { id } = c.req.valid('param');
    await undoMerge(c.var.deps, c.var.actor, id, c.req.valid('json'));
    return c.json(await c.var.deps.joined.readRecord(c.var.deps, c.var.actor, id), 200);
  });
