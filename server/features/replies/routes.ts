import { createRoute } from '@hono/zod-openapi';

import { PointDetail } from '#server/contract/point.ts';
import { WriteReplyBody } from '#server/contract/reply.ts';
import { readPoint } from '#server/features/points/point-detail.ts';
import { takesKey } from '#server/http/idempotency.ts';
import { jsonBody, jsonResponse, problemResponses, secured } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { RowParameter } from '#server/http/row-parameter.ts';

import { writeReply } from './commands.ts';

const write = createRoute({
  method: 'post',
  path: '/points/{id}/replies',
  tags: ['replies'],
  summary: "Draft or file the commune's reply to a recurrence or a listing",
  middleware: [secured('replies:write'), takesKey] as const,
  request: { params: RowParameter, body: jsonBody(WriteReplyBody) },
  responses: {
    201: jsonResponse(PointDetail, 'The point with the reply'),
    ...problemResponses(
      'request.invalid',
      'session.missing',
      'permission.denied',
      'point.not_found',
      'reply.not_asked',
      'reply.other_commune',
      'reply.changed_meanwhile',
      'text.personal_data',
      'text.secret_marking',
    ),
  },
});

export const replyRoutes = newRouter().openapi(write, async (c) => {
  const { id } = c.req.valid('param');
  await writeReply(c.var.deps, c.var.actor, id, c.req.valid('json'));
  return c.json(await readPoint(c.var.deps, c.var.actor, id), 201);
});
