import * as z from 'zod';

import { IsoDate } from './time.ts';
import { TipKind } from './tip-kind.ts';
import { Words } from './words.ts';

/** State of a tip by its clock. */
export const TIMELINESS = [
  'not_started',
  'running',
  'due_soon',
  'overdue',
  'suspended',
  'closed_on_time',
  'closed_late',
  // In time by the day that was typed, late by that of recording, and nobody else has seen the paper yet.
  'awaiting_paper',
] as const;
export const Timeliness = z.enum(TIMELINESS).meta({ id: 'Timeliness' });
export type Timeliness = z.infer<typeof Timeliness>;

/** A span of a legal clock. Months end on the same day of a later month, or on its last. */
export const ClockSpan = z.strictObject({
  amount: z.int().min(1).max(1_000),
  unit: z.enum(['day', 'working_day', 'month']),
});
export type ClockSpan = z.infer<typeof ClockSpan>;

/** Until when a kind of tip has to be handled: data with an origin and a first day, never code. */
export const DeadlineRule = z
  .strictObject({
    kind: TipKind,
    validFrom: IsoDate,
    /** The event that starts the clock: receipt, or acceptance (thụ lý). */
    startsWith: z.enum(['received', 'accepted']),
    limit: ClockSpan,
    /** Each used at most once, in this order. */
    extensions: z.array(
      z.strictObject({
        span: ClockSpan,
        /** The span replaces the limit, counted from the start, or is added to what was allowed so far. */
        counted: z.enum(['from_start', 'added']),
        approver: z.string().min(1),
      }),
    ),
    /** After a suspension: what had been left, or a span of its own from the day of resumption. */
    resumption: z.union([z.literal('remaining'), ClockSpan]),
    /** Within which time, from receipt, a tip is passed on that another authority has to handle; null: none is set. */
    forwarding: ClockSpan.nullable().default(null),
    /** A due day on a day off moves to the next working day. */
    endsOnWorkingDay: z.boolean(),
    origin: z.string().min(1),
  })
  .meta({ id: 'DeadlineRule' });
export type DeadlineRule = z.infer<typeof DeadlineRule>;

/** A rule that an administrator enters. */
export const NewDeadlineRule = DeadlineRule.extend({ origin: Words(500) }).meta({
  id: 'NewDeadlineRule',
});

/** A day that differs from the plain week: off, worked though it is a weekend, or an ordinary one after all. */
export const DayOffBody = z
  .strictObject({
    day: IsoDate,
    kind: z.enum(['holiday', 'worked', 'plain']),
    name: Words(100),
  })
  .meta({ id: 'DayOff' });
export type DayOffBody = z.infer<typeof DayOffBody>;

export const ClockSettings = z
  .object({
    rules: z.array(DeadlineRule),
    daysOff: z.array(DayOffBody),
    dueSoonDays: z.int(),
    /** Years whose holidays have not been entered: due days in them may be wrong. */
    unknownYears: z.array(z.int()),
  })
  .meta({ id: 'ClockSettings' });
