import * as z from 'zod';

import type { Role } from './permission.ts';
import { IsoInstant } from './time.ts';

/** Roles to whom the work of their communes is told by mail; others are told of the views that they watch. */
export const WORK_MAIL_ROLES: readonly Role[] = ['leader', 'officer'];

/** A plain address, without a name before it. */
const MailAddress = z.email().max(254);

/** Reminders of a person: the address and the occasions. Without an address nothing is sent. */
export const ReminderPreference = z
  .object({
    address: MailAddress.nullable(),
    /** Every morning, what waits. */
    digest: z.boolean(),
    /** At once, when something becomes overdue. */
    overdue: z.boolean(),
  })
  .meta({ id: 'ReminderPreference' });
export type ReminderPreference = z.infer<typeof ReminderPreference>;

export const OwnReminders = ReminderPreference.extend({
  /** False while this installation sends no mail at all. */
  sends: z.boolean(),
}).meta({ id: 'OwnReminders' });
export type OwnReminders = z.infer<typeof OwnReminders>;

export const JobState = z.enum(['waiting', 'running', 'done', 'failed']);

/** A job of the system as an administrator sees it. */
export const Job = z
  .object({
    id: z.number().int(),
    kind: z.string(),
    runKey: z.string(),
    state: JobState,
    attempts: z.number().int(),
    dueAt: IsoInstant,
    finishedAt: IsoInstant.nullable(),
    lastError: z.string().nullable(),
  })
  .meta({ id: 'Job' });
export type Job = z.infer<typeof Job>;

export const JobList = z
  .object({
    items: z.array(Job),
    waiting: z.number().int(),
    failed: z.number().int(),
    total: z.number().int(),
    /** True when mail is sent at all: SMTP_URL is set. */
    sends: z.boolean(),
  })
  .meta({ id: 'JobList' });
export type JobList = z.infer<typeof JobList>;
