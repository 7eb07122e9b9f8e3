import { JobList, OwnReminders, ReminderPreference } from '#server/contract/reminder.ts';
import type { Feature } from '#server/feature.ts';
import { jsonResponse, route, RowParameter } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { readJobs, readOwnReminders, retryJob, saveOwnReminders } from './commands.ts';
import { jobPlan } from './reminder-jobs.ts';

const readOwn = route('get', '/me/reminders', {
  tags: ['me'],
  summary: 'Where the own reminders go, and of what',
  right: 'reminders:receive',
  whileRestricted: true,
  responses: { 200: jsonResponse(OwnReminders, 'The choice') },
});

const saveOwn = route('post', '/me/reminders', {
  tags: ['me'],
  summary: 'Choose where the own reminders go, and of what; without an address none are sent',
  right: 'reminders:receive',
  whileRestricted: true,
  // Links that let a person in go to this address.
  decides: 'who-comes-in',
  body: ReminderPreference,
  responses: { 200: jsonResponse(OwnReminders, 'The choice as it is kept') },
});

const listAll = route('get', '/jobs', {
  tags: ['operations'],
  summary: 'What the system does by itself, what of it failed first',
  right: 'jobs:manage',
  responses: { 200: jsonResponse(JobList, 'The latest jobs, with counts of all') },
});

const retry = route('post', '/jobs/{id}/retry', {
  tags: ['operations'],
  summary: 'Try a job again that was given up',
  right: 'jobs:manage',
  params: RowParameter,
  responses: { 200: jsonResponse(JobList, 'The jobs afterwards') },
  problems: ['job.not_found'],
});

const reminderRoutes = newRouter()
  .openapi(readOwn, async (c) => c.json(await readOwnReminders(c.var.deps, c.var.actor), 200))
  .openapi(saveOwn, async (c) =>
    c.json(await saveOwnReminders(c.var.deps, c.var.actor, c.req.valid('json')), 200),
  )
  .openapi(listAll, async (c) => c.json(await readJobs(c.var.deps), 200))
  .openapi(retry, async (c) =>
    c.json(await retryJob(c.var.deps, c.var.actor, c.req.valid('param').id), 200),
  );

export const reminders = {
  uses: ['views'],
  operations: [reminderRoutes],
  jobs: jobPlan,
} as const satisfies Feature;
