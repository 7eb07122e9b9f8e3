import { createRoute } from '@hono/zod-openapi';

import { RecordCheckBody } from '#server/contract/life-cycle.ts';
import { PointDetail } from '#server/contract/point.ts';
import { readPoint } from '#server/features/points/point-detail.ts';
import { jsonBody, jsonResponse, problemResponses, secured } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { RowParameter } from '#server/http/row-parameter.ts';

import { recordCheck } from './commands.ts';

const record = createRoute({
  method: 'post',
  path: '/points/{id}/checks',
  tags: ['checks'],
  summary: 'Record a look at a closed place',
  middleware: [secured('checks:record')] as const,
  request: { params: RowParameter, body: jsonBody(RecordCheckBody) },
  responses: {
    200: jsonResponse(PointDetail, 'The point with the check'),
    ...problemResponses(
      'request.invalid',
      'session.missing',
      'permission.denied',
      'point.not_found',
      'point.changed_meanwhile',
      'lifecycle.wrong_status',
      'lifecycle.future_date',
      'lifecycle.before_earlier_event',
      'lifecycle.reason_required',
      'text.personal_data',
    ),
  },
});

export const checkRoutes = newRouter().openapi(record, async (c) => {
  const { id } = c.req.valid('param');
  await recordCheck(c.var.deps, c.var.actor, id, c.req.valid('json'));
  return c.json(await readPoint(c.var.deps, c.var.actor, id), 200);
});
