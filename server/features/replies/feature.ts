import { PointDetail } from '#server/contract/point.ts';
import { WriteReplyBody } from '#server/contract/reply.ts';
import type { Feature } from '#server/feature.ts';
import { jsonResponse, route, RowParameter } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { askForReply, writeReply } from './commands.ts';

const write = route('post', '/points/{id}/replies', {
  tags: ['replies'],
  summary: "Draft or file the commune's reply to a recurrence or a listing",
  right: 'replies:write',
  params: RowParameter,
  body: WriteReplyBody,
  responses: { 201: jsonResponse(PointDetail, 'The point with the reply') },
  problems: [
    'point.not_found',
    'reply.not_asked',
    'reply.other_commune',
    'reply.changed_meanwhile',
    'text.personal_data',
    'text.secret_marking',
  ],
});

const replyRoutes = newRouter().openapi(write, async (c) => {
  const { id } = c.req.valid('param');
  await writeReply(c.var.deps, c.var.actor, id, c.req.valid('json'));
  return c.json(await c.var.deps.joined.readRecord(c.var.deps, c.var.actor, id), 201);
});

export const replies = {
  uses: ['handovers', 'life-cycle'],
  subjects: {
    replies: 'Replies of the communes',
  },
  operations: [replyRoutes],
  joins: { cycleOpened: askForReply },
} as const satisfies Feature;
