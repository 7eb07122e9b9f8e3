import { createRoute } from '@hono/zod-openapi';

import { JobList, OwnReminders, ReminderPreference } from '#server/contract/reminder.ts';
import { takesKey } from '#server/http/idempotency.ts';
import { jsonBody, jsonResponse, problemResponses, secured } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { RowParameter } from '#server/http/row-parameter.ts';

import { readJobs, readOwnReminders, retryJob, saveOwnReminders } from './commands.ts';

const refusals = problemResponses('session.missing', 'permission.denied');

const readOwn = createRoute({
  method: 'get',
  path: '/me/reminders',
  tags: ['me'],
  summary: 'Where the own reminders go, and of what',
  middleware: [secured('reminders:receive')] as const,
  responses: { 200: jsonResponse(OwnReminders, 'The choice'), ...refusals },
});

const saveOwn = createRoute({
  method: 'post',
  path: '/me/reminders',
  tags: ['me'],
  summary: 'Choose where the own reminders go, and of what; without an address none are sent',
  middleware: [secured('reminders:receive'), takesKey] as const,
  request: { body: jsonBody(ReminderPreference) },
  responses: {
    200: jsonResponse(OwnReminders, 'The choice as it is kept'),
    ...problemResponses('request.invalid', 'session.missing', 'permission.denied'),
  },
});

const listAll = createRoute({
  method: 'get',
  path: '/jobs',
  tags: ['operations'],
  summary: 'What the system does by itself, what of it failed first',
  middleware: [secured('jobs:manage')] as const,
  responses: { 200: jsonResponse(JobList, 'The latest jobs, with counts of all'), ...refusals },
});

const retry = createRoute({
  method: 'post',
  path: '/jobs/{id}/retry',
  tags: ['operations'],
  summary: 'Try a job again that was given up',
  middleware: [secured('jobs:manage'), takesKey] as const,
  request: { params: RowParameter },
  responses: {
    200: jsonResponse(JobList, 'The jobs afterwards'),
    ...problemResponses('request.invalid', 'session.missing', 'permission.denied', 'job.not_found'),
  },
});

export const reminderRoutes = newRouter()
  .openapi(readOwn, async (c) => c.json(await readOwnReminders(c.var.deps, c.var.actor), 200))
  .openapi(saveOwn, async (c) =>
    c.json(await saveOwnReminders(c.var.deps, c.var.actor, c.req.valid('json')), 200),
  )
  .openapi(listAll, async (c) => c.json(await readJobs(c.var.deps), 200))
  .openapi(retry, async (c) =>
    c.json(await retryJob(c.var.deps, c.var.actor, c.req.valid('param').id), 200),
  );
