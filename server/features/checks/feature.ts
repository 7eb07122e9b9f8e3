import { CheckScheduleList, NewCheckSchedule, RecordCheckBody } from '#server/contract/check.ts';
import { PointDetail } from '#server/contract/point.ts';
import type { Feature } from '#server/feature.ts';
import { answerWithRecord } from '#server/features/life-cycle/change-commands.ts';
import { jsonResponse, route, RowParameter } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { CHECK_SCHEDULE_PROPOSAL, readSchedules, recordCheck, setSchedule } from './commands.ts';

const record = route('post', '/points/{id}/checks', {
  tags: ['checks'],
  summary: 'Record a look at a closed place',
  right: 'checks:record',
  params: RowParameter,
  body: RecordCheckBody,
  answersInWrite: true,
  responses: { 200: jsonResponse(PointDetail, 'The point with the check') },
  problems: [
    'point.not_found',
    'point.changed_meanwhile',
    'lifecycle.wrong_status',
    'lifecycle.future_date',
    'lifecycle.before_earlier_event',
    'lifecycle.reason_required',
    'late_entry.paper_missing',
    'late_entry.paper_day_wrong',
    'attachment.not_found',
    'attachment.id_taken',
    'text.personal_data',
  ],
});

const schedules = route('get', '/check-schedules', {
  tags: ['checks'],
  summary: 'When closed places are looked at, and since when, by whose rule',
  right: 'signed-in',
  responses: { 200: jsonResponse(CheckScheduleList, 'Every schedule, latest first') },
});

const schedule = route('post', '/check-schedules', {
  tags: ['checks'],
  summary: 'Set the schedule of checks from a day on; flags follow from that day',
  right: 'settings:manage',
  body: NewCheckSchedule,
  responses: { 200: jsonResponse(CheckScheduleList, 'Every schedule, with the new one') },
  problems: ['check.schedule_in_past', 'check.schedule_day_taken', 'text.personal_data'],
});

const checkRoutes = newRouter()
  .openapi(record, async (c) => {
    const { deps, actor } = c.var;
    const { id } = c.req.valid('param');
    const act = () => recordCheck(deps, actor, id, c.req.valid('json'));
    return c.json(await answerWithRecord(deps, actor, act), 200);
  })
  .openapi(schedules, async (c) => c.json(await readSchedules(c.var.deps, c.var.actor), 200))
  .openapi(schedule, async (c) =>
    c.json(await setSchedule(c.var.deps, c.var.actor, c.req.valid('json')), 200),
  );

export const checks = {
  uses: ['life-cycle', 'signals'],
  subjects: {
    checks: 'Checks of closed places and their schedule',
  },
  operations: [checkRoutes],
  proposals: {
    check_schedule: CHECK_SCHEDULE_PROPOSAL,
  },
} as const satisfies Feature;
