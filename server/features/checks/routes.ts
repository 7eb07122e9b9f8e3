import { createRoute } from '@hono/zod-openapi';

import { CheckScheduleList, NewCheckSchedule, RecordCheckBody } from '#server/contract/check.ts';
import { PointDetail } from '#server/contract/point.ts';
import { readPoint } from '#server/features/points/point-detail.ts';
import { takesKey } from '#server/http/idempotency.ts';
import { jsonBody, jsonResponse, problemResponses, secured } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { RowParameter } from '#server/http/row-parameter.ts';

import { recordCheck } from './commands.ts';
import { readSchedules, setSchedule } from './schedule-commands.ts';

const record = createRoute({
  method: 'post',
  path: '/points/{id}/checks',
  tags: ['checks'],
  summary: 'Record a look at a closed place',
  middleware: [secured('checks:record'), takesKey] as const,
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
      'attachment.not_found',
      'attachment.id_taken',
      'text.personal_data',
    ),
  },
});

const schedules = createRoute({
  method: 'get',
  path: '/check-schedules',
  tags: ['checks'],
  summary: 'When closed places are looked at, and since when, by whose rule',
  middleware: [secured()] as const,
  responses: {
    200: jsonResponse(CheckScheduleList, 'Every schedule, latest first'),
    ...problemResponses('session.missing'),
  },
});

const schedule = createRoute({
  method: 'post',
  path: '/check-schedules',
  tags: ['checks'],
  summary: 'Set the schedule of checks from a day on; flags follow from that day',
  middleware: [secured('settings:manage'), takesKey] as const,
  request: { body: jsonBody(NewCheckSchedule) },
  responses: {
    200: jsonResponse(CheckScheduleList, 'Every schedule, with the new one'),
    ...problemResponses(
      'request.invalid',
      'session.missing',
      'permission.denied',
      'check.schedule_in_past',
      'check.schedule_day_taken',
      'text.personal_data',
    ),
  },
});

export const checkRoutes = newRouter()
  .openapi(record, async (c) => {
    const { id } = c.req.valid('param');
    await recordCheck(c.var.deps, c.var.actor, id, c.req.valid('json'));
    return c.json(await readPoint(c.var.deps, c.var.actor, id), 200);
  })
  .openapi(schedules, async (c) => c.json(await readSchedules(c.var.deps, c.var.actor), 200))
  .openapi(schedule, async (c) =>
    c.json(await setSchedule(c.var.deps, c.var.actor, c.req.valid('json')), 200),
  );
